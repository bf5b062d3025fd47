"""Reads of accounts."""

from apps.accounts.models import User
from apps.core.models import AuditEntry


def inviter_of(user: User) -> User | None:
    """Who sent the newest invitation; None where the command line did."""
    entry = (
        AuditEntry.objects.filter(table="accounts.user", key=str(user.pk), action="accounts.invite_staff")
        .select_related("by")
        .order_by("-id")
        .first()
    )
    return entry.by if entry and isinstance(entry.by, User) else None
