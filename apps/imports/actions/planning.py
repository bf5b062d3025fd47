"""What becomes of each row of a file: planned in the order of the file, a batch at a time, without writing anything.

Who a row is, is settled by a student id or a national id together with the name; within the file also by the name and
the full date of birth. Whoever is only like somebody in the registry is held, and so is a row that disagrees with a
better trusted source, with what a person said of themself, or with another row. A held row is left out as a whole
until somebody decides: nothing of it is written."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.imports.actions import comparing
from apps.imports.actions.meeting import Alike, Found, Given, Reason, entered_before, look_alike
from apps.imports.lib.facts import SEALED, tells_of_study
from apps.imports.lib.keys import NameKeys, agree, keys_of
from apps.imports.lib.rows import Grade
from apps.imports.models import Import, ImportRow
from apps.imports.querysets.people import KnownPerson
from apps.imports.querysets.reference import Known
from apps.imports.querysets.said import Said
from apps.imports.querysets.studies import marks_in
from apps.records.models import Level

AT_ONCE = 2000  # rows whose people are in memory
Outcome = ImportRow.Outcome
Step = Callable[[int], None]


@dataclass(slots=True)
class Planned:
    """What becomes of a row."""

    given: Given
    outcome: str
    reasons: list[Reason] = field(default_factory=list)
    person_id: int | None = None
    joins: int | None = None
    changes: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Newcomer:
    """Somebody whom an earlier row of the file brings in; enough to know them again."""

    number: int
    keys: NameKeys
    born: str
    national_id_hash: str
    said: int  # of the row's values


class Planner:
    """One pass through a file. Its memory is what later rows must know of earlier ones."""

    def __init__(self, of: Import, known: Known) -> None:
        self._source = of.source.value
        self._is_registrar = of.kind == Import.Kind.REGISTRAR
        self._kind, self._known = of.kind, known
        self._said: Said | None = None  # read once somebody is known
        self._newcomers: dict[str, Newcomer] = {}  # by student id, hash and "name born"
        self._called: dict[str, Newcomer] = {}
        self._changed: dict[int, list[dict[str, Any]]] = {}  # person → what earlier rows change
        self.counts: Counter[str] = Counter()
        self.marks: dict[str, None] = {}

    def plan(self, batch: Sequence[Given]) -> list[Planned]:
        """What becomes of these rows, in their order."""
        known, unknown = self.plan_known(batch)
        planned = {each.given.number: each for each in known + self.plan_unknown(unknown)}
        return [planned[row.number] for row in batch]

    def plan_known(self, batch: Sequence[Given], step: Step = lambda _done: None) -> tuple[list[Planned], list[Given]]:
        """What becomes of those of whom the registry knows a number, and of all that cannot be used; and the other
        rows, for `plan_unknown`: what becomes of either kind does not depend on the other. `step` hears how many more
        are planned."""
        for row in batch:
            row.keys = keys_of(row.values)
        usable = [row for row in batch if row.grade is not Grade.REJECT]
        if self._said is None:
            self._said = Said(self._kind, self._known.fingerprint)
        found = Found(usable, self._known, self._said)
        unknown = [row for row in usable if not (row.grade is Grade.HOLD or found.by_id(row))]
        if not self._is_registrar:
            found.find_certain(unknown)
            unknown = []
        later = {row.number for row in unknown}
        planned: list[Planned] = []
        for start in range(0, len(batch), AT_ONCE):
            some = [row for row in batch[start : start + AT_ONCE] if row.number not in later]
            found.know_people_of(some)
            planned += [self._counted(self._judge(row, found)) for row in some]
            step(len(some))
        return planned, unknown

    def plan_unknown(self, rows: Sequence[Given], step: Step = lambda _done: None) -> list[Planned]:
        """Further rows of `plan_known`, in the order of the file. They are compared with the whole registry, once
        however many they are."""
        if not rows:
            return []
        alike = look_alike(rows, self._known)
        before = entered_before(rows, alike)
        planned = [self._counted(self._judge_unknown(row, alike, before.get(row.number))) for row in rows]
        step(len(rows))
        return planned

    def _counted(self, planned: Planned) -> Planned:
        self.counts[planned.outcome] += 1
        for change in planned.changes:
            self.marks |= dict.fromkeys(marks_in(change["after"]))
        if planned.outcome == Outcome.CREATED or planned.joins:
            self.marks |= dict.fromkeys(marks_in(planned.given.study(self._known)))
        return planned

    def _judge(self, row: Given, found: Found) -> Planned:
        if row.grade is Grade.REJECT:
            return Planned(row, Outcome.REJECTED, row.problems)
        if row.grade is Grade.HOLD:
            return Planned(row, Outcome.HELD, row.problems, person_id=next(iter(found.by_id(row)), None))
        people = found.by_id(row)
        return self._of_numbers(row, people, found) if people else self._of_chapter(row, found)

    def _judge_unknown(self, row: Given, alike: Alike, before: KnownPerson | None) -> Planned:
        if newcomer := self._newcomer(row):
            return self._joining(row, newcomer)
        return self.compare(row, before) if before else self._unknown(row, alike)

    def _of_numbers(self, row: Given, people: set[int], found: Found) -> Planned:
        if len(people) > 1:
            return self._held(row, "two_people", "national_id")
        person_id = people.pop()
        if row.number in found.repeating and person_id not in self._changed:
            return Planned(row, Outcome.UNCHANGED, row.problems, person_id)
        return self._of_person(row, found.person(person_id))

    def _of_person(self, row: Given, person: KnownPerson) -> Planned:
        """Somebody whose student id or national id it is."""
        person_id: int = person.person["id"]
        if not any(agree(row.keys, name) for name in person.names):
            if not any(row.keys):
                return self._held(row, "no_name", "first_th", person_id)
            return self._held(row, "another_name", "first_th", person_id, value=_called(person))
        return self.compare(row, person)

    def compare(self, row: Given, person: KnownPerson, *, insist: bool = False) -> Planned:
        """The differences between a row and the person whom it means; `insist`: somebody has decided that the row is
        right where it differs, and that what is disputed counts too."""
        person_id: int = person.person["id"]
        comparing.overlay(person, self._changed.get(person_id, []))
        found = comparing.differences(
            row.values, person, self._known, source=self._source, is_registrar=self._is_registrar
        )
        if found.disputes and not insist:
            return Planned(row, Outcome.HELD, row.problems + found.disputes, person_id, changes=found.changes)
        if not found.changes:
            return Planned(row, Outcome.UNCHANGED, row.problems, person_id)
        self._changed.setdefault(person_id, []).extend(found.changes)
        return Planned(row, Outcome.UPDATED, row.problems, person_id, changes=found.changes)

    def missing(self, row: Given) -> Reason | None:
        """What a row lacks to bring in a new person; None where nothing is missing."""
        return self._wrong_person(row) or self._wrong_study(row)

    def _newcomer(self, row: Given) -> Newcomer | None:
        for key in row.in_file:
            if key in self._newcomers:
                return self._newcomers[key]
        return None

    def _joining(self, row: Given, first: Newcomer) -> Planned:
        """A further row of somebody whom the file brings in."""
        if contradiction := _contradiction(row, first):
            return self._held(row, *contradiction, value=str(first.number))
        if _said(row) == first.said:
            return Planned(row, Outcome.UNCHANGED, [*row.problems, _reason("repeated", value=str(first.number))])
        student_id = row.values.get("student_id", "")
        if not student_id or self._newcomers.get(f"s{student_id}") is not None:
            return self._held(row, "contradicts_row", "student_id", value=str(first.number))
        if wrong := self._wrong_study(row):
            return Planned(row, Outcome.REJECTED, [*row.problems, wrong])
        self._remember(row, first)
        return Planned(row, Outcome.UPDATED, row.problems, joins=first.number)

    def _unknown(self, row: Given, alike: Alike) -> Planned:
        """Nobody has these numbers: a new person, unless somebody is much like them."""
        if wrong := self.missing(row):
            return Planned(row, Outcome.REJECTED, [*row.problems, wrong])
        namesake = self._called.get(row.keys.text)
        if namesake and not (row.born and namesake.born):
            return self._held(row, "like_row", "first_th", value=str(namesake.number))
        if people := alike.get(row.number):
            person_id = min(people)
            reason = _reason("probable_duplicate", value=", ".join(people[person_id]))
            return Planned(row, Outcome.HELD, [*row.problems, reason], person_id)
        self._remember(row, None)
        return Planned(row, Outcome.CREATED, row.problems)

    def _of_chapter(self, row: Given, found: Found) -> Planned:
        """A chapter's list brings nobody in: one person with the same name and the same date of birth or contact is
        meant for certain, anybody else waits."""
        certain = found.certain.get(row.number, set())
        if len(certain) == 1:
            return self.compare(row, found.person(next(iter(certain))))
        alike = found.alike.get(row.number, {})
        code = "not_certain" if alike or certain else "nobody_found"
        return self._held(row, code, "first_th", min(alike) if len(alike) == 1 else None)

    def _wrong_person(self, row: Given) -> Reason | None:
        names = row.values
        if not (names.get("first_th") and names.get("last_th")) and not (
            names.get("first_en") or names.get("last_en")
        ):
            return _reason("missing_name", "first_th")
        if not tells_of_study(row.values):
            return _reason("missing_study", "student_id")
        return None

    def _wrong_study(self, row: Given) -> Reason | None:
        degree = row.study(self._known)
        if not degree.get("level"):
            return _reason("missing_level", "degree")
        year, is_honorary = degree.get("graduation_year_be"), degree["level"] == Level.HONORARY
        if year is None and not is_honorary:
            return _reason("missing_graduation_year", "graduation_year_be")
        if year is not None and year <= self._known.institution.cohort_base_be and not is_honorary:
            return _reason("before_first_class", "graduation_year_be", str(year))
        if year is not None and degree.get("entry_year_be", year) > year:
            return _reason("entry_after_graduation", "entry_year_be", str(degree["entry_year_be"]))
        return None

    def _remember(self, row: Given, first: Newcomer | None) -> None:
        hashed = row.values.get("national_id_hash", "")
        newcomer = first or Newcomer(row.number, row.keys, row.born, hashed, _said(row))
        for key in row.in_file:
            self._newcomers.setdefault(key, newcomer)
        if name := row.keys.text:
            self._called.setdefault(name, newcomer)

    def _held(self, row: Given, code: str, about: str, person_id: int | None = None, value: str = "") -> Planned:
        return Planned(row, Outcome.HELD, [*row.problems, _reason(code, about, value)], person_id)


def _contradiction(row: Given, first: Newcomer) -> tuple[str, str] | None:
    """In what two rows that share a number are not of one person."""
    hashed = row.values.get("national_id_hash", "")
    if not agree(row.keys, first.keys):
        return "another_name_in_file", "first_th"
    if first.born and row.born and first.born != row.born:
        return "another_birth_date_in_file", "birth_date"
    if first.national_id_hash and hashed and first.national_id_hash != hashed:
        return "another_national_id_in_file", "national_id"
    return None


def _said(row: Given) -> int:
    values = row.values
    if any(name in values for name in SEALED):
        values = {name: value for name, value in values.items() if name not in SEALED}
    return hash(frozenset(values.items()))


def _reason(code: str, about: str = "", value: str = "") -> Reason:
    return {"field": about, "code": code, "value": value}


def _called(person: KnownPerson) -> str:
    name = person.current_name or {}
    thai = f"{name.get('first_th', '')} {name.get('last_th', '')}".strip()
    return thai or f"{name.get('first_en', '')} {name.get('last_en', '')}".strip()
