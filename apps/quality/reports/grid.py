"""The grid into which a head-count is typed: the faculties that were there in the year, and what they taught."""

from django.conf import settings
from django.db.models import Q

from apps.quality.actions.headcounts import Place
from apps.quality.lib.grid import Cell, Line
from apps.quality.models import HeadCount
from apps.quality.querysets.degrees import by_study
from apps.records.models import Campus, Faculty, Level

MORE_LINES = 3  # for faculties that taught elsewhere too
USUAL = ("bachelor", "master", "doctoral")


def lines_for(year: int, current: HeadCount | None) -> list[Line]:
    """A line for each faculty and campus, with the numbers of the head-count in force, and some empty ones."""
    numbers = {
        Place(faculty, campus, level): number
        for faculty, campus, level, number in (
            current.cells.values_list("faculty", "campus", "level", "number") if current else ()
        )
    }
    taught = set(by_study().filter(graduation_year_be=year).values_list("faculty", "campus", "level").distinct())
    here = Q(institution__code=settings.INSTITUTION)
    open_then = Q(first_graduates_be__lte=year) | Q(first_graduates_be__isnull=True, founded_be__lte=year)
    not_closed = Q(closed_be__isnull=True) | Q(closed_be__gte=year)
    own = Faculty.objects.filter(here, open_then, not_closed).values_list("pk", "campus")
    pairs = {*own, *((faculty, campus) for faculty, campus, _level in (*taught, *numbers) if faculty and campus)}
    levels = _levels({level for *_place, level in (*taught, *numbers) if level})
    campuses = {row.pk: row for row in Campus.objects.filter(here)}
    faculties = {row.pk: row for row in Faculty.objects.filter(here)}
    found = sorted(
        (
            (faculties[faculty], campuses[campus])
            for faculty, campus in pairs
            if faculty in faculties and campus in campuses
        ),
        key=lambda pair: (pair[1].pk, pair[0].code),
    )
    lines = [_line(f"n-{faculty.pk}-{campus.pk}", faculty, campus, levels, numbers) for faculty, campus in found]
    return [*lines, *(_line(f"x{number}", None, None, levels, {}) for number in range(MORE_LINES))]


def _levels(there: set[str]) -> list[Level]:
    """Those of the year and the usual ones, in their order."""
    return [level for level in Level if level in there or level in USUAL]


def _line(
    name: str, faculty: Faculty | None, campus: Campus | None, levels: list[Level], numbers: dict[Place, int]
) -> Line:
    title, where = (faculty.name, campus.name) if faculty and campus else ("", "")
    keys = (faculty.pk, campus.pk) if faculty and campus else (0, 0)
    cells = [
        Cell(
            f"{name}-{level.value}",
            level.value,
            ", ".join(filter(None, (title, where, str(level.label)))),
            typed=str(numbers.get(Place(*keys, level.value), "")),
        )
        for level in levels
    ]
    return Line(name, *keys, title, where, cells)
