"""Search rows are derived from names, degrees, contacts, addresses, posts, offers of help, profiles, deaths and
wishes: whoever changes one of these calls `refresh` in the same transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from apps.records.models import DoNotContact, Person, SearchRow
from apps.records.querysets import counts

from .reading import read
from .rows import Row, rows_of

CHUNK = 1000  # people a transaction of `rebuild`, and people a statement
_KEYS = ["person", "tier"]
_COLUMNS = [name.removesuffix("_id") for name in Row._fields if name.removesuffix("_id") not in _KEYS]


@transaction.atomic
def refresh(person_ids: Iterable[int]) -> None:
    """Rewrites the search rows of these people; a constant number of statements for each thousand of them. Rows that
    they no longer have are deleted."""
    for chunk in _chunks(sorted(set(person_ids))):
        _write([row for known in read(_lock(chunk)) for row in rows_of(known)])
    transaction.on_commit(counts.forget)


def refresh_where_wishes_turn(today: date) -> int:
    """Rewrites the rows of those whose wish not to be contacted began or ended in the week up to `today`; the number
    of people. Run once a day: nobody calls `refresh` when a day has passed."""
    week = today - timedelta(days=7)
    turned = DoNotContact.objects.filter(
        Q(since__gt=week, since__lte=today) | Q(until__gte=week, until__lt=today), channel=DoNotContact.Channel.ALL
    )
    person_ids = set(turned.values_list("person_id", flat=True))
    refresh(person_ids)
    return len(person_ids)


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Rewrites everybody's search rows in short transactions; `progress` hears (done, total). The number of people."""
    person_ids = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    done = 0
    for chunk in _chunks(person_ids):
        refresh(chunk)
        done += len(chunk)
        progress(done, len(person_ids))
    return done


def _chunks(person_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (person_ids[start : start + CHUNK] for start in range(0, len(person_ids), CHUNK))


def _lock(person_ids: Iterable[int]) -> list[int]:
    """Those of the people who exist. Two changes to one person wait for each other here, so that the later one reads
    what the earlier one wrote."""
    people = Person.objects.filter(pk__in=person_ids).order_by("pk").select_for_update(no_key=True)
    return list(people.values_list("pk", flat=True))


def _write(rows: Sequence[Row]) -> None:
    everybody = {row.person_id for row in rows}
    for tier in SearchRow.Tier:
        listed = {row.person_id for row in rows if row.tier == tier}
        SearchRow.objects.filter(tier=tier, person__in=everybody - listed).delete()
    SearchRow.objects.bulk_create(
        (SearchRow(**row._asdict()) for row in rows),
        update_conflicts=True,
        unique_fields=_KEYS,
        update_fields=_COLUMNS,
        batch_size=CHUNK,
    )
