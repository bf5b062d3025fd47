from typing import Any

from apps.accounts.models import User
from apps.core.actions import audit


def state(user: User) -> dict[str, Any]:
    """What the history keeps of an account: never its password."""
    return {
        "email": user.email,
        "name": user.name,
        "is_staff": user.is_staff,
        "is_active": user.is_active,
        "roles": sorted(user.groups.values_list("name", flat=True)),
    }


def record(user: User, before: dict[str, Any] | None, *, action: str, by: User | None, reason: str = "") -> None:
    """Writes down what changed since `before` (None: the account is new)."""
    after = state(user)
    if before is not None:
        changed = [name for name in after if after[name] != before[name]]
        before, after = {name: before[name] for name in changed}, {name: after[name] for name in changed}
    change = audit.Change(audit.table_of(user), str(user.pk), 1, before, after)
    audit.write([change], action=action, by=by, reason=reason)
