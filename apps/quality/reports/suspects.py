"""Who may be those whom a head-count counts and the records do not: looked for at all shortages at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from apps.core.registries import Shortage, Suspects, suspects
from apps.quality.actions.headcounts import Place
from apps.quality.models import HeadCount, HeadCountCell
from apps.quality.querysets.degrees import Scope, by_study
from apps.quality.reports.reconciliation import PEOPLE, CellLine, YearSheet, dimensions, place_filters
from apps.records.models import Degree, HeldChange

People = Callable[[str], str]  # the address of the people list with these filters


def with_suspects(sheet: YearSheet, scope: Scope, people: People, held: str) -> YearSheet:
    """The sheet with whoever may be missing at each line where we have fewer; a constant number of queries. `held`:
    where changes that wait are decided."""
    head_count = sheet.head_count
    short = [line for line in sheet.lines if (line.compared.difference or 0) < 0]
    if head_count is None or not short:
        return sheet
    told = dimensions(head_count)
    students = _people(_students(scope), told)
    further = _people(by_study(scope).filter(is_first=False, graduation_year_be=sheet.year), told)
    by_apps = _of_other_apps(sheet, short)
    waiting = _corrections(sheet.year, held)

    def found(line: CellLine) -> list[Suspects]:
        place, where = line.place, place_filters(line.place)
        return [
            *_counted_beside(sheet, line, people),
            *_further(head_count, further.get(place, 0), people, {**where, "first": "false"}, sheet.year),
            *_number(
                students.get(place, 0), _("students here without a degree"), people, {**where, "status": "student"}
            ),
            *by_apps.get(place, []),
            *waiting,
        ]

    lines = [replace(line, suspects=found(line)) if line in short else line for line in sheet.lines]
    return replace(sheet, lines=lines)


def _students(scope: Scope) -> QuerySet[Degree]:
    studying = Degree.objects.filter(status=Degree.Status.STUDYING).order_by()
    return studying if scope is None else studying.filter(campus__in=scope)


def _people(degrees: QuerySet[Degree], told: list[str]) -> dict[Place, int]:
    """How many people have such a degree, by what the head-count tells apart."""
    found = degrees.values_list(*told) if told else degrees.values_list("institution")
    rows = found.annotate(people=Count("person", distinct=True))
    return {Place(**dict(zip(told, row, strict=False))): row[-1] for row in rows}


def _counted_beside(sheet: YearSheet, line: CellLine, people: People) -> list[Suspects]:
    """Where as many are too many that differ from this place in one thing only: those are often the missing."""
    found = []
    for other in sheet.lines:
        more = other.compared.difference or 0
        differing = [name for name in Place._fields if getattr(other.place, name) != getattr(line.place, name)]
        recorded = [name for name in differing if getattr(other.place, name)]
        if more > 0 and (not recorded or len(differing) == 1):
            where = " · ".join(f"{heading(name)} {getattr(other, name) or _('not recorded')}" for name in differing)
            found.append(Suspects(more, _("more than counted: %(where)s") % {"where": where}, people(other.query)))
    return found


def heading(name: str) -> str:
    """What a column of a head-count is called."""
    column: Any = HeadCountCell._meta.get_field(name)
    return str(column.verbose_name)


def _further(head_count: HeadCount, number: int, people: People, where: dict[str, Any], year: int) -> list[Suspects]:
    """They graduated here in this year, but count in the year of an earlier degree."""
    if head_count.counts != PEOPLE:
        return []
    asked = {**where, "year_from": year, "year_to": year}
    return _number(number, _("counted in another year, by their first degree"), people, asked)


def _number(number: int, title: str, people: People, asked: dict[str, Any]) -> list[Suspects]:
    return [Suspects(number, title, people(urlencode(asked)))] if number else []


def _corrections(year: int, url: str) -> list[Suspects]:
    """Corrections of degrees to this year that wait for a decision."""
    number = HeldChange.objects.open().filter(table="records.degree", values__graduation_year_be=year).count()
    return [Suspects(number, _("corrections to this year that wait for a decision"), url)] if number else []


def _of_other_apps(sheet: YearSheet, short: list[CellLine]) -> dict[Place, list[Suspects]]:
    shortages = {
        line.place: Shortage(sheet.year, line.place.faculty, line.place.campus, line.place.level) for line in short
    }
    found: dict[Place, list[Suspects]] = {place: [] for place in shortages}
    for _key, look in suspects:
        told = look(list(shortages.values()))
        for place, shortage in shortages.items():
            if shortage in told:
                found[place].append(told[shortage])
    return found
