"""The organisers' desk: how the event stands, sending it out, and what becomes of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.querysets.posts import hold_on
from apps.core import policy
from apps.core.forms import refuse
from apps.events import rules
from apps.events.actions import cancelling, moderation, publishing, series
from apps.events.forms.moderation import AppealForm, CancelForm, SendForm
from apps.events.models import Draft, Event, Submission
from apps.events.reports import desk as reports
from apps.events.reports.page import page_url, sheet_of
from apps.events.reports.status import glances
from apps.events.rules import Standing
from apps.events.views.access import organised

PER_PAGE = 25
TO_ORGANISERS = (
    ValidationError,
    publishing.NotSendable,
    publishing.TooLate,
    cancelling.NotCancellable,
    moderation.NoAppeal,
)


@policy.signed_in
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """All events that I organise, the next one first, then what was; drafts, and what my group holds with others."""
    now = timezone.now()
    found = Event.objects.organised_by(request.user).with_hosts().prefetch_related("tickets").soonest_first(now)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    drafts = Draft.objects.filter(account=request.user).select_related("chapter").order_by("-updated_at", "-pk")
    hosted = reports.hosted_by(request.user, now)
    context = {"page": page, "events": glances(list(page), now), "drafts": drafts, "hosted": hosted}
    return render(request, "events/mine_to_run.html", context)


@policy.signed_in
@organised
def show(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """How it stands; a draft as it will look, with the declaration by which it is sent."""
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = series.send(event, by=request.user)
        except TO_ORGANISERS as refusal:
            refuse(form, refusal)
        else:
            return _sent(request, event, len(sent))
    return _page(request, event, standing, form)


@policy.signed_in
@organised
@require_POST
def take_back(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """Back from the office, to be changed."""
    try:
        publishing.take_back(event, by=request.user)
    except publishing.NotSendable as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("Taken back. You can change it and send it again."))
    return redirect("events:desk", event.slug)


@policy.signed_in
@organised
@require_POST
def discard(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """A draft that nobody else has seen is thrown away."""
    try:
        publishing.discard(event, by=request.user)
    except publishing.NotSendable as refusal:
        messages.info(request, str(refusal.message))
        return redirect("events:desk", event.slug)
    messages.success(request, _("The draft is thrown away."))
    return redirect("events:mine_to_run")


@policy.signed_in
@organised
def cancel(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """It does not take place: says how many are told and what is to be paid back before it is done."""
    if not cancelling.is_cancellable(event):
        messages.info(request, str(cancelling.NotCancellable.message))
        return redirect("events:desk", event.slug)
    is_out = event.state == Event.State.PUBLISHED
    later = series.following(event).filter(state=Event.State.PUBLISHED).count() if is_out else 0
    form = CancelForm(request.POST or None, is_series=bool(later))
    if request.method == "POST" and form.is_valid():
        follows = form.cleaned_data.get("scope") == "following"
        try:
            ended = cancelling.cancel(
                event, reason=form.cleaned_data["reason"], by=request.user, and_following=follows
            )
        except TO_ORGANISERS as refusal:
            refuse(form, refusal)
        else:
            told = ngettext(
                "Cancelled. %(number)s registration ends with it, and whoever made it is told.",
                "Cancelled. %(number)s registrations end with it, and whoever made them is told.",
                ended,
            )
            messages.success(request, told % {"number": ended})
            return redirect("events:desk", event.slug)
    context = {"event": event, "standing": standing, "form": form, "figures": reports.figures_of(event)}
    return render(request, "events/cancel.html", context, status=422 if form.errors else 200)


@policy.signed_in
@organised
def appeal(request: SignedInRequest, event: Event, standing: Standing, pk: int) -> HttpResponse:
    """Asks the office to look again at what it decided, once."""
    against = Submission.objects.filter(event=event, outcome__in=Submission.AGAINST, appealed_at=None)
    submission = get_object_or_404(against, pk=pk)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moderation.appeal(submission, text=form.cleaned_data["text"], by=request.user)
        except TO_ORGANISERS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The office looks at it again and answers here."))
            return redirect("events:desk", event.slug)
    context = {"event": event, "standing": standing, "submission": submission, "form": form}
    return render(request, "events/appeal.html", context, status=422 if form.errors else 200)


def _page(request: SignedInRequest, event: Event, standing: Standing, form: SendForm) -> HttpResponse:
    sheet = sheet_of(event, request.user, timezone.now(), organises=True)
    context: dict[str, Any] = {
        "event": event,
        "standing": standing,
        "sheet": sheet,
        "glance": sheet.glance,
        "form": form,
        "figures": reports.figures_of(event),
        "submissions": reports.submissions_of(event),
        "co_hosts": reports.co_hosts_of(event),
        "later": list(series.following(event)[:60]),
        "goes_out": publishing.goes_out_again(event, by=request.user),
        "asks_head": not rules.may_send(request.user, event.chapter),
        "hold": hold_on(timezone.localdate()),
        "is_sendable": publishing.is_sendable(event),
        "is_discardable": publishing.is_discardable(event),
        "is_cancellable": cancelling.is_cancellable(event),
        "url": page_url(event),
    }
    return render(request, "events/desk.html", context, status=422 if form.errors else 200)


def _sent(request: SignedInRequest, event: Event, number: int) -> HttpResponse:
    if event.state == Event.State.PUBLISHED:
        words = ngettext("Your event is online.", "%(number)s events are online.", number)
        messages.success(request, words % {"number": number})
        return redirect("events:show", event.slug)
    if event.state == Event.State.WAITING:
        messages.success(request, _("Sent. The office looks at it first, within 1 working day."))
    else:
        messages.success(request, _("The head of the group is asked to send it out."))
    return redirect("events:desk", event.slug)
