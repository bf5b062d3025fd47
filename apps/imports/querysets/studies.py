"""What a row says of a course of study, as columns of the registry's table. What the registry does not have yet (a
programme, a graduating class) stands there as a mark, "new:…", until the run has made it."""

from collections.abc import Mapping
from typing import Any

from apps.imports.querysets.reference import Known
from apps.records.models import Degree, Level

NEW = "new:"
Columns = dict[str, Any]


def degree_of(values: Mapping[str, Any], known: Known) -> Columns:
    """Only what the row gives; {} where it tells of no study."""
    found: Columns = {}
    faculty_id, campus_id = known.faculties.get(values.get("faculty", ""), (None, None))
    title_id, level = known.titles.get(values.get("degree", ""), (None, ""))
    campus_id = known.campuses.get(values.get("campus", ""), campus_id)
    year = int(values["graduation_year_be"]) if values.get("graduation_year_be") else None
    level = values.get("level") or level
    found |= {"student_id": values.get("student_id"), "level": level, "title_id": title_id, "faculty_id": faculty_id}
    found |= {"campus_id": campus_id, "graduation_year_be": year, "honours": values.get("honours")}
    for name in ("entry_year_be", "entry_cohort"):
        found[name] = int(values[name]) if values.get(name) else None
    for name in ("conferred_on", "gpa"):
        found[name] = values.get(name)
    if values.get("programme") and faculty_id and title_id:
        key = (faculty_id, title_id, values["programme"])
        found["programme_id"] = known.programmes.get(key) or NEW + ":".join(map(str, key))
    if year is not None:
        found["status"] = Degree.Status.CONFERRED.value
        found["cohort_id"] = cohort_of(year, known)
    elif values.get("conferred_on") and level == Level.HONORARY:
        found["status"] = Degree.Status.CONFERRED.value
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
