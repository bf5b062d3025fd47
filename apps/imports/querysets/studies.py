"""What a row says of a course of study, as columns of the registry's table. What the registry does not have yet (a
programme, a graduating class) stands there as a mark, "new:…", until the run has made it."""

from collections.abc import Mapping
from typing import Any

from apps.imports.querysets.reference import Known
from apps.records.models import Degree, Level

NEW = "new:"
SHARED = (  # what many people's rows have in common
    *("faculty", "campus", "degree", "level", "programme", "graduation_year_be", "honours", "entry_year_be"),
    "entry_cohort",
)
_OWN = ("student_id", "conferred_on", "gpa")
_MOST_COURSES = 20_000  # that are remembered
Columns = dict[str, Any]


def degree_of(values: Mapping[str, Any], known: Known) -> Columns:
    """Only what the row gives; {} where it tells of no study."""
    shared = tuple([values.get(name) for name in SHARED])
    course = known.courses.get(shared)
    if course is None:
        if len(known.courses) >= _MOST_COURSES:
            known.courses.clear()
        course = known.courses[shared] = _course(values, known)
    found = course | {name: value for name in _OWN if (value := values.get(name))}
    if "conferred_on" in found and found.get("level") == Level.HONORARY:
        found["status"] = Degree.Status.CONFERRED.value
    return found


def _course(values: Mapping[str, Any], known: Known) -> Columns:
    """What many people have in common."""
    found: Columns = {}
    faculty_id, campus_id = known.faculties.get(values.get("faculty", ""), (None, None))
    title_id, level = known.titles.get(values.get("degree", ""), (None, ""))
    campus_id = known.campuses.get(values.get("campus", ""), campus_id)
    year = int(values["graduation_year_be"]) if values.get("graduation_year_be") else None
    level = values.get("level") or level
    found |= {"level": level, "title_id": title_id, "faculty_id": faculty_id}
    found |= {"campus_id": campus_id, "graduation_year_be": year, "honours": values.get("honours")}
    for name in ("entry_year_be", "entry_cohort"):
        found[name] = int(values[name]) if values.get(name) else None
    if values.get("programme") and faculty_id and title_id:
        key = (faculty_id, title_id, values["programme"])
        found["programme_id"] = known.programmes.get(key) or NEW + ":".join(map(str, key))
    if year is not None:
        found["status"] = Degree.Status.CONFERRED.value
        found["cohort_id"] = cohort_of(year, known)
    return {name: value for name, value in found.items() if value not in (None, "")}


def cohort_of(year: int, known: Known) -> int | str | None:
    if year <= known.institution.cohort_base_be:
        return None
    return known.cohorts.get(year) or f"{NEW}{year}"


def resolved(columns: Columns, known: Known) -> Columns:
    """The columns with keys for marks, once `make` has made what they stand for."""
    cohort, programme = columns.get("cohort_id"), columns.get("programme_id")
    if isinstance(cohort, str):
        columns = columns | {"cohort_id": known.cohorts[int(cohort.removeprefix(NEW))]}
    if isinstance(programme, str):
        faculty_id, title_id, name = programme.removeprefix(NEW).split(":", 2)
        columns = columns | {"programme_id": known.programmes[int(faculty_id), int(title_id), name]}
    return columns


def marks_in(columns: Columns) -> list[str]:
    return [value for name in ("cohort_id", "programme_id") if isinstance(value := columns.get(name), str)]
