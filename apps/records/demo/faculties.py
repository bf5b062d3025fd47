"""Who studied where and for what: faculties open one after another, and teach at levels that differ."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from apps.records.models import Faculty, Institution, Level, Programme

from .dice import Wheel
from .plan import ramp

LONG = {"พ.บ.": 6, "ท.บ.": 6, "สพ.บ.": 6, "ภ.บ.": 5, "สถ.บ.": 5}  # years of study
YEARS: dict[str, int] = {
    Level.ASSOCIATE: 2,
    Level.BACHELOR: 4,
    Level.GRADUATE_DIPLOMA: 1,
    Level.MASTER: 2,
    Level.DOCTORAL: 4,
}


class Course(NamedTuple):
    """A programme as a degree row names it."""

    programme_id: int
    title_id: int
    title: str
    years: int


@dataclass(slots=True)
class FacultyPlan:
    """A faculty, how large it is and whom it teaches."""

    id: int
    campus_id: int
    first_intake: int | None
    first_graduates: int
    share: float
    women: tuple[float, float]  # per cent, in the first class and in the last
    malay_names: float  # per cent
    courses: dict[str, list[Course]] = field(default_factory=dict)

    def levels(self, year: int) -> Wheel[str]:
        """At which level people finish in this year; master's degrees came about 2523, doctorates about 2540."""
        weights = {
            Level.ASSOCIATE: 0.15 if Level.BACHELOR in self.courses else 1.0,
            Level.BACHELOR: 1.0,
            Level.GRADUATE_DIPLOMA: ramp(year, start=(2530, 0), end=(2548, 0.25)),
            Level.MASTER: ramp(year, start=(2522, 0), end=(2548, 0.16)),
            Level.DOCTORAL: ramp(year, start=(2538, 0), end=(2548, 0.012)),
        }
        offered = {str(level): weight for level, weight in weights.items() if level in self.courses and weight}
        return Wheel(offered or dict.fromkeys(self.courses, 1.0))

    def women_in(self, year: int, last_year: int) -> float:
        """The share of women among those who finish in this year."""
        early, late = self.women
        return ramp(year, start=(self.first_graduates, early), end=(last_year, late)) / 100


def plans(institution: Institution, model: Mapping[str, Any]) -> list[FacultyPlan]:
    """The faculties that have graduates in the demonstration, in the order of their codes."""
    known = Faculty.objects.filter(institution=institution, code__in=model["faculties"]).order_by("code")
    found = [_plan(faculty, model) for faculty in known]
    by_id = {plan.id: plan for plan in found}
    programmes = Programme.objects.filter(faculty__in=known).select_related("title").order_by("pk")
    for programme in programmes:
        _teach(by_id[programme.faculty_id], programme)
    return found


def open_in(year: int, faculties: list[FacultyPlan]) -> Wheel[int]:
    """The faculties with graduates in this year, by their size: places in the list."""
    weights = {place: plan.share for place, plan in enumerate(faculties) if plan.first_graduates <= year}
    return Wheel(weights)


def _plan(faculty: Faculty, model: Mapping[str, Any]) -> FacultyPlan:
    given = model["faculties"][faculty.code]
    early, late = given.get("women", (40, 62))
    return FacultyPlan(
        id=faculty.pk,
        campus_id=faculty.campus_id,
        first_intake=faculty.first_intake_be,
        first_graduates=faculty.first_graduates_be or 0,
        share=given["share"],
        women=(early, late),
        malay_names=given.get("malay_names", model["malay_names"]),
    )


def _teach(plan: FacultyPlan, programme: Programme) -> None:
    title = programme.title
    years = LONG.get(title.abbr_th, YEARS[title.level])
    course = Course(programme.pk, title.pk, title.abbr_th, years)
    plan.courses.setdefault(title.level, []).append(course)
