"""How good the records are: what can be reached, what looks wrong, and how it went."""

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.exports import csv_file
from apps.core.lib import csv_files
from apps.quality import rules
from apps.quality.actions import snapshots
from apps.quality.reports import overview
from apps.records.models import Campus
from apps.records.querysets.people import campuses_of

DRAWN = ("reachable", "lost", "stale", snapshots.CONTRADICTORY)


@policy.staff(rules.VIEW_QUALITY)
def index(request: SignedInRequest) -> HttpResponse:
    """The figures of the newest snapshot, with lists of the people behind each."""
    campus, campuses = _campus(request)
    found = overview.overview(campus)
    trends = overview.trends(DRAWN, campus)
    context = {
        "title": _("Data quality"),
        "found": found,
        "trends": [(key, overview.title_of(key), points, overview.query_of(key)) for key, points in trends.items()],
        "campus": campus,
        "campuses": campuses,
        "is_limited": campuses_of(request.user) is not None,
        "stale_after": settings.STALE_AFTER_YEARS,
        "query": f"&campus={campus.pk}" if campus else "",
    }
    return render(request, "quality/index.html", context)


@policy.staff(rules.VIEW_QUALITY)
def trend(request: SignedInRequest, key: str) -> HttpResponse:
    """How one figure went: drawn, and as a table."""
    campus, campuses = _campus(request)
    context = {
        "title": _known(key),
        "key": key,
        "points": overview.trends([key], campus)[key],
        "people_query": overview.query_of(key),
        "campus": campus,
        "campuses": campuses,
        "is_limited": campuses_of(request.user) is not None,
        "query": f"&campus={campus.pk}" if campus else "",
    }
    return render(request, "quality/trend.html", context)


@policy.staff(rules.VIEW_QUALITY)
def trend_csv(request: SignedInRequest, key: str) -> StreamingHttpResponse:
    """The same as a file."""
    _known(key)
    campus, _campuses = _campus(request)
    rows = ((point.on.isoformat(), point.people) for point in overview.trends([key], campus)[key])
    return csv_file(f"quality-{key}", csv_files.lines(["day", "people"], rows))


@require_POST
@policy.staff(rules.TAKE_SNAPSHOT)
def recount(request: SignedInRequest) -> HttpResponse:
    """Counts anew, as a job that can be watched."""
    return redirect("office:job", snapshots.start(by=request.user).public_id)


def _known(key: str) -> str:
    title = overview.title_of(key)
    if not title:
        raise Http404
    return title


def _campus(request: SignedInRequest) -> tuple[Campus | None, list[Campus]]:
    """The campus that is asked for, and those that the reader may ask for. Who is limited to some sees one of them."""
    scope = campuses_of(request.user)
    here = Campus.objects.filter(institution__code=settings.INSTITUTION).order_by("pk")
    campuses = list(here if scope is None else here.filter(pk__in=scope))
    asked = request.GET.get("campus", "")
    chosen = next((campus for campus in campuses if str(campus.pk) == asked), None)
    if chosen is None and scope is not None:
        if not campuses:
            raise Http404
        chosen = campuses[0]
    return chosen, campuses
