"""The registrar's head-counts beside what is recorded."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.exports import csv_file
from apps.core.lib import csv_files
from apps.quality import rules
from apps.quality.models import HeadCount
from apps.quality.reports import reconciliation, suspects
from apps.quality.reports.reconciliation import Compared
from apps.records.querysets.people import campuses_of

FIRST_YEAR, LAST_YEAR = 2400, 2700


@policy.staff(rules.VIEW_COUNTS)
def index(request: SignedInRequest) -> HttpResponse:
    """Year by year: people and degrees, theirs and ours."""
    scope = campuses_of(request.user)
    context = {
        "title": _("Head-counts of the registrar"),
        "years": reconciliation.years(scope),
        "is_limited": scope is not None,
        "ways": HeadCount.Counts,
    }
    return render(request, "quality/reconciliation.html", context)


@policy.staff(rules.VIEW_COUNTS)
def index_csv(request: SignedInRequest) -> StreamingHttpResponse:
    """The same as a file."""
    header = ["graduation_year_be", "cohort", *_headings("people"), *_headings("degrees")]
    rows = (
        [line.year, line.cohort, *_numbers(line.people), *_numbers(line.degrees)]
        for line in reconciliation.years(campuses_of(request.user)).lines
    )
    return csv_file("head-counts", csv_files.lines(header, rows))


@policy.staff(rules.VIEW_COUNTS)
def year(request: SignedInRequest, be_year: int) -> HttpResponse:
    """One year: equal, or every difference down to the people."""
    sheet, scope = _sheet(request, be_year), campuses_of(request.user)
    sheet = suspects.with_suspects(sheet, scope, _people, reverse("office:held_changes"))
    context = {
        "title": _("Graduates of %(year)s") % {"year": be_year},
        "sheet": sheet,
        "is_limited": scope is not None,
        "may_enter": scope is None and request.user.has_perm(rules.ENTER_COUNTS),
        "ways": HeadCount.Counts.choices,
        "told": reconciliation.dimensions(sheet.head_count) if sheet.head_count else [],
    }
    return render(request, "quality/year.html", context)


@policy.staff(rules.VIEW_COUNTS)
def year_csv(request: SignedInRequest, be_year: int) -> StreamingHttpResponse:
    """The numbers of one year as a file."""
    sheet = _sheet(request, be_year)
    header = ["graduation_year_be", "counts", "faculty", "campus", "level", *_headings("")]
    rows = (
        [be_year, sheet.counts, line.faculty, line.campus, line.place.level, *_numbers(line.compared)]
        for line in sheet.lines
    )
    return csv_file(f"head-count-{be_year}-{sheet.counts}", csv_files.lines(header, rows))


def counts_asked(request: SignedInRequest) -> str:
    """The way of counting that the address names."""
    asked = request.GET.get("counts", HeadCount.Counts.PEOPLE)
    if asked not in HeadCount.Counts.values:
        raise Http404
    return asked


def _sheet(request: SignedInRequest, be_year: int) -> reconciliation.YearSheet:
    if not FIRST_YEAR <= be_year <= LAST_YEAR:
        raise Http404
    return reconciliation.year_sheet(be_year, counts_asked(request), campuses_of(request.user))


def _people(query: str) -> str:
    return f"{reverse('office:alumni')}?{query}"


def _headings(of: str) -> list[str]:
    return [f"{of}_{name}".strip("_") for name in ("registrar", "ours", "difference")]


def _numbers(compared: Compared) -> list[int | None]:
    return [compared.registrar, compared.ours, compared.difference]
