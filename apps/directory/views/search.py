"""Finding people: by words and filters, on the map, among one's classmates."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.templatetags.charts import Place
from apps.directory.actions import reading
from apps.directory.forms.search import SearchForm
from apps.directory.views import facets
from apps.directory.views.budget import guarded
from apps.records import policy as visibility
from apps.records.models import Cohort, Degree, Faculty, Person, Province, SearchRow
from apps.records.querysets.directory import directory_page, is_too_short_to_guess
from apps.records.querysets.filters import PeopleFilters

PAGE = 24
TIER = SearchRow.Tier.ALUMNI


@policy.alumni
@require_safe
@guarded
def index(request: SignedInRequest, viewer: Person) -> HttpResponse:
    """A page of the people who fit, or the search that would find somebody."""
    reading.turn_page(request.user)
    form = SearchForm(request.GET)
    filters = form.filters()
    asked = facets.known(request.GET, form.fields.keys() - form.errors)
    context = _list(request, viewer, filters) | {
        "form": form,
        "asked": asked.urlencode(),
        "chips": facets.chips_of(form, asked),
        "without_filters": facets.without(asked, *(name for name in asked if name != "q")).urlencode(),
        "hidden_filters": facets.hidden(asked, "q"),
    }
    if not context["lines"]:
        context["wider"] = facets.wider(filters, form, asked, TIER)
        context["is_too_short"] = is_too_short_to_guess(filters)
    context["facets"] = facets.drawn(context["page"].counts, form, asked, tier=TIER)
    if not filters:
        context["study"] = visibility.first_degree_of(request.user)
    return render(request, "directory/index.html", context)


@policy.alumni
@require_safe
@guarded
def province_map(request: SignedInRequest, viewer: Person) -> HttpResponse:
    """Where the people of a search live: a square for each province, and the same as a table."""
    reading.turn_page(request.user)
    form = SearchForm(facets.without(request.GET, "province"))
    filters = form.filters()
    asked = facets.known(request.GET, form.fields.keys() - {"province", *form.errors})
    people = {value.key: value.count for value in directory_page(filters, tier=TIER, size=1).facets.province}
    places = [_place(province, people, asked.urlencode()) for province in Province.objects.order_by("code")]
    context = {
        "form": form,
        "asked": asked.urlencode(),
        "chips": facets.chips_of(form, asked),
        "hidden_filters": facets.hidden(asked, "q"),
        "places": {place.code: place for place in places},
        "table": sorted((place for place in places if place.count), key=lambda place: -place.count),
        "total": sum(people.values()),
    }
    return render(request, "directory/map.html", context)


@policy.alumni
@require_safe
@guarded
def cohort(request: SignedInRequest, viewer: Person, be_year: int) -> HttpResponse:
    """Everybody of a graduating class who can be found."""
    found = get_object_or_404(Cohort, institution__code=settings.INSTITUTION, graduation_year_be=be_year)
    filters = PeopleFilters(cohort=found.pk)
    context = {"heading": str(found), "is_mine": _is_mine(viewer, cohort=found), "name": "cohort", "key": found.pk}
    return _class_page(request, viewer, filters, context | {"year": found.graduation_year_be})


@policy.alumni
@require_safe
@guarded
def faculty(request: SignedInRequest, viewer: Person, code: str) -> HttpResponse:
    """Everybody of a faculty who can be found."""
    found = get_object_or_404(Faculty, institution__code=settings.INSTITUTION, code=code)
    filters = PeopleFilters(faculty=found.pk)
    context = {"heading": found.name, "is_mine": _is_mine(viewer, faculty=found), "name": "faculty", "key": found.pk}
    return _class_page(request, viewer, filters, context)


def _class_page(
    request: SignedInRequest, viewer: Person, filters: PeopleFilters, context: dict[str, Any]
) -> HttpResponse:
    reading.turn_page(request.user)
    return render(request, "directory/class.html", _list(request, viewer, filters) | context | {"asked": ""})


def _list(request: SignedInRequest, viewer: Person, filters: PeopleFilters) -> dict[str, Any]:
    """The page's lines without those who have blocked the reader: for them there is nobody there."""
    page = directory_page(filters, tier=TIER, cursor=request.GET.get("page", ""), size=PAGE)
    hidden = viewer.blocked_by  # type: ignore[attr-defined] # set by `guarded`
    lines = [line for line in page.rows if line.id not in hidden]
    return {"page": page, "lines": lines, "total": page.total - len(page.rows) + len(lines)}


def _is_mine(viewer: Person, **studied: Any) -> bool:
    return Degree.objects.filter(person=viewer, status=Degree.Status.CONFERRED, **studied).exists()


def _place(province: Province, people: dict[str, int], asked: str) -> Place:
    short = province.abbr_en if get_language() == "en" else province.abbr_th
    url = f"{reverse('directory:index')}?{asked}{'&' if asked else ''}province={province.code}"
    return Place(province.code, province.name, short, people.get(province.code, 0), url)
