"""The registry in figures: each plot of the dashboard as a table and as a file."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.core import policy
from apps.core.exports import csv_file
from apps.core.lib import csv_files
from apps.office import rules
from apps.records import reports as figures
from apps.records.models import Cohort
from apps.records.querysets.people import campuses_of

SUMMED = ("total", "reachable", "lost", "deceased")


@policy.staff(rules.VIEW_REPORTS)
def index(request: HttpRequest) -> HttpResponse:
    """Which reports there are, and the figures above all of them."""
    context = {"title": _("Reports"), "figures": figures.key_figures(_scope(request)), **_limits(request)}
    return render(request, "office/reports.html", context)


@policy.staff(rules.VIEW_REPORTS)
def cohorts(request: HttpRequest) -> HttpResponse:
    """Every graduating class: how many are reachable, lost and deceased."""
    found = figures.by_cohort(_scope(request))
    keys = dict(Cohort.objects.filter(institution__code=settings.INSTITUTION).values_list("graduation_year_be", "pk"))
    context = {
        "title": _("Graduates by cohort"),
        "cohorts": found,
        "rows": [(cohort, keys.get(cohort.graduation_year_be)) for cohort in found],
        "sums": {
            name: sum(getattr(each, name) for each in found) for name in ("total", "reachable", "lost", "deceased")
        },
    }
    return render(request, "office/report_cohorts.html", context | _limits(request))


@policy.staff(rules.VIEW_REPORTS)
def cohorts_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a file."""
    header = [_("cohort"), _("academic year of graduation (B.E.)"), *_people()]
    rows = (
        (each.number, each.graduation_year_be, each.total, each.reachable, each.lost, each.deceased)
        for each in figures.by_cohort(_scope(request))
    )
    return csv_file("graduates-by-cohort", csv_files.lines(header, rows))


@policy.staff(rules.VIEW_REPORTS)
def provinces(request: HttpRequest) -> HttpResponse:
    """Where the living graduates live, the most first."""
    found = figures.by_province(_scope(request))
    context = {
        "title": _("Graduates by province"),
        "provinces": found,
        "rows": sorted(found, key=lambda province: -province.people),
        "sum": sum(province.people for province in found),
    }
    return render(request, "office/report_provinces.html", context | _limits(request))


@policy.staff(rules.VIEW_REPORTS)
def provinces_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a file, by code."""
    header = [_("code"), _("province"), _("name in English"), _("region"), _("graduates")]
    rows = (
        (each.code, each.name_th, each.name_en, each.region, each.people)
        for each in figures.by_province(_scope(request))
    )
    return csv_file("graduates-by-province", csv_files.lines(header, rows))


def _people() -> list[str]:
    """What stands above the figures of a class."""
    return [_("graduates"), _("reachable"), _("lost"), _("deceased")]


def _scope(request: HttpRequest) -> tuple[int, ...] | None:
    return campuses_of(request.user)  # type: ignore[arg-type] # the policy lets only users in


def _limits(request: HttpRequest) -> dict[str, bool]:
    return {"is_limited": _scope(request) is not None}
