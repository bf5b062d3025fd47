"""Who of a file's rows may be among those whom a head-count misses: whoever waits there for a decision."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db.models import Exists, OuterRef
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from apps.core.registries import Shortage, Suspects
from apps.imports.models import ImportRow
from apps.records.models import Campus, Degree, Faculty

Place = tuple[str | None, ...]  # codes of faculty and campus, level


def held(shortages: Sequence[Shortage]) -> Mapping[Shortage, Suspects]:
    """Held rows that say this year, and of place and level nothing else. Not those of somebody who counts there
    already; a blank may mean any place."""
    faculties = dict(Faculty.objects.values_list("pk", "code"))
    campuses = dict(Campus.objects.values_list("pk", "code"))
    found = {year: _waiting(year) for year in {each.graduation_year_be for each in shortages}}
    told = {}
    for each in shortages:
        place = (faculties.get(each.faculty_id or 0), campuses.get(each.campus_id or 0), each.level or None)
        rows = found[each.graduation_year_be].items()
        if number := sum(count for said, count in rows if _may_be(said, place)):
            told[each] = Suspects(number, _("rows of imported files that wait for a decision"), _worklist())
    return told


def _waiting(year: int) -> Counter[Place]:
    counted = Degree.objects.filter(person=OuterRef("person"), graduation_year_be=year, is_first=True)
    rows = ImportRow.objects.waiting().filter(values__graduation_year_be=str(year)).exclude(Exists(counted))
    return Counter(rows.order_by().values_list("values__faculty", "values__campus", "values__level"))


def _may_be(said: Place, place: Place) -> bool:
    return all(not one or not other or one == other for one, other in zip(said, place, strict=True))


def _worklist() -> str:
    try:
        return reverse("office:import_held")
    except NoReverseMatch:
        return ""
