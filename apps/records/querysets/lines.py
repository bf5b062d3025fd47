"""What a list shows of each person: read for one page at a time, in one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from apps.core.lib.names import full_name
from apps.records.models import Degree, Level, SearchRow


def _in_language(thai: str | None, english: str | None) -> str:
    return (english or thai or "") if get_language() == "en" else (thai or english or "")


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name that somebody has or had."""

    is_current: bool
    title_th: str
    first_th: str
    middle_th: str
    last_th: str
    title_en: str
    first_en: str
    middle_en: str
    last_en: str
    nickname: str

    @property
    def full_th(self) -> str:
        return " ".join(filter(None, (self.first_th, self.middle_th, self.last_th)))

    @property
    def full_en(self) -> str:
        return " ".join(filter(None, (self.first_en, self.middle_en, self.last_en)))

    @property
    def full(self) -> str:
        """In the reader's language where there is one, without title."""
        return _in_language(self.full_th, self.full_en)

    @property
    def titled(self) -> str:
        """The same with its title, as people write it."""
        thai = (
            full_name(self.first_th, self.last_th, title=self.title_th, middle=self.middle_th) if self.full_th else ""
        )
        latin = (
            full_name(self.first_en, self.last_en, title=self.title_en, middle=self.middle_en) if self.full_en else ""
        )
        return _in_language(thai, latin)


@dataclass(frozen=True, slots=True)
class DegreeLine:
    """A degree; `cohort` is the graduating class's number, `year` the academic year of graduation (B.E.)."""

    is_first: bool
    student_id: str
    status: str
    level: str
    year: int | None
    cohort: int | None
    abbr_th: str | None
    abbr_en: str | None
    faculty_th: str | None
    faculty_en: str | None

    @property
    def abbreviation(self) -> str:
        return _in_language(self.abbr_th, self.abbr_en)

    @property
    def faculty(self) -> str:
        return _in_language(self.faculty_th, self.faculty_en)

    def get_level_display(self) -> str:
        return str(Level(self.level).label)

    def get_status_display(self) -> str:
        return str(Degree.Status(self.status).label)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as a list shows them; the current name is first, the first degree is first."""

    id: int
    public_id: UUID
    gender: str
    has_account: bool
    is_reachable: bool
    is_deceased: bool
    province_th: str | None
    province_en: str | None
    names: list[NameLine] = field(default_factory=list)
    degrees: list[DegreeLine] = field(default_factory=list)

    @property
    def name(self) -> NameLine | None:
        return self.names[0] if self.names else None

    @property
    def former_names(self) -> list[NameLine]:
        return [name for name in self.names if not name.is_current]

    @property
    def degree(self) -> DegreeLine | None:
        return self.degrees[0] if self.degrees else None

    @property
    def province(self) -> str:
        return _in_language(self.province_th, self.province_en)

    def __str__(self) -> str:
        return self.name.full if self.name else f"#{self.id}"


_PERSON = (
    "person_id",
    "person__public_id",
    "person__gender",
    "person__account_id",
    "is_reachable",
    "is_deceased",
    "province__name_th",
    "province__name_en",
)
_NAME = tuple("person__names__" + name for name in ("id", *NameLine.__slots__))
_DEGREE = tuple(
    "person__degrees__" + name
    for name in (
        "id",
        "is_first",
        "student_id",
        "status",
        "level",
        "graduation_year_be",
        "cohort__number",
        "title__abbr_th",
        "title__abbr_en",
        "faculty__name_th",
        "faculty__name_en",
    )
)


def lines_of(person_ids: Sequence[int], *, tier: str = SearchRow.Tier.OFFICE) -> list[PersonLine]:
    """The lines of these people, in this order; people whom the tier does not know are left out."""
    rows = SearchRow.objects.filter(tier=tier, person__in=person_ids)
    found = _gather(rows.values_list(*_PERSON, *_NAME, *_DEGREE))
    return [found[person_id] for person_id in person_ids if person_id in found]


def _gather(rows: Iterable[tuple[Any, ...]]) -> dict[int, PersonLine]:
    """One line a person from the rows of a join, in which each name comes once with each degree."""
    people: dict[int, PersonLine] = {}
    names: dict[int, dict[int, NameLine]] = {}
    degrees: dict[int, dict[int, DegreeLine]] = {}
    for row in rows:
        person_id, public_id, gender, account_id, *rest = row[: len(_PERSON)]
        name_id, *name = row[len(_PERSON) : len(_PERSON) + len(_NAME)]
        degree_id, *degree = row[len(_PERSON) + len(_NAME) :]
        if person_id not in people:
            people[person_id] = PersonLine(person_id, public_id, gender, account_id is not None, *rest)
        if name_id is not None:
            names.setdefault(person_id, {})[name_id] = NameLine(*name)
        if degree_id is not None:
            degrees.setdefault(person_id, {})[degree_id] = DegreeLine(*degree)
    for person_id, person in people.items():
        person.names.extend(_first(names.get(person_id, {}), "is_current"))
        person.degrees.extend(_first(degrees.get(person_id, {}), "is_first"))
    return people


def _first(by_id: dict[int, Any], flag: str) -> list[Any]:
    """The newest first, but the flagged one before them."""
    return [by_id[key] for key in sorted(by_id, key=lambda key: (not getattr(by_id[key], flag), -key))]
