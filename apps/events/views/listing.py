"""Finding events: the list with its filters, the same on a map, a month of the calendar."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from apps.core import policy
from apps.core.templatetags.charts import Place
from apps.events.forms.finding import FindForm
from apps.events.lib.months import Month, month_named, month_of
from apps.events.models import Event
from apps.events.querysets import finding, pages
from apps.events.querysets.events import may_post
from apps.events.reports.status import glances
from apps.events.views import facets
from apps.records.models import Province

PER_PAGE = 20
MOST_IN_A_MONTH = 500
MOST_ON_A_DAY = 4


@policy.public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What is to come, or what was: as much as this reader may see."""
    filters, now = FindForm(request.GET).filters(), timezone.now()
    seen = Event.objects.visible_to(request.user)
    counted = finding.facets(seen, filters, now)
    found = finding.found(seen, filters, now)
    cursor = request.GET.get("page", "")
    shown = found.with_hosts().prefetch_related("tickets")
    page = pages.page(shown, cursor, PER_PAGE, newest_first=filters.is_past)
    context = _searched(filters, counted) | {
        "following": page.following,
        "is_first": not pages.is_place(cursor),
        "events": glances(page.events, now),
        "total": found.count(),
        "month": month_of(timezone.localdate()),
        "past": counted.when["past"],
        "may_post": may_post(request.user),
    }
    return render(request, "events/index.html", context)


@policy.public
@require_safe
def province_map(request: HttpRequest) -> HttpResponse:
    """Where the events of a search are: a square for each province, and the same as a table."""
    filters, now = FindForm(request.GET).filters(), timezone.now()
    seen = Event.objects.visible_to(request.user)
    counts = finding.by_province(seen, filters, now)
    places = [_place(province, counts, filters) for province in Province.objects.order_by("code")]
    context = _searched(filters, finding.facets(seen, filters, now)) | {
        "places": {place.code: place for place in places},
        "table": sorted((place for place in places if place.count), key=lambda place: -place.count),
        "total": sum(counts.values()),
    }
    return render(request, "events/map.html", context)


@dataclass(frozen=True)
class Day:
    """A square of the calendar: its events, of which the page shows a few."""

    day: date
    events: list[Event]
    is_of_month: bool
    is_today: bool

    @property
    def shown(self) -> list[Event]:
        return self.events[:MOST_ON_A_DAY]

    @property
    def more(self) -> int:
        return max(0, len(self.events) - MOST_ON_A_DAY)


@policy.public
@require_safe
def month(request: HttpRequest, year: int | None = None, number: int | None = None) -> HttpResponse:
    """A month as a wall calendar shows it; on a telephone, its days one after the other."""
    if year is None or number is None:
        today = month_of(timezone.localdate())
        return redirect("events:month", year=_year(today), number=today.number)
    shown = month_named(year, number)
    if shown is None:
        raise Http404
    weeks = _weeks(shown, _events_of(request, shown))
    context = {
        "month": shown,
        "weeks": weeks,
        "days": [day for week in weeks for day in week if day.events and day.is_of_month],
        "before": _month_url(shown.before),
        "after": _month_url(shown.after),
        "now": month_of(timezone.localdate()),
        "now_url": _month_url(month_of(timezone.localdate())),
        "total": len({event.pk for week in weeks for day in week if day.is_of_month for event in day.events}),
    }
    return render(request, "events/month.html", context)


def _searched(filters: finding.EventFilters, counted: finding.Facets) -> dict[str, Any]:
    return {
        "filters": filters,
        "facets": facets.facets_of(counted, filters),
        "chips": facets.chips_of(counted, filters),
        "asked": facets.asked(filters),
        "without_words": facets.asked(filters, q=None),
        "hidden": [(name, value) for name, value in _said(filters) if name != "q"],
    }


def _said(filters: finding.EventFilters) -> list[tuple[str, Any]]:
    return [(name, "1" if value is True else value) for name, value in vars(filters).items() if value]


def _place(province: Province, counts: dict[str, int], filters: finding.EventFilters) -> Place:
    short = province.abbr_en if get_language() == "en" else province.abbr_th
    url = f"{reverse('events:index')}?{facets.asked(filters, province=province.code)}"
    return Place(province.code, province.name, short, counts.get(province.code, 0), url)


def _events_of(request: HttpRequest, shown: Month) -> list[Event]:
    first, last = shown.shown
    begins, ends = _midnight(first), _midnight(last + timedelta(days=1))
    seen = Event.objects.visible_to(request.user).filter(state=Event.State.PUBLISHED)
    return list(seen.filter(starts_at__lt=ends, ends_at__gt=begins).order_by("starts_at", "pk")[:MOST_IN_A_MONTH])


def _weeks(shown: Month, events: list[Event]) -> list[list[Day]]:
    """Each event on each of its days, as the clock shows them where it is."""
    of_day: dict[date, list[Event]] = defaultdict(list)
    for event in events:
        first, last = event.days
        for after in range(min((last - first).days, 41) + 1):
            of_day[first + timedelta(days=after)].append(event)
    today = timezone.localdate()
    return [
        [Day(day, of_day.get(day, []), day.month == shown.number, day == today) for day in week]
        for week in shown.weeks
    ]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _month_url(shown: Month) -> str:
    return reverse("events:month", kwargs={"year": _year(shown), "number": shown.number})


def _year(shown: Month) -> int:
    return shown.year if get_language() == "en" else shown.year + 543
