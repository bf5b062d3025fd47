"""What the register of personal data does to rows: erase a subject's, end those whose time is over. What each part
does about its own rows it says itself (`core.privacy.Part`); two records of one person are merged by `duplicates`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.core import privacy, registries
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


@transaction.atomic
def _end_some(expiry: Expiry, now: datetime) -> int:
    """Ends up to BATCH rows; how many it ended."""
    found = expiry.over(now - expiry.after)
    some = found.model._base_manager.filter(pk__in=list(found.values_list("pk", flat=True)[:BATCH]))
    number: int = some.count() if expiry.end is None else expiry.end(some)
    if expiry.end is None:
        some.delete()
    return number
