"""What the group's letters led to, at the leaders' desk: their own alone, in numbers."""

from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.audiences import sender_key
from apps.chapters.models import Chapter
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.exports import csv_file
from apps.mailings.models import Mailing
from apps.mailings.querysets.gone_out import gone_out
from apps.mailings.reports import results_page
from apps.mailings.reports.results import results_of

WAYS = ("mailing", "month")


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """All letters of a year."""
    page = results_page.page_of(gone_out(sender_key(chapter)), request.GET, ways=WAYS)
    context = {"chapter": chapter, "standing": standing, "found": page}
    return render(request, "chapters/letter_results.html", context)


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def index_csv(request: SignedInRequest, chapter: Chapter, standing: Standing) -> StreamingHttpResponse:
    page = results_page.page_of(gone_out(sender_key(chapter)), request.GET, ways=WAYS)
    return csv_file(f"{chapter.slug}-letters-{page.year or 0}", results_page.table_file(page))


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def show(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID) -> HttpResponse:
    """One letter."""
    mailing = _letter(chapter, public_id)
    context = {"chapter": chapter, "standing": standing, "mailing": mailing, "results": results_of(mailing)}
    return render(request, "chapters/letter_result.html", context)


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def show_csv(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID) -> StreamingHttpResponse:
    mailing = _letter(chapter, public_id)
    return csv_file(f"letter-{mailing.public_id}", results_page.mailing_file(mailing, results_of(mailing)))


def _letter(chapter: Chapter, public_id: UUID) -> Mailing:
    found: Mailing = get_object_or_404(gone_out(sender_key(chapter)), public_id=public_id)
    return found
