"""Does what the check said still hold? Only what has changed since is looked at again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from apps.core.models import AuditEntry
from apps.imports.actions.amending import Changed
from apps.imports.actions.meeting import Given
from apps.imports.actions.planning import Planned, Planner
from apps.imports.lib.keys import keys_of
from apps.imports.models import Import, ImportRow
from apps.imports.querysets.reference import Known
from apps.records.models import Degree, Person, PersonName

MARGIN = timedelta(hours=1)  # entries of the trail that were on their way when the check began
CHUNK = 2000
Outcome = ImportRow.Outcome


def verify(given: Import, known: Known) -> None:
    """Plans those rows anew that somebody's change since the check may concern. Raises Changed where one of them
    would not end as the check said."""
    people = _changed_since(datetime.fromisoformat(given.seen["begun"]) - MARGIN, given.seen.get("done", []))
    if not people:
        return
    rows = _concerned(given, people)
    planner = Planner(given, known)
    wrong: list[int] = []
    for start in range(0, len(rows), CHUNK):
        batch = rows[start : start + CHUNK]
        again = planner.plan([Given(row.number, row.values, grade=None) for row in batch])
        wrong += [row.number for row, plan in zip(batch, again, strict=True) if not _is_same(row, plan)]
    if wrong:
        raise Changed(wrong)


def done_before(begun: datetime) -> list[tuple[int, str]]:
    """Batch and moment of the imports that are done as a check begins: it sees all that they wrote at that moment,
    and of what came later with their batches (decisions on held rows) it may not."""
    done = Import.objects.filter(state=Import.State.DONE, ran_at__gte=begun - MARGIN, batch__isnull=False)
    return [
        (batch_id or 0, ran_at.isoformat()) for batch_id, ran_at in done.values_list("batch_id", "ran_at") if ran_at
    ]


def _changed_since(moment: datetime, done: list[tuple[int, str]]) -> set[int]:
    entries = AuditEntry.objects.filter(at__gte=moment, subject_id__isnull=False, table__startswith="records.")
    for batch_id, ran_at in done:
        entries = entries.exclude(batch=batch_id, at=datetime.fromisoformat(ran_at))
    return {key for key in entries.values_list("subject_id", flat=True).distinct() if key is not None}


def _concerned(given: Import, people: set[int]) -> list[ImportRow]:
    """Rows that change one of these people, or bring in somebody who has one of their numbers or names now."""
    numbers, hashes, names = _met_by(people)
    wanted = []
    rows = ImportRow.objects.filter(of=given, outcome__in=[Outcome.CREATED, Outcome.UPDATED])
    found = rows.values_list("number", "person_id", "student_id", "national_id_hash", "name_key", "joins")
    for number, person_id, student_id, hashed, name, joins in found.iterator(CHUNK):
        meets = student_id in numbers or hashed in hashes or name in names
        if person_id in people or (meets and joins is None):
            wanted.append(number)
    return [row for chunk in _chunks(wanted) for row in rows.filter(number__in=chunk).order_by("number")]


def _met_by(people: Iterable[int]) -> tuple[set[str], set[str], set[str]]:
    numbers: set[str] = set()
    hashes: set[str] = set()
    names: set[str] = set()
    for chunk in _chunks(sorted(people)):
        numbers |= set(Degree.objects.filter(person__in=chunk).values_list("student_id", flat=True))
        hashes |= set(Person.objects.filter(pk__in=chunk).values_list("national_id_hash", flat=True))
        for name in PersonName.objects.filter(person__in=chunk).values("first_th", "last_th", "first_en", "last_en"):
            keys = keys_of({part: str(value) for part, value in name.items()})
            names |= {keys.thai, keys.latin}
    return numbers - {""}, hashes - {""}, names - {""}


def _chunks(values: list[int]) -> Iterable[list[int]]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def _is_same(row: ImportRow, plan: Planned) -> bool:
    if plan.outcome != row.outcome or (row.outcome == Outcome.CREATED and plan.person_id is not None):
        return False
    return (
        row.joins is not None
        or row.outcome == Outcome.CREATED
        or (plan.person_id == row.person_id and _comparable(plan) == row.changes)
    )


def _comparable(plan: Planned) -> list[dict[str, object]]:
    return [{name: change[name] for name in ("table", "key", "version", "before", "after")} for change in plan.changes]
