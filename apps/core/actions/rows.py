"""The one way in which a tracked row is created, changed or removed: checked, versioned, audited.

The apps' actions are made of these; they know what the row means, these know how a change is written down."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.constraints import BaseConstraint
from django.db.models.deletion import Collector
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
    is_subject: bool = False,
    reason: str = "",
    batch: AuditBatch | None = None,
    origin: str = "",
) -> Row:
    """Inserts the row (`is_subject`: it is itself the person whom the entry is about).
    Raises ValidationError where a field or a constraint refuses it."""
    row.full_clean()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise refused(row, str(error)) from error
    about: int | None = row.pk if is_subject else subject_id
    change = audit.Change(audit.table_of(row), str(row.pk), row.version, None, audit.values_of(row), about, origin)
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
    that the caller saw, ValidationError where a field or a constraint refuses the new values; `row` is then as it
    was. What it said before is read from the database, since a form may already have written on `row`."""
    current = _current(row, expected_version, no_key=True)
    before, plain_before = _columns(current), audit.values_of(current)
    for name, value in values.items():
        current._meta.get_field(name)  # a slip of the pen in a field's name must not pass for "nothing changed"
        setattr(current, name, value)
    _check_changed(current, _different(current, before))
    changed = _different(current, before)  # as they are written: the same value can be spelt in more than one way
    if not changed:
        return False
    _update(current, changed)
    plain_after = audit.values_of(current)
    entry = audit.Change(
        audit.table_of(row),
        str(row.pk),
        current.version,
        {name: plain_before[name] for name in changed},
        {name: plain_after[name] for name in changed},
        subject_id,
        origin,
    )
    audit.write([entry], action=action, by=by, reason=reason, batch=batch)
    for name in (*changed, "version", "updated_at"):
        setattr(row, name, getattr(current, name))
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
    """Deletes the row and what belongs to it, each with an audit row of its own. Raises Stale as `change` does,
    ProtectedError where something still points at it."""
    current = _current(row, expected_version)
    gone = [
        audit.Change(audit.table_of(lost), str(lost.pk), lost.version + 1, audit.values_of(lost), None, subject_id)
        for lost in _lost_with(current)
    ]
    current.delete()
    audit.write(gone, action=action, by=by, reason=reason, batch=batch)


def _current(row: Row, expected_version: int | None, *, no_key: bool = False) -> Row:
    """What the database holds, locked until the transaction ends (`no_key`: others may still point new rows at it)."""
    seen = row.version if expected_version is None else expected_version
    rows = type(row)._base_manager.select_for_update(no_key=no_key)
    current = rows.filter(pk=row.pk, version=seen).first()
    if current is None:
        raise Stale
    return current


def _columns(row: Tracked) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _lost_with(row: Tracked) -> Iterator[Tracked]:
    """The row, then every tracked row that the database would lose with it."""
    collector = Collector(using=DEFAULT_DB_ALIAS, origin=row)
    collector.collect([row])
    for rows in (*collector.data.values(), *collector.fast_deletes):
        yield from (lost for lost in rows if isinstance(lost, Tracked))


def _different(row: Tracked, before: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in _columns(row).items() if value != before[name]}


def _check_changed(row: Tracked, columns: Collection[str]) -> None:
    """Only what these columns have to do with: all else was checked when it was written, and every look is a question
    to the database. So what was emptied when somebody was erased is in nobody's way either."""
    fields = row._meta.concrete_fields
    same = {field.name for field in fields if field.attname not in columns}
    row.full_clean(exclude=same, validate_constraints=False)
    names = {name for field in fields if field.attname in columns for name in (field.name, field.attname)}
    errors: dict[str, list[ValidationError]] = {}
    for model, constraints in row.get_constraints():
        for constraint in constraints:
            try:
                if _concerns(constraint, names):
                    constraint.validate(model, row)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
    if errors:
        raise ValidationError(errors)


def _concerns(constraint: BaseConstraint, names: Collection[str]) -> bool:
    """Whether it decides by one of these fields."""
    if isinstance(constraint, UniqueConstraint):
        parts = [*constraint.expressions, *filter(None, [constraint.condition])]
        return not {*constraint.fields, *Q(*parts).referenced_base_fields}.isdisjoint(names)
    if isinstance(constraint, CheckConstraint):
        return not Q(constraint.condition).referenced_base_fields.isdisjoint(names)
    return True


def _update(row: Tracked, values: Mapping[str, Any]) -> None:
    row.version, row.updated_at = row.version + 1, timezone.now()
    try:
        with transaction.atomic():
            row.save(force_update=True, update_fields=[*values, "version", "updated_at"])
    except IntegrityError as error:
        raise refused(row, str(error)) from error


def refused(row: Tracked, why: str) -> ValidationError:
    """A rule that only the database could see (two people at once, an overlap): said in the words of the constraint
    whose name is in the first line of `why` (the lines after it may quote what somebody typed)."""
    named = [constraint for constraint in row._meta.constraints if constraint.name in why.partition("\n")[0]]
    if named:
        constraint = max(named, key=lambda constraint: len(constraint.name))  # names may contain one another
        return ValidationError(constraint.get_violation_error_message(), code="constraint")
    return ValidationError(_("This does not fit what is already recorded."), code="constraint")
