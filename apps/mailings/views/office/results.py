"""What mailings led to: all of a year, and one. Numbers only, also in the files."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.exports import csv_file
from apps.mailings import rules
from apps.mailings.models import Mailing
from apps.mailings.querysets.gone_out import gone_out
from apps.mailings.reports import results_page
from apps.mailings.reports.results import results_of
from apps.records.querysets.people import campuses_of

from .access import mailing_of


@policy.staff(rules.WRITE)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """All that went out in a year, the groups' too."""
    page = results_page.page_of(_mailings(request), request.GET)
    return render(request, "mailings/office/results.html", {"found": page})


@policy.staff(rules.WRITE)
@require_safe
def index_csv(request: SignedInRequest) -> StreamingHttpResponse:
    page = results_page.page_of(_mailings(request), request.GET)
    return csv_file(f"mailings-{page.year or 0}-{page.by}", results_page.table_file(page))


@policy.staff(rules.WRITE)
@require_safe
def show(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One mailing."""
    mailing = _gone(request, public_id)
    context = {"mailing": mailing, "results": results_of(mailing)}
    return render(request, "mailings/office/result.html", context)


@policy.staff(rules.WRITE)
@require_safe
def show_csv(request: SignedInRequest, public_id: UUID) -> StreamingHttpResponse:
    mailing = _gone(request, public_id)
    return csv_file(f"mailing-{mailing.public_id}", results_page.mailing_file(mailing, results_of(mailing)))


def _mailings(request: SignedInRequest) -> QuerySet[Mailing]:
    """Who sees the people of some campuses only, sees what they wrote to those."""
    limited = campuses_of(request.user) is not None
    return gone_out().filter(author=request.user) if limited else gone_out()


def _gone(request: SignedInRequest, public_id: UUID) -> Mailing:
    mailing = mailing_of(request, public_id)
    if mailing.state not in Mailing.FROZEN or not _mailings(request).filter(pk=mailing.pk).exists():
        raise Http404
    return mailing
