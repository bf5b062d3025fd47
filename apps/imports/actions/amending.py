"""Changes to people who are in the registry already: exactly those that were planned, on rows that still are as they
were then."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from apps.core.actions import bulk, jobs
from apps.imports.actions.writing import Work, by_key, first_of
from apps.imports.lib.facts import DEGREE
from apps.imports.models import Import, ImportRow
from apps.imports.querysets.people import TABLES
from apps.imports.querysets.reference import Known
from apps.imports.querysets.studies import resolved
from apps.records.actions import search
from apps.records.models import Degree, Person

CHUNK = 1000
Columns = dict[str, Any]
Row = tuple[int, int, list[dict[str, Any]]]  # number, person, changes


class Changed(jobs.Failed):
    """A row of the registry is no longer what the check saw."""

    def __init__(self, numbers: Iterable[int]) -> None:
        shown = sorted(set(numbers))
        self.numbers = shown
        words = ", ".join(map(str, shown[:10])) + (" …" if len(shown) > 10 else "")
        super().__init__(
            _(
                "The registry has changed since the check where these rows are concerned: %(rows)s. "
                "Nothing was written; check again."
            )
            % {"rows": words}
        )


def amend(given: Import, known: Known, work: Work, rows: Iterable[Row], *, at: datetime) -> int:
    """Writes the changes of these rows; answers with how many people they were. Raises Changed."""
    people: set[int] = set()
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        _amend(given, known, work, chunk, at)
        people |= {person_id for _number, person_id, _changes in chunk}
    return len(people)


def _amend(given: Import, known: Known, work: Work, rows: list[Row], at: datetime) -> None:
    _lock_people(rows)
    _check_versions(rows)
    written: list[Columns] = []
    studied: set[int] = set()
    for number, person_id, changes in rows:
        origin = given.origin(number)
        for planned in changes:
            change = planned | {"after": _columns(planned, known, origin)}
            if change["key"] is None:
                work.add(change["table"], person_id, change["after"], origin)
            else:
                written.append(change)
                work.change(change, person_id, origin)
            if change["table"] == DEGREE:
                studied.add(person_id)
    for table, lines in by_key(written):
        bulk.change(TABLES[table], lines, at=at)
    work.flush()
    settle_first(studied, work, at=at)
    search.refresh({person_id for _number, person_id, _changes in rows})


def settle_first(people: Iterable[int], work: Work, *, at: datetime) -> None:
    """Marks each one's earliest degree that was conferred by study as the first, and no other."""
    names = ("id", "version", "person_id", "status", "level", "graduation_year_be", "conferred_on", "is_first")
    degrees: dict[int, list[Columns]] = {}
    for degree in Degree.objects.filter(person__in=list(people)).order_by("pk").values(*names):
        degrees.setdefault(degree["person_id"], []).append(degree)
    steps: tuple[list[Columns], list[Columns]] = ([], [])  # what stops being the first goes before what begins
    for rows in degrees.values():
        first = first_of(rows)
        for row in rows:
            if row["is_first"] != (row is first):
                steps[row is first].append(_marked(row))
    for step in steps:
        for table, lines in by_key(step):
            bulk.change(TABLES[table], lines, at=at)
        for change in step:
            work.change(change, change["person_id"], "")
    work.flush()


def _marked(row: Columns) -> Columns:
    return {
        "table": DEGREE,
        "key": row["id"],
        "person_id": row["person_id"],
        "version": row["version"],
        "before": {"is_first": row["is_first"]},
        "after": {"is_first": not row["is_first"]},
        "action": "records.settle_first_degree",
    }


def _columns(planned: Columns, known: Known, origin: str) -> Columns:
    """What is written: keys for marks, and where the word of the file comes from when the fact becomes its word."""
    after: Columns = planned["after"]
    if planned["table"] == DEGREE:
        after = resolved(after, known)
    if "source_ref" in after:
        after = after | {"source_ref": origin}
    return after


def _lock_people(rows: list[Row]) -> None:
    """Changes to one person wait for each other; whoever is gone is not who was meant."""
    wanted = {person_id for _number, person_id, _changes in rows}
    people = Person.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True)
    gone = wanted - set(people.values_list("pk", flat=True))
    if gone:
        raise Changed(number for number, person_id, _changes in rows if person_id in gone)


def _check_versions(rows: list[Row]) -> None:
    expected: dict[tuple[str, int], tuple[int, int]] = {}
    for number, _person_id, changes in rows:
        for change in changes:
            if change["key"] is not None:
                expected.setdefault((change["table"], change["key"]), (change["version"], number))
    wrong = []
    for table in {table for table, _key in expected}:
        keys = [key for name, key in expected if name == table]
        locked = TABLES[table]._default_manager.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True)
        there = dict(locked.values_list("pk", "version"))
        wrong += [expected[table, key][1] for key in keys if there.get(key) != expected[table, key][0]]
    if wrong:
        raise Changed(wrong)


def planned_changes(given: Import) -> Iterator[Row]:
    """The rows of a checked import that change somebody."""
    rows = ImportRow.objects.filter(of=given, outcome=ImportRow.Outcome.UPDATED, joins__isnull=True).order_by("number")
    yield from rows.values_list("number", "person_id", "changes").iterator(CHUNK)
