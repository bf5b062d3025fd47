"""What every list shows of people: names and degrees, read for one page in one statement of several plain reads (as
one join of nine tables it takes the planner longer than the reading)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language

from apps.core.lib.names import full_name
from apps.core.querysets import prepared
from apps.core.querysets.prepared import Row
from apps.records.models import Level


def in_language(thai: str | None, english: str | None) -> str:
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
        return in_language(self.full_th, self.full_en)

    @property
    def titled(self) -> str:
        """The same with its title, as people write it."""
        thai = (
            full_name(self.first_th, self.last_th, title=self.title_th, middle=self.middle_th) if self.full_th else ""
        )
        latin = (
            full_name(self.first_en, self.last_en, title=self.title_en, middle=self.middle_en) if self.full_en else ""
        )
        return in_language(thai, latin)


@dataclass(frozen=True, slots=True)
class DegreeLine:
    """A degree; `cohort` is the graduating class's number, `year` the academic year of graduation (B.E.)."""

    is_first: bool
    level: str
    year: int | None
    cohort: int | None
    abbr_th: str | None
    abbr_en: str | None
    faculty_th: str | None
    faculty_en: str | None

    @property
    def abbreviation(self) -> str:
        return in_language(self.abbr_th, self.abbr_en)

    @property
    def faculty(self) -> str:
        return in_language(self.faculty_th, self.faculty_en)

    def get_level_display(self) -> str:
        return str(Level(self.level).label)


@dataclass(frozen=True, slots=True)
class Line:
    """A person as any list shows them; the current name is first."""

    id: int
    public_id: UUID
    names: list[NameLine] = field(default_factory=list)

    @property
    def name(self) -> NameLine | None:
        return self.names[0] if self.names else None

    @property
    def former_names(self) -> list[NameLine]:
        return [name for name in self.names if not name.is_current]

    def __str__(self) -> str:
        return self.name.full if self.name else f"#{self.id}"


def fetch(sql: str, person_ids: Sequence[int], *params: str) -> list[Row]:
    """The rows of a statement that names these people in each `IN ({people})`, behind the other parameters."""
    times = sql.count("IN ({people})")
    if connection.vendor == "postgresql":
        return prepared.fetch(sql.replace("IN ({people})", "= ANY (%s)"), [*params, *[list(person_ids)] * times])
    places = ", ".join(["%s"] * len(person_ids))
    return prepared.fetch(sql.replace("{people}", places), [*params, *[*person_ids] * times])


def number(text: str | None) -> int | None:
    return None if text is None else int(text)
