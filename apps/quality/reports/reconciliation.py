"""The registrar's head-counts beside what is recorded: year by year, and one year number by number."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils.http import urlencode

from apps.core.models import AuditEntry
from apps.core.registries import Suspects
from apps.quality.actions.headcounts import ENTER, Place
from apps.quality.models import HeadCount, HeadCountCell
from apps.quality.querysets.degrees import Scope, by_study, by_year, counted
from apps.records.models import Campus, Cohort, Faculty, Level

PEOPLE, DEGREES = HeadCount.Counts.PEOPLE, HeadCount.Counts.DEGREES


@dataclass(frozen=True)
class Compared:
    """A number of the registrar (None: not known) beside ours."""

    registrar: int | None
    ours: int
    differing: int = 0  # numbers of the head-count that differ, though their sums may be equal

    @property
    def difference(self) -> int | None:
        return None if self.registrar is None else self.ours - self.registrar

    @property
    def is_equal(self) -> bool:
        return self.difference == 0 and not self.differing

    @property
    def differs(self) -> bool:
        return self.registrar is not None and not self.is_equal


@dataclass(frozen=True)
class YearLine:
    """A year: people by their first degree, and degrees."""

    year: int
    cohort: int | None
    people: Compared
    degrees: Compared


@dataclass(frozen=True)
class Years:
    """All years, and their sums."""

    lines: list[YearLine]

    @property
    def known(self) -> list[YearLine]:
        """The years of which the registrar has said how many people."""
        return [line for line in self.lines if line.people.registrar is not None]

    @property
    def people(self) -> Compared:
        return _sum([line.people for line in self.lines])

    @property
    def degrees(self) -> Compared:
        return _sum([line.degrees for line in self.lines])

    @property
    def people_known(self) -> Compared:
        """Of these years alone, so that the difference means something."""
        return _sum([line.people for line in self.known])

    @property
    def differing(self) -> list[YearLine]:
        return [line for line in self.lines if line.people.differs or line.degrees.differs]


@dataclass(frozen=True)
class CellLine:
    """A number of a head-count beside ours, with the address of the people list that shows just those, and who may be
    missing."""

    place: Place
    faculty: str
    campus: str
    level: str
    compared: Compared
    people: int  # of ours; fewer than degrees where somebody has two of one kind
    query: str
    suspects: list[Suspects] = field(default_factory=list)


@dataclass(frozen=True)
class Edition:
    """A head-count with who entered it."""

    head_count: HeadCount
    by: str


@dataclass(frozen=True)
class YearSheet:
    """One year in one way of counting."""

    year: int
    cohort: Cohort | None
    counts: str
    editions: list[Edition]
    lines: list[CellLine]
    total: Compared
    query: str
    is_comparable: bool  # a head-count that tells no campuses apart says nothing to a reader of one campus

    @property
    def head_count(self) -> HeadCount | None:
        newest = self.editions[0].head_count if self.editions else None
        return newest if newest and newest.replaced_at is None else None

    @property
    def differing(self) -> list[CellLine]:
        return [line for line in self.lines if line.compared.difference]


def years(scope: Scope = None) -> Years:
    """Every year of which anybody is recorded or counted: four queries."""
    ours = by_year(scope)
    said = _compared_by_year(scope)
    numbers = dict(_cohorts().values_list("graduation_year_be", "number"))
    lines = []
    for year in sorted({*ours, *(year for year, _counts in said)}):
        people, degrees = ours.get(year, (0, 0))
        lines.append(
            YearLine(
                year,
                numbers.get(year),
                said.get((year, PEOPLE)) or Compared(None, people),
                said.get((year, DEGREES)) or Compared(None, degrees),
            )
        )
    return Years(lines)


def year_sheet(year: int, counts: str, scope: Scope = None) -> YearSheet:
    """One year, number by number, without suspects."""
    editions = _editions(year, counts)
    current = editions[0] if editions and editions[0].replaced_at is None else None
    is_comparable = current is not None and (scope is None or current.by_campus)
    cohort = _cohorts().filter(graduation_year_be=year).first()
    lines = _lines(current, year, cohort, scope) if current and is_comparable else []
    ours = counted(counts, scope).filter(graduation_year_be=year).count()
    registrar = sum(line.compared.registrar or 0 for line in lines) if is_comparable else None
    return YearSheet(
        year=year,
        cohort=cohort,
        counts=counts,
        editions=_with_authors(editions),
        lines=lines,
        total=Compared(registrar, ours),
        query=people_query(counts, year, cohort, Place()),
        is_comparable=is_comparable,
    )


def people_query(counts: str, year: int, cohort: Cohort | None, place: Place, told: Iterable[str] = ()) -> str:
    """The filters of the people list that find whom we count there. `told`: what the head-count tells apart, so that
    an empty place means "not recorded" and not "any"."""
    asked: dict[str, Any] = {}
    if counts == PEOPLE and cohort is not None:
        asked["cohort"] = cohort.pk
    else:
        asked |= {"status": "graduate", "year_from": year, "year_to": year}
    return urlencode(asked | place_filters(place, told))


def place_filters(place: Place, told: Iterable[str] = ()) -> dict[str, Any]:
    asked = {name: value for name, value in place._asdict().items() if value}
    lacking = [name for name in ("faculty", "campus") if name in told and name not in asked]
    if lacking:
        asked["without"] = "both" if len(lacking) == 2 else lacking[0]
    return asked


def dimensions(head_count: HeadCount) -> list[str]:
    """What a head-count tells apart."""
    told = {"faculty": head_count.by_faculty, "campus": head_count.by_campus, "level": head_count.by_level}
    return [name for name, is_told in told.items() if is_told]


def ours_by_place(head_count: HeadCount, scope: Scope = None) -> dict[Place, tuple[int, int]]:
    """What we count where, by what the head-count tells apart: degrees that count, and their people."""
    told = dimensions(head_count)
    degrees = counted(head_count.counts, scope).filter(graduation_year_be=head_count.graduation_year_be)
    found = degrees.values_list(*told) if told else degrees.values_list("institution")
    rows = found.annotate(number=Count("pk"), people=Count("person", distinct=True))
    return {Place(**dict(zip(told, row, strict=False))): (row[-2], row[-1]) for row in rows}


def _lines(head_count: HeadCount, year: int, cohort: Cohort | None, scope: Scope) -> list[CellLine]:
    told = dimensions(head_count)
    cells = HeadCountCell.objects.filter(head_count=head_count)
    if scope is not None:
        cells = cells.filter(campus__in=scope)
    registrar = {
        Place(faculty, campus, level): number
        for faculty, campus, level, number in cells.values_list("faculty", "campus", "level", "number")
    }
    ours = ours_by_place(head_count, scope)
    faculties, campuses = _names(Faculty), _names(Campus)
    levels = {str(key): str(label) for key, label in Level.choices}
    lines = [
        CellLine(
            place,
            faculties.get(place.faculty, ""),
            campuses.get(place.campus, ""),
            levels.get(place.level, ""),
            Compared(registrar.get(place, 0), ours.get(place, (0, 0))[0]),
            ours.get(place, (0, 0))[1],
            people_query(head_count.counts, year, cohort, place, told),
        )
        for place in {*registrar, *ours}
    ]
    order = [*levels, ""]
    return sorted(
        lines, key=lambda line: (line.campus or "\uffff", line.faculty or "\uffff", order.index(line.place.level))
    )


def _names(model: type[Faculty] | type[Campus]) -> dict[int | None, str]:
    return {row.pk: row.name for row in model._default_manager.filter(institution__code=settings.INSTITUTION)}


def _cohorts() -> Any:
    return Cohort.objects.filter(institution__code=settings.INSTITUTION)


def _head_counts() -> Any:
    return HeadCount.objects.filter(institution__code=settings.INSTITUTION)


def _compared_by_year(scope: Scope) -> dict[tuple[int, str], Compared]:
    """The head-counts in force beside what is recorded, number by number; for a reader of some campuses only those
    that tell campuses apart."""
    head_counts = _head_counts().filter(replaced_at__isnull=True).prefetch_related("cells")
    if scope is not None:
        head_counts = head_counts.filter(by_campus=True)
    ours = _ours_of_all_years(scope)
    found = {}
    for head_count in head_counts:
        told = dimensions(head_count)
        theirs = Counter(
            {
                Place(cell.faculty_id, cell.campus_id, cell.level): cell.number
                for cell in head_count.cells.all()
                if scope is None or cell.campus_id in scope
            }
        )
        here: Counter[Place] = Counter()
        for place, number in ours.get((head_count.graduation_year_be, head_count.counts), {}).items():
            here[Place(**{name: getattr(place, name) for name in told})] += number
        differing = sum(theirs[place] != here[place] for place in {*theirs, *here})
        key = (head_count.graduation_year_be, head_count.counts)
        found[key] = Compared(theirs.total(), here.total(), differing)
    return found


def _ours_of_all_years(scope: Scope) -> dict[tuple[int, str], Counter[Place]]:
    """What is recorded by year, way of counting and place: one query over all degrees."""
    places = by_study(scope).values_list("graduation_year_be", "is_first", "faculty", "campus", "level")
    found: dict[tuple[int, str], Counter[Place]] = defaultdict(Counter)
    for year, is_first, faculty, campus, level, number in places.annotate(number=Count("pk")):
        place = Place(faculty, campus, level)
        found[year, DEGREES][place] += number
        if is_first:
            found[year, PEOPLE][place] += number
    return found


def _editions(year: int, counts: str) -> list[HeadCount]:
    return list(_head_counts().filter(graduation_year_be=year, counts=counts).order_by("-edition"))


def _with_authors(editions: list[HeadCount]) -> list[Edition]:
    """Who entered them, as the audit trail knows."""
    keys = [str(each.pk) for each in editions]
    entries = AuditEntry.objects.filter(table="quality.headcount", key__in=keys, action=ENTER).select_related("by")
    authors = {entry.key: str(entry.by or "") for entry in entries}
    return [Edition(each, authors.get(str(each.pk), "")) for each in editions]


def _sum(compared: Iterable[Compared]) -> Compared:
    found = list(compared)
    said = [each.registrar for each in found if each.registrar is not None]
    return Compared(sum(said) if said else None, sum(each.ours for each in found))
