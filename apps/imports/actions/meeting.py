"""Rows of a file and whom of the registry they may mean, many at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.imports.lib.keys import NameKeys
from apps.imports.lib.rows import Grade
from apps.imports.querysets import likeness
from apps.imports.querysets.likeness import is_certain, probably_same
from apps.imports.querysets.people import KnownPerson, by_national_id, by_student_id, known_people
from apps.imports.querysets.reference import Known
from apps.imports.querysets.said import Said, decided_as_new, in_clear
from apps.imports.querysets.studies import degree_of

FEW = 200  # rows that are all looked at closely
Reason = dict[str, str]
Alike = dict[int, dict[int, list[str]]]  # row → person who is like it → why


@dataclass(slots=True)
class Given:
    """A row as it was read (or as it was staged before): numbers of cards are encrypted and hashed in `values`."""

    number: int
    values: dict[str, str]
    problems: list[Reason] = field(default_factory=list)
    grade: Grade | None = None
    cells: list[str] = field(default_factory=list)
    keys: NameKeys = field(default_factory=NameKeys)
    _study: dict[str, Any] | None = None
    _in_file: list[str] | None = None

    @property
    def born(self) -> str:
        """The date of birth, if the whole of it is known."""
        birth_date = self.values.get("birth_date", "")
        return birth_date if len(birth_date) == 10 else ""

    def study(self, known: Known) -> dict[str, Any]:
        """Its course of study, as `studies.degree_of` says it."""
        if self._study is None:
            self._study = degree_of(self.values, known)
        return self._study

    @property
    def in_file(self) -> list[str]:
        """By what other rows of the file are known to be of the same person."""
        if self._in_file is None:
            values, name, born = self.values, self.keys.text, self.born
            self._in_file = [f"s{values['student_id']}"] if values.get("student_id") else []
            if values.get("national_id_hash"):
                self._in_file.append(f"n{values['national_id_hash']}")
            if name and born:
                self._in_file.append(f"{name} {born}")
        return self._in_file


class Found:
    """Whom of the registry the rows of a batch may mean."""

    def __init__(self, rows: Sequence[Given], known: Known, said: Said) -> None:
        ids = {row.values["student_id"] for row in rows if row.values.get("student_id")}
        hashes = {row.values["national_id_hash"] for row in rows if row.values.get("national_id_hash")}
        self._known, self._said = known, said
        self._by_student = by_student_id(sorted(ids), known.institution.pk)
        self._by_national = by_national_id(sorted(hashes))
        self.people: dict[int, KnownPerson] = {}
        self.repeating: set[int] = set()  # rows that say of an untouched person what was said before
        self.alike: Alike = {}
        self.certain: dict[int, set[int]] = {}

    def by_id(self, row: Given) -> set[int]:
        numbers = (
            self._by_student.get(row.values.get("student_id", "")),
            self._by_national.get(row.values.get("national_id_hash", "")),
        )
        return {number for number in numbers if number is not None}

    def know_people_of(self, rows: Sequence[Given]) -> None:
        """Reads the people of some of the rows; those of others are let go."""
        people = {row.number: (*self.by_id(row), *self.certain.get(row.number, ())) for row in rows}
        said = self._said.of(person for each in people.values() for person in each) if len(rows) >= FEW else {}
        self.repeating = {
            row.number
            for row in rows
            if len(each := people[row.number]) == 1 and said.get(each[0]) == in_clear(row.values)
        }
        self.people = known_people(
            person for number, each in people.items() if number not in self.repeating for person in each
        )

    def person(self, person_id: int) -> KnownPerson:
        if person_id not in self.people:
            self.people |= known_people([person_id])
        return self.people[person_id]

    def find_certain(self, rows: Sequence[Given]) -> None:
        """By name together with a date of birth or a contact: who is meant, as far as a chapter can know."""
        for alike in likeness.of(rows):
            self.alike.setdefault(alike.number, {})[alike.person_id] = alike.reasons
            if alike.is_certain:
                self.certain.setdefault(alike.number, set()).add(alike.person_id)


def look_alike(rows: Sequence[Given], known: Known) -> Alike:
    """By all the evidence that there is: who is probably one of the registry, so that the row has to wait."""
    alike: Alike = {}
    for each in probably_same(likeness.described(row, known) for row in rows):
        if is_certain(each):
            alike.setdefault(each.newcomer, {})[each.person_id] = list(each.reasons)
    return alike


def entered_before(rows: Sequence[Given], alike: Alike) -> dict[int, KnownPerson]:
    """Rows that say to the letter what one said of which somebody decided that it is another person: theirs."""
    told = decided_as_new({person for each in alike.values() for person in each}) if alike else {}
    found: dict[int, int] = {}
    for row in rows if told else ():
        values = in_clear(row.values)
        same = (person for person in alike.get(row.number, ()) if values in told.get(person, ()))
        if (person := next(same, None)) is not None:
            found[row.number] = person
    people = known_people(found.values())
    return {number: people[person] for number, person in found.items()}
