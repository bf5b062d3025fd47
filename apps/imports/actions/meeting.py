"""Rows of a file and whom of the registry they may mean, many at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from apps.imports.lib.keys import NameKeys
from apps.imports.lib.rows import Grade
from apps.imports.querysets import likeness
from apps.imports.querysets.likeness import is_certain, probably_same
from apps.imports.querysets.people import KnownPerson, by_national_id, by_student_id, known_people
from apps.imports.querysets.reference import Known
from apps.records.models import Person

Reason = dict[str, str]


@dataclass(slots=True)
class Given:
    """A row as it was read (or as it was staged before): numbers of cards are encrypted and hashed in `values`."""

    number: int
    values: dict[str, str]
    problems: list[Reason] = field(default_factory=list)
    grade: Grade | None = None
    cells: list[str] = field(default_factory=list)
    keys: NameKeys = field(default_factory=NameKeys)

    @property
    def born(self) -> str:
        """The date of birth, if the whole of it is known."""
        birth_date = self.values.get("birth_date", "")
        return birth_date if len(birth_date) == 10 else ""


class Found:
    """Whom of the registry the rows of a batch may mean."""

    def __init__(self, rows: Sequence[Given], known: Known) -> None:
        ids = {row.values["student_id"] for row in rows if row.values.get("student_id")}
        hashes = {row.values["national_id_hash"] for row in rows if row.values.get("national_id_hash")}
        self._known = known
        self._by_student = by_student_id(sorted(ids), known.institution.pk)
        self._by_national = by_national_id(sorted(hashes))
        self.people: dict[int, KnownPerson] = {}
        self.alike: dict[int, dict[int, list[str]]] = {}
        self.certain: dict[int, set[int]] = {}

    def by_id(self, row: Given) -> set[int]:
        numbers = (
            self._by_student.get(row.values.get("student_id", "")),
            self._by_national.get(row.values.get("national_id_hash", "")),
        )
        return {number for number in numbers if number is not None}

    def know_people_of(self, rows: Iterable[Given]) -> None:
        """Reads the people of some of the rows; those of others are let go."""
        wanted = {person for row in rows for person in (*self.by_id(row), *self.certain.get(row.number, ()))}
        self.people = known_people(wanted)

    def look_alike(self, rows: Sequence[Given]) -> None:
        """By all the evidence that there is: who is probably one of the registry, so that the row has to wait."""
        if not Person.objects.exists():
            return
        for alike in probably_same(likeness.described(row, self._known) for row in rows):
            if is_certain(alike):
                self.alike.setdefault(alike.newcomer, {})[alike.person_id] = list(alike.reasons)

    def find_certain(self, rows: Sequence[Given]) -> None:
        """By name together with a date of birth or a contact: who is meant, as far as a chapter can know."""
        for alike in likeness.of(rows):
            self.alike.setdefault(alike.number, {})[alike.person_id] = alike.reasons
            if alike.is_certain:
                self.certain.setdefault(alike.number, set()).add(alike.person_id)
