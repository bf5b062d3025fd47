"""One's own registration: ticket, place in the queue, changing, cancelling, passing it on."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.lib import qr_codes
from apps.core.lib.line_sharing import share_url
from apps.events import rules
from apps.events.actions import ending, passing, paying
from apps.events.actions.refusals import LinkOver, TooLate
from apps.events.forms.registering import DetailsForm
from apps.events.models import Attendee, Registration
from apps.events.reports import answers, history
from apps.events.reports import tickets as reports
from apps.events.rules import Standing
from apps.events.views.registering import REFUSALS

State = Registration.State


@policy.signed_in
@require_safe
def mine(request: SignedInRequest, slug: str) -> HttpResponse:
    """The ticket, the place in the queue, or what became of it."""
    found = _newest(request, slug)
    if found is None:
        return redirect("events:register", slug)
    sheet = reports.sheet_of(found)
    context = {"event": found.event, "sheet": sheet, "mine": found, "visit": history.visit_of(found)}
    if found.state == State.CONFIRMED:
        context["shared"] = answers.shared_with(found)
    return render(request, "events/mine.html", context)


@policy.signed_in
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """My events: to come, and those that were."""
    own = Registration.objects.of(request.user).open().order_by("event__starts_at", "-pk")
    rows = reports.mine(own)
    context = {
        "upcoming": [row for row in rows if not row[0].event.is_over],
        "past": [row for row in reversed(rows) if row[0].event.is_over][:50],
    }
    return render(request, "events/my_events.html", context)


@policy.signed_in
@require_safe
def pay(request: SignedInRequest, slug: str) -> HttpResponse:
    """To the page with the QR code of the payment."""
    found = _open(request, slug)
    if found.payment is None or paying.is_anothers(found):
        return redirect("events:mine", slug)
    return redirect("payments:request", found.payment.public_id)


@policy.signed_in
@require_safe
@cache_control(private=True, max_age=3600)
def qr(request: SignedInRequest, slug: str, position: int) -> HttpResponse:
    """The code of one seat as a picture that a telephone can keep; 0: of all seats of the party together."""
    found = _open(request, slug)
    if found.state != State.CONFIRMED:
        raise Http404
    held = found.attendees.filter(lapses_at=None)
    code = get_object_or_404(held, position=position).code if position else found.code
    return HttpResponse(qr_codes.png(code), content_type="image/png")


@policy.signed_in
def cancel(request: SignedInRequest, slug: str) -> HttpResponse:
    """Says what happens, then cancels; also leaves the queue, and declines an offer."""
    found = _open(request, slug)
    sheet = reports.sheet_of(found)
    if request.method == "POST":
        try:
            ending.cancel(found, by=request.user)
        except REFUSALS as refusal:
            messages.error(request, _words(refusal))
            return redirect("events:mine", slug)
        messages.success(
            request, _("You have left the queue.") if sheet.place else _("Your registration is cancelled.")
        )
        return redirect("events:show", slug)
    return render(request, "events/my_cancel.html", {"event": found.event, "sheet": sheet, "mine": found})


@policy.signed_in
def pass_on(request: SignedInRequest, slug: str) -> HttpResponse:
    """The link by which somebody else takes it over: made, shown as long as it is good, taken back."""
    found = _open(request, slug)
    try:
        if request.method == "POST" and request.POST.get("do") == "take_back":
            passing.take_back(found, by=request.user)
            messages.success(request, _("The link opens nothing any more. The registration stays yours."))
            return redirect("events:mine", slug)
        if request.method == "POST":
            passing.offer(found, by=request.user)
            return redirect("events:pass_on", slug)
    except REFUSALS as refusal:
        messages.error(request, _words(refusal))
        return redirect("events:mine", slug)
    if not passing.may_be_passed_on(found):
        messages.error(request, str(TooLate.message))
        return redirect("events:mine", slug)
    token = passing.token_of(found)
    link = settings.SITE_URL + reverse("events:take_over", args=[slug, token]) if token else ""
    context = {"event": found.event, "mine": found, "link": link, "line_url": share_url(link) if link else ""}
    return render(request, "events/pass_on.html", context)


@policy.signed_in
def take_over(request: SignedInRequest, slug: str, token: str) -> HttpResponse:
    """Where that link leads: the event, what the organisers must know of whoever comes, and one button."""
    try:
        given = passing.opened(token)
    except LinkOver:
        return render(request, "events/link_over.html", status=404)
    if given.event.slug != slug:
        raise Http404
    standing = rules.standing_of(request.user, given.event)
    form = _asked_of(given, standing, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and (form is None or form.is_valid()):
        told = form.details() if form else None
        try:
            taken = passing.take_over(token, standing, told, language=get_language() or "th")
        except REFUSALS as refusal:
            messages.error(request, _words(refusal))
            status = 409
        else:
            messages.success(request, _taken_over(taken))
            return redirect("events:mine", slug)
    own = Registration.objects.of(request.user).open().filter(event=given.event)
    context = {
        "event": given.event,
        "given": given,
        "standing": standing,
        "sheet": reports.sheet_of(given),
        "has_own": own.exists(),
        "is_own": own.filter(pk=given.pk).exists(),
        "form": form,
    }
    return render(request, "events/take_over.html", context, status=422 if form and form.errors else status)


def _asked_of(given: Registration, standing: Standing, data: QueryDict | None) -> DetailsForm | None:
    """The form of whoever takes it over; None where nothing is asked, and one press is enough. What the first told of
    themself is not theirs to see."""
    event, questions = given.event, list(given.event.questions.all())
    if not questions and not event.asks_needs:
        return None
    people = given.attendees.order_by("position").select_related("ticket")
    told = [(each, rules.name_of(standing) if each.position == 1 else each.name) for each in people]
    seats = [Attendee(position=each.position, ticket=each.ticket, name=name) for each, name in told]
    return DetailsForm(data, event=event, attendees=seats, questions=questions)


def _taken_over(taken: Registration) -> str:
    if taken.state == State.ASKED:
        return _("The organisers look at your registration and tell you by e-mail.")
    return _("You are registered.")


def _newest(request: SignedInRequest, slug: str) -> Registration | None:
    """The open one, else the last that ended."""
    own = Registration.objects.of(request.user).filter(event__slug=slug)
    own = own.select_related("event__chapter", "event__province", "payment", "account", "person")
    return own.open().first() or own.exclude(state=State.LAPSED, confirmed_at=None).order_by("-pk").first()


def _open(request: SignedInRequest, slug: str) -> Registration:
    """The reader's own, as long as it is not over; whoever has none finds nothing here."""
    own = Registration.objects.of(request.user).open().filter(event__slug=slug)
    found: Registration = get_object_or_404(own.select_related("event__province", "payment", "account", "person"))
    return found


def _words(refusal: object) -> str:
    return str(getattr(refusal, "message", refusal))
