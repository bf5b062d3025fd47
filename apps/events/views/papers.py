"""Badges and certificates of attendance: for the organisers in a pile, for whoever comes their own."""

from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions.jobs import KEEP_FILES
from apps.events.actions.after import papers
from apps.events.exports.papers import issuer_of, name_on
from apps.events.lib import certificates
from apps.events.models import Attendee, Event, Registration
from apps.events.querysets import door
from apps.events.rules import Standing
from apps.events.views.access import looked_at

SHOWN = 5


@policy.signed_in
@looked_at
def index(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """What can be printed, and what was: a small pile comes at once, a large one is made meanwhile."""
    what = request.POST.get("what", "")
    if request.method == "POST" and what in papers.NAMES:
        return _made(request, event, what)
    jobs = list(papers.of(event, request.user)[:SHOWN])
    context = {
        "event": event,
        "standing": standing,
        "expected": papers.for_whom(event, "badges").count(),
        "came": papers.for_whom(event, "certificates").count(),
        "jobs": jobs,
        "is_at_work": any(not job.is_over for job in jobs),
        "days": KEEP_FILES.days,
    }
    return render(request, "events/desk/papers.html", context)


def _made(request: SignedInRequest, event: Event, what: str) -> HttpResponse:
    attendees = papers.for_whom(event, what)
    if not attendees.exists():
        messages.info(request, _("There is nobody yet for whom this could be made."))
        return redirect("events:desk_papers", event.slug)
    if attendees.count() > papers.AT_ONCE:
        papers.start(event, what, by=request.user)
        return redirect("events:desk_papers", event.slug)
    content, pile = papers.make(event, what, list(attendees))
    if pile.unwritable:
        said = _("Names that the font cannot write: %s") % ", ".join(pile.unwritable[:10])
        messages.warning(request, said)
    return _pdf(content, f"{what}-{event.slug}-{timezone.localdate():%Y%m%d}.pdf")


@policy.signed_in
@looked_at
@require_safe
def file(request: SignedInRequest, event: Event, _standing: Standing, public_id: UUID) -> HttpResponseBase:
    """A pile that was made as a job, for whoever had it made."""
    job = get_object_or_404(papers.of(event, request.user), public_id=public_id)
    if not job.result.name or not job.result.storage.exists(job.result.name):
        raise Http404
    return FileResponse(job.result.open("rb"), as_attachment=True, filename=job.result_name)


@policy.signed_in
@require_safe
def my_badge(request: SignedInRequest, slug: str) -> HttpResponse:
    """Badges of one's own registration, to be printed at home."""
    event, registration = _mine(request, slug)
    content, _pile = papers.make(event, "badges", list(door.expected(event).filter(registration=registration)))
    return _pdf(content, f"badge-{event.slug}.pdf")


@policy.signed_in
@require_safe
def my_certificate(request: SignedInRequest, slug: str) -> HttpResponse:
    """The certificates of one's own registration, of those who came."""
    event, registration = _mine(request, slug)
    attendees = list(door.came(event).filter(registration=registration))
    if not attendees:
        raise Http404
    content, pile = papers.make(event, "certificates", attendees)
    if not pile.people:
        raise Http404
    return _pdf(content, f"certificate-{event.slug}.pdf")


@policy.public
@require_safe
@never_cache
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Is the certificate with this number ours? It tells what the paper says, and nothing else."""
    refusal: HttpResponse | None = ratelimit.consume_or_429(request, action="verify_card", limit_get=True)
    if refusal is not None:
        return refusal
    key = certificates.key_in(number, settings.KEYED_HASH_KEY)
    attendee = _who_came(key) if key else None
    context = {"attendee": attendee}
    if attendee is not None:
        event = attendee.registration.event
        context |= {"event": event, "name": name_on(attendee), "issuer": issuer_of(event)}  # type: ignore[dict-item]
    response = render(request, "events/certificate.html", context, status=200 if attendee else 404)
    response["X-Robots-Tag"] = "noindex"
    return response


def _who_came(key: int) -> Attendee | None:
    rows = Attendee.objects.select_related("registration__event__chapter").filter(pk=key)
    return rows.filter(check_ins__isnull=False, check_ins__undone_at=None).first() if key < 2**63 else None


def _mine(request: SignedInRequest, slug: str) -> tuple[Event, Registration]:
    event = get_object_or_404(Event.objects.with_hosts(), slug=slug)
    rows = Registration.objects.of(request.user).filter(event=event, state=Registration.State.CONFIRMED)
    registration = rows.order_by("-pk").first()
    if registration is None:
        raise Http404
    return event, registration


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
