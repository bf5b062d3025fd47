"""What the office's list shows of each person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from apps.records.models import Degree

from .parts import DegreeLine, Line, NameLine, fetch, in_language, number


@dataclass(frozen=True, slots=True)
class StudyLine(DegreeLine):
    """A degree as the office knows it, also one that was not conferred."""

    student_id: str
    status: str

    def get_status_display(self) -> str:
        return str(Degree.Status(self.status).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine(Line):
    """A person as the office's list shows them; the first degree is first."""

    gender: str
    has_account: bool
    is_reachable: bool
    is_deceased: bool
    province_th: str | None
    province_en: str | None
    degrees: list[StudyLine] = field(default_factory=list)

    @property
    def degree(self) -> StudyLine | None:
        return self.degrees[0] if self.degrees else None

    @property
    def province(self) -> str:
        return in_language(self.province_th, self.province_en)


_LINES = """
SELECT 'person' AS part, s.person_id, CAST(p.public_id AS text), p.gender, CAST(p.account_id AS text),
  CASE WHEN s.is_reachable THEN 'yes' END, CASE WHEN s.is_deceased THEN 'yes' END, r.name_th, r.name_en, '', '', ''
FROM records_searchrow s JOIN records_person p ON p.id = s.person_id
LEFT JOIN records_province r ON r.code = s.province_id
WHERE s.tier = 'office' AND s.person_id IN ({people})
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


def lines_of(person_ids: Sequence[int]) -> list[PersonLine]:
    """The lines of these people, in this order."""
    rows = fetch(_LINES, person_ids) if person_ids else []
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
        gender=gender,
        has_account=account is not None,
        is_reachable=reachable is not None,
        is_deceased=deceased is not None,
        province_th=province_th,
        province_en=province_en,
    )


def _degree(first: str | None, student_id: str, status: str, level: str, *rest: str | None) -> StudyLine:
    year, cohort, abbr_th, abbr_en, faculty_th, faculty_en = rest
    return StudyLine(
        *(first is not None, level, number(year), number(cohort), abbr_th, abbr_en, faculty_th, faculty_en),
        student_id=student_id,
        status=status,
    )
