"""The first page of the day: what waits, how the registry stands, what happened last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.core import policy
from apps.core.admin import piles_for
from apps.core.models import Job
from apps.office import querysets, rules
from apps.office.views.jobs import watched
from apps.records import reports
from apps.records.querysets.people import campuses_of

CHANGES_SHOWN = 6
JOBS_SHOWN = 4
PROVINCES_SHOWN = 9


@policy.staff()
def show(request: HttpRequest) -> HttpResponse:
    """Everything that this person may see of it; each part links to its own page."""
    context: dict[str, object] = {"title": _("Overview"), "piles": piles_for(request), "jobs": _jobs(request)}
    if request.user.has_perm(rules.VIEW_REPORTS):
        context |= _figures(request)
    if request.user.has_perm(rules.VIEW_AUDIT):
        entries = querysets.audit_entries(request.user)[:CHANGES_SHOWN]
        context |= {"lines": querysets.lines_of(entries, request.user)[:CHANGES_SHOWN]}
    return render(request, "office/dashboard.html", context)


def _figures(request: HttpRequest) -> dict[str, object]:
    scope = campuses_of(request.user)  # type: ignore[arg-type] # the policy lets only users in
    provinces = reports.by_province(scope)
    return {
        "figures": reports.key_figures(scope),
        "cohorts": reports.by_cohort(scope),
        "provinces": provinces,
        "top_provinces": sorted(provinces, key=lambda province: -province.people)[:PROVINCES_SHOWN],
        "is_limited": scope is not None,
    }


def _jobs(request: HttpRequest) -> dict[str, object]:
    mine = list(Job.objects.filter(by=request.user.pk).order_by("-created_at", "-pk")[:JOBS_SHOWN])
    return {"shown": [watched(job) for job in mine], "are_running": any(not job.is_over for job in mine)}
