"""What the register of personal data does to rows: erase a subject's, move them to another record, end those whose
time is over. What each part does about its own rows it says itself (`core.privacy.Part`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from apps.core import privacy, registries
from apps.core.actions import rows
from apps.core.models import AuditBatch, Tracked
from apps.core.privacy import Expiry, Part, Subject, Table

BATCH = 1000  # rows a transaction of `expire`: SQLite has one writer


@dataclass(frozen=True)
class Over:
    """Rows of one kind whose time is over, and how many there are."""

    part: Part
    expiry: Expiry
    rows: int


@transaction.atomic
def erase(subject: Subject) -> dict[str, int]:
    """Erases what every part lets go of the subject, the apps above first; rows erased by the part's name. Writes no
    audit rows: their values would be what is to be forgotten (the caller notes the numbers)."""
    return {key: (part.erase or _delete(part))(subject) for key, part in registries.privacy}


def delete_rows(tables: tuple[Table, ...], subject: Subject) -> int:
    """Deletes the subject's rows of these tables; how many there were."""
    deleted = 0
    for table in tables:
        found = table.of(subject).order_by()
        deleted += found.count()
        found.delete()
    return deleted


@transaction.atomic
def repoint(
    part: Part, old: Subject, new: Subject, *, by: AbstractBaseUser | None, batch: AuditBatch | None = None
) -> list[models.Model]:
    """Moves a part's rows from one record to another that is the same person; answers with those that a rule keeps
    where they are (both records have the same contact), for the caller to decide."""
    return [
        row
        for table in part.tables
        if table.rows is None and table.owner.isidentifier() and table.owner != "pk"
        for row in table.of(old)
        if not _moved(table, row, new, by, batch)
    ]


def over(now: datetime) -> Iterator[Over]:
    """What has stayed longer than the register says, without the kinds of which there is nothing."""
    for _key, part in privacy.register():
        for expiry in part.expiries:
            if count := expiry.over(now - expiry.after).count():
                yield Over(part, expiry, count)


def expire(now: datetime) -> list[Over]:
    """Ends everything whose time is over, in short transactions; what that was."""
    ended = list(over(now))
    for each in ended:
        while _end_some(each.expiry, now):
            pass
    return ended


def _delete(part: Part) -> Any:
    return lambda subject: delete_rows(part.tables, subject)


def _moved(table: Table, row: models.Model, new: Subject, by: Any, batch: AuditBatch | None) -> bool:
    field: Any = table.rows_of._meta.get_field(table.owner)
    values = {field.attname: new.key_for(field.related_model)}
    try:
        with transaction.atomic():
            if isinstance(row, Tracked):
                about = new.person_id
                rows.change(row, values, by=by, action="core.repoint", subject_id=about, batch=batch)
            else:
                type(row)._base_manager.filter(pk=row.pk).update(**values)
    except (IntegrityError, ValidationError):
        return False
    return True


@transaction.atomic
def _end_some(expiry: Expiry, now: datetime) -> int:
    """Ends up to BATCH rows; how many it ended."""
    found = expiry.over(now - expiry.after)
    some = found.model._base_manager.filter(pk__in=list(found.values_list("pk", flat=True)[:BATCH]))
    number: int = some.count() if expiry.end is None else expiry.end(some)
    if expiry.end is None:
        some.delete()
    return number
