"""What a list shows of each person: read for one page at a time, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
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


# Three plain reads in one statement: as one join of nine tables it takes the planner longer than the reading.
_LINES = """
SELECT 'person' AS part, s.person_id, CAST(p.public_id AS text), p.gender, CAST(p.account_id AS text),
  CASE WHEN s.is_reachable THEN 'yes' END, CASE WHEN s.is_deceased THEN 'yes' END, r.name_th, r.name_en, '', '', ''
FROM records_searchrow s JOIN records_person p ON p.id = s.person_id
LEFT JOIN records_province r ON r.code = s.province_id
WHERE s.tier = %s AND s.person_id IN ({people})
UNION ALL
SELECT 'name', person_id, CASE WHEN is_current THEN 'yes' END, title_th, first_th, middle_th, last_th, title_en,
  first_en, middle_en, last_en, nickname
FROM records_personname WHERE person_id IN ({people})
UNION ALL
SELECT 'degree', d.person_id, CASE WHEN d.is_first THEN 'yes' END, d.student_id, d.status, d.level,
  CAST(d.graduation_year_be AS text), CAST(c.number AS text), t.abbr_th, t.abbr_en, f.name_th, f.name_en
FROM records_degree d LEFT JOIN records_cohort c ON c.id = d.cohort_id
LEFT JOIN records_degreetitle t ON t.id = d.title_id LEFT JOIN records_faculty f ON f.id = d.faculty_id
WHERE d.person_id IN ({people})"""


def lines_of(person_ids: Sequence[int], *, tier: str = SearchRow.Tier.OFFICE) -> list[PersonLine]:
    """The lines of these people, in this order; people whom the tier does not know are left out."""
    if not person_ids:
        return []
    sql = _LINES.replace("{people}", ", ".join(["%s"] * len(person_ids)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [tier, *person_ids, *person_ids, *person_ids])
        rows = cursor.fetchall()
    found = {person_id: _person(person_id, *values[:7]) for part, person_id, *values in rows if part == "person"}
    for part, person_id, *values in rows:
        if part == "name" and person_id in found:
            found[person_id].names.append(NameLine(values[0] is not None, *values[1:]))
        if part == "degree" and person_id in found:
            found[person_id].degrees.append(_degree(*values))
    for person in found.values():
        person.names.sort(key=lambda name: not name.is_current)
        person.degrees.sort(key=lambda degree: (not degree.is_first, -(degree.year or 0)))
    return [found[person_id] for person_id in person_ids if person_id in found]


def _person(person_id: int, public_id: str, gender: str, *rest: str | None) -> PersonLine:
    account, reachable, deceased, province_th, province_en = rest
    return PersonLine(
        person_id,
        UUID(public_id),
        gender,
        has_account=account is not None,
        is_reachable=reachable is not None,
        is_deceased=deceased is not None,
        province_th=province_th,
        province_en=province_en,
    )


def _degree(first: str | None, student_id: str, status: str, level: str, *rest: str | None) -> DegreeLine:
    year, cohort, *names = rest
    return DegreeLine(first is not None, student_id, status, level, _number(year), _number(cohort), *names)


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)
