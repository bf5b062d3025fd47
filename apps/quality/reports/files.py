"""What a file of head-counts says, in words for whoever sent it, beside what is in force."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from apps.core.actions import audit
from apps.core.lib.tables import Rows
from apps.quality.actions.headcounts import Counted, Place
from apps.quality.lib import headcount_files
from apps.quality.lib.headcount_files import Problem, Read
from apps.quality.models import HeadCount
from apps.quality.querysets.degrees import by_year
from apps.quality.querysets.known import known
from apps.records.models import Institution

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WORDS: dict[str, "_StrPromise"] = {
    "no_header": _("No row names the columns: year, faculty, campus, level and number of graduates."),
    "no_year": _("The file names no year. Give it beside the file."),
    "year": _("“%(value)s” is no year such as 2548."),
    "too_early": _("Nobody graduated in %(value)s: the first class is later."),
    "faculty": _("“%(value)s” is no faculty that the office knows. Its code, or any name that it has had, would be."),
    "campus": _("“%(value)s” is no campus that the office knows."),
    "level": _("“%(value)s” is no level of a degree, such as ปริญญาตรี or master."),
    "number": _("“%(value)s” is no number of people."),
    "twice": _("This year, faculty, campus and level is there twice."),
    "sum": _("This sum says %(says)s, but the numbers above it make %(makes)s."),
    "nothing": _("There is no number in it."),
}


@dataclass(frozen=True)
class Told:
    """A problem, and the cell as a spreadsheet names it."""

    cell: str
    text: str


@dataclass(frozen=True)
class FileYear:
    """A year of the file beside the head-count in force and what is recorded."""

    counted: Counted
    in_force: int | None
    ours: int
    is_unchanged: bool

    @property
    def difference(self) -> int:
        return self.ours - self.counted.total


@dataclass(frozen=True)
class Check:
    """All that a file would do."""

    lines: list[FileYear]
    problems: list[Told]
    sums: int

    @property
    def total(self) -> int:
        return sum(line.counted.total for line in self.lines)

    @property
    def ours(self) -> int:
        return sum(line.ours for line in self.lines)

    @property
    def changes(self) -> bool:
        return any(not line.is_unchanged for line in self.lines)

    @property
    def digest(self) -> str:
        told = [
            [each.counted.graduation_year_be, each.in_force, sorted(map(str, each.counted.cells))]
            for each in self.lines
        ]
        return hashlib.sha256(audit.canonical(told).encode()).hexdigest()


def check(rows: Rows, *, counts: str, year: int | None) -> Check:
    """Reads the numbers, and looks up what is there: a constant number of queries."""
    read = headcount_files.read(rows, known(), year=year)
    problems = [*read.problems, *_too_early(read)]
    if not problems and not read.years:
        problems = [Problem(1, -1, "nothing")]
    in_force = {
        head_count.graduation_year_be: head_count
        for head_count in HeadCount.objects.filter(
            institution__code=settings.INSTITUTION, counts=counts, replaced_at__isnull=True
        ).prefetch_related("cells")
    }
    ours = by_year()
    way = 0 if counts == HeadCount.Counts.PEOPLE else 1
    lines = [
        FileYear(
            counted,
            current.total if current else None,
            ours.get(counted.graduation_year_be, (0, 0))[way],
            current is not None and _cells(current) == dict(counted.cells),
        )
        for counted in _counted(read)
        for current in [in_force.get(counted.graduation_year_be)]
    ]
    return Check(lines, [_told(each) for each in problems], read.sums)


def _counted(read: Read) -> Iterator[Counted]:
    for year in sorted(read.years):
        cells = [(Place(*key), number) for key, number in read.years[year].items()]
        yield Counted(year, cells, *read.told)


def _cells(head_count: HeadCount) -> dict[Place, int]:
    return {Place(cell.faculty_id, cell.campus_id, cell.level): cell.number for cell in head_count.cells.all()}


def _too_early(read: Read) -> Iterator[Problem]:
    base = Institution.objects.served().cohort_base_be
    for year in sorted(read.years):
        if year <= base or year > 2700:
            yield Problem(1, -1, "too_early" if year <= base else "year", str(year))


def _told(problem: Problem) -> Told:
    values = {"value": problem.value[:60], "says": f"{problem.says:,}", "makes": f"{problem.makes:,}"}
    column = _letters(problem.column) if problem.column >= 0 else ""
    return Told(f"{column}{problem.row}", str(WORDS[problem.code]) % values)


def _letters(column: int) -> str:
    """0 is A, 26 is AA."""
    return (_letters(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)
