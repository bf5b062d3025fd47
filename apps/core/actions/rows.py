"""The one way in which a tracked row is created, changed or removed: checked, versioned, audited.

The apps' actions are made of these; they know what the row means, these know how a change is written down."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.actions import audit
from apps.core.models import AuditBatch, Tracked

Row = TypeVar("Row", bound=Tracked)


class Stale(Exception):
    """Somebody else changed the row since it was read; nothing was written."""

    message = _("Somebody else changed this in the meantime. Look at what it says now, then save again.")


@transaction.atomic
def create(
    row: Row,
    *,
    by: AbstractBaseUser | None,
    action: str,
    subject_id: int | None = None,
    reason: str = "",
    batch: AuditBatch | None = None,
    origin: str = "",
) -> Row:
    """Inserts the row. Raises ValidationError where a field or a constraint refuses it."""
    _check(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise refused(row, str(error)) from error
    change = audit.Change(
        audit.table_of(row), str(row.pk), row.version, None, audit.values_of(row), subject_id, origin
    )
    audit.write([change], action=action, by=by, reason=reason, batch=batch)
    return row


@transaction.atomic
def change(
    row: Row,
    values: Mapping[str, Any],
    *,
    by: AbstractBaseUser | None,
    action: str,
    subject_id: int | None = None,
    expected_version: int | None = None,
    reason: str = "",
    batch: AuditBatch | None = None,
    origin: str = "",
) -> bool:
    """Sets the given fields; True when anything was different. Raises Stale when the row is no longer the version
    that the caller saw, ValidationError where a field or a constraint refuses the new values."""
    seen = row.version if expected_version is None else expected_version
    before = audit.values_of(row)
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not different:
        return False
    for name, value in different.items():
        setattr(row, name, value)
    _check(row)
    _update(row, different, seen)
    after = audit.values_of(row)
    changed = [name for name in after if after[name] != before[name] and name not in {"version", "updated_at"}]
    entry = audit.Change(
        audit.table_of(row),
        str(row.pk),
        row.version,
        {name: before[name] for name in changed},
        {name: after[name] for name in changed},
        subject_id,
        origin,
    )
    audit.write([entry], action=action, by=by, reason=reason, batch=batch)
    return True


@transaction.atomic
def remove(
    row: Tracked,
    *,
    by: AbstractBaseUser | None,
    action: str,
    subject_id: int | None = None,
    expected_version: int | None = None,
    reason: str = "",
    batch: AuditBatch | None = None,
) -> None:
    """Deletes the row. Raises Stale as `change` does, ProtectedError where something still points at it."""
    before = audit.values_of(row)
    key, version = str(row.pk), row.version if expected_version is None else expected_version
    if not type(row)._default_manager.select_for_update().filter(pk=row.pk, version=version).exists():
        raise Stale
    row.delete()
    gone = audit.Change(audit.table_of(row), key, version + 1, before, None, subject_id)
    audit.write([gone], action=action, by=by, reason=reason, batch=batch)


def _check(row: Tracked) -> None:
    row.full_clean(validate_unique=True, validate_constraints=True)


def _update(row: Tracked, values: Mapping[str, Any], seen: int) -> None:
    manager = type(row)._default_manager
    now = timezone.now()
    try:
        with transaction.atomic():
            hit = manager.filter(pk=row.pk, version=seen).update(**values, version=F("version") + 1, updated_at=now)
    except IntegrityError as error:
        raise refused(row, str(error)) from error
    if not hit:
        raise Stale
    row.version, row.updated_at = seen + 1, now


def refused(row: Tracked, why: str) -> ValidationError:
    """A rule that only the database could see (two people at once, an overlap): said in the words of the constraint
    whose name is in `why`."""
    for constraint in row._meta.constraints:
        if constraint.name in why:
            return ValidationError(constraint.get_violation_error_message(), code="constraint")
    return ValidationError(_("This does not fit what is already recorded."), code="constraint")
