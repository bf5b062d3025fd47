"""Registering: one page, on which a seat is held while its form is filled in. Nothing that was typed is lost when the
hold runs out: a seat is looked for once more, then a place in the queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.events import rules
from apps.events.actions import changing, ending, paying, registering, replying
from apps.events.actions.details import Details, Guest
from apps.events.actions.refusals import TO_REGISTRANTS, Lapsed, NotForYou, NotOpen
from apps.events.forms.registering import ChoiceForm, DetailsForm
from apps.events.models import Attendee, Event, Registration, TicketType
from apps.events.rules import Standing
from apps.events.views.access import event_of

State = Registration.State
FORM = {State.FILLING, State.OFFERED}
REFUSALS = (ValidationError, *TO_REGISTRANTS)


@dataclass
class Desk:
    """What the page works with: the event, the reader, and their registration, if there is one."""

    event: Event
    standing: Standing
    mine: Registration | None
    language: str

    @property
    def tickets(self) -> list[TicketType | None]:
        """Of the seats that are held."""
        if self.mine is None:
            return []
        return [each.ticket for each in self.mine.attendees.order_by("position").select_related("ticket")]


@policy.signed_in
def register(request: SignedInRequest, slug: str) -> HttpResponse:
    """Chooses, holds, fills in and registers."""
    desk = desk_of(request, slug)
    if desk.mine is not None and desk.mine.state not in FORM:
        return redirect("events:mine", slug)
    if request.method != "POST":
        return _page(request, desk, choice_form(desk), details_form(desk))
    if request.POST.get("step") == "complete":
        return _complete(request, desk)
    if request.POST.get("step") == "extend" and desk.mine is not None:
        return _extend(request, desk)
    return _choose(request, desk)


def desk_of(request: SignedInRequest, slug: str) -> Desk:
    event = event_of(request, slug)
    open_ones = Registration.objects.of(request.user).open().filter(event=event)
    mine = open_ones.select_related("event__payee", "payment", "person", "account").order_by("-pk").first()
    if mine is not None and ending.lapse(mine, timezone.now()):  # the sweep has not come by yet
        mine = None
    return Desk(event, rules.standing_of(request.user, event), mine, get_language() or "th")


def choice_form(desk: Desk, data: Mapping[str, Any] | None = None) -> ChoiceForm:
    now, kinds = timezone.now(), list(desk.event.tickets.all())
    may = rules.may_buy
    return ChoiceForm(
        data,
        event=desk.event,
        mine=[each for each in kinds if may(desk.standing, each, desk.event, now, is_guest=False)],
        guests=[each for each in kinds if may(desk.standing, each, desk.event, now, is_guest=True)],
        chosen=desk.tickets,
    )


def details_form(desk: Desk, data: Mapping[str, Any] | None = None) -> DetailsForm | None:
    if desk.mine is None:
        return None
    return DetailsForm(
        data,
        event=desk.event,
        attendees=list(desk.mine.attendees.order_by("position").select_related("ticket")),
        questions=list(desk.event.questions.all()),
        answers=dict(desk.mine.answers.values_list("question", "value")),
        note=desk.mine.note,
    )


def _choose(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """Holds as many seats as were chosen, or others than before; what was typed below stays."""
    form = choice_form(desk, request.POST)
    if not form.is_valid():
        return _page(request, desk, form, as_typed(desk, request), status=422)
    try:
        held = _hold(desk, form.tickets())
    except REFUSALS as refusal:
        refuse(form, refusal)
        return _page(request, desk, form, as_typed(desk, request), status=422)
    desk.mine = held
    if held.state == State.WAITING:
        return _told(request, held)
    if _is_simple(desk):
        return _finish(request, desk, form, kept(held))
    return redirect(request.path) if not _has_typed(request) else _page(request, desk, form, as_typed(desk, request))


def _hold(desk: Desk, tickets: list[TicketType | None]) -> Registration:
    if desk.mine is None:
        return registering.start(desk.event, desk.standing, tickets, language=desk.language)
    if not changing.same_seats(desk.tickets, tickets):
        changing.change(desk.mine, desk.standing, tickets, None, by=desk.standing.user)
    return desk.mine


def kept(registration: Registration) -> Details:
    """What is written down already, for whoever changes the seats alone."""
    people = [
        Guest(each.name, str(each.dietary), str(each.access_needs))
        for each in registration.attendees.order_by("position")
    ]
    return Details(people, dict(registration.answers.values_list("question", "value")), registration.note)


def _complete(request: SignedInRequest, desk: Desk) -> HttpResponse:
    choice = choice_form(desk, request.POST)
    if not choice.is_valid():
        return _page(request, desk, choice, as_typed(desk, request), status=422)
    if desk.mine is None:
        return _again(request, desk, choice)
    form = details_form(desk, request.POST)
    assert form is not None  # noqa: S101 - there is a registration
    if not changing.same_seats(desk.tickets, choice.tickets()):
        return _choose(request, desk)
    if not form.is_valid():
        registering.extend(desk.mine)
        return _page(request, desk, choice, form, status=422)
    return _finish(request, desk, choice, form.details(), form)


def _again(request: SignedInRequest, desk: Desk, choice: ChoiceForm) -> HttpResponse:
    """The hold is gone: another seat, if there is one, else the queue; then the form is filled in as it was."""
    try:
        desk.mine = registering.start(desk.event, desk.standing, choice.tickets(), language=desk.language)
    except REFUSALS as refusal:
        refuse(choice, refusal)
        choice.add_error(None, str(Lapsed.message))
        return _page(request, desk, choice, _unheld(desk, choice, request), status=422)
    form = details_form(desk, request.POST)
    assert form is not None  # noqa: S101 - there is a registration
    if not form.is_valid():
        return _page(request, desk, choice, form, status=422)
    if desk.mine.state == State.WAITING:
        registering.keep(desk.mine, form.details(), by=request.user)
        messages.warning(request, _("The time for your seat was over, and it went to somebody else."))
        return _told(request, desk.mine)
    messages.info(request, _("The time for your seat was over, but another one was free: it is yours."))
    return _finish(request, desk, choice, form.details(), form)


def _extend(request: SignedInRequest, desk: Desk) -> HttpResponse:
    assert desk.mine is not None  # noqa: S101 - asked before
    if registering.extend(desk.mine):
        messages.success(request, _("Your seat is kept a little longer."))
    else:
        messages.warning(request, _("The time cannot be made longer any more."))
    return _page(request, desk, choice_form(desk, request.POST), as_typed(desk, request))


def _finish(
    request: SignedInRequest, desk: Desk, choice: ChoiceForm, details: Details, form: DetailsForm | None = None
) -> HttpResponse:
    assert desk.mine is not None  # noqa: S101 - a seat is held
    try:
        done = registering.complete(desk.mine, details, by=request.user)
    except REFUSALS as refusal:
        refuse(choice, refusal)
        return _page(request, desk, choice, form or details_form(desk), status=422)
    return _told(request, done)


def _told(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Where it went: to the ticket, the queue, or what is to be paid."""
    if registration.state == State.PAYING and registration.payment is not None:
        messages.success(request, _("Your seat is held. Pay now, and the ticket is yours."))
        return redirect("payments:request", registration.payment.public_id)
    if registration.state == State.CONFIRMED:
        messages.success(request, _("You are registered."))
    return redirect("events:mine", registration.event.slug)


def _is_simple(desk: Desk) -> bool:
    """One press is enough: nothing to choose, to answer or to pay."""
    event = desk.event
    has_more = event.most_guests or event.asks_needs or event.needs_approval or event.questions.exists()
    return not has_more and replying.is_simple(event)


def _has_typed(request: HttpRequest) -> bool:
    return any(name.startswith(("name_", "question_", "dietary_", "note")) for name in request.POST)


def as_typed(desk: Desk, request: HttpRequest) -> DetailsForm | None:
    """What was typed, not yet looked at: a form that was only asked for other seats accuses nobody."""
    form = details_form(desk)
    for name in form.fields if form else ():
        if form is not None and name in request.POST:
            form.initial[name] = request.POST[name]
    return form


def _unheld(desk: Desk, choice: ChoiceForm, request: HttpRequest) -> DetailsForm:
    """The same without any seat, so that the text can be kept."""
    attendees = [Attendee(position=number, ticket=each) for number, each in enumerate(choice.tickets(), 1)]
    form = DetailsForm(event=desk.event, attendees=attendees, questions=list(desk.event.questions.all()))
    form.initial.update({name: request.POST[name] for name in form.fields if name in request.POST})
    return form


def _page(
    request: SignedInRequest, desk: Desk, choice: ChoiceForm, details: DetailsForm | None, *, status: int = 200
) -> HttpResponse:
    closed = ""
    if desk.mine is None:
        try:
            registering.check_open(desk.event, desk.standing)
        except (NotOpen, NotForYou) as refusal:
            closed = str(refusal.message)
    else:
        desk.mine.refresh_from_db()
    context = {
        "event": desk.event,
        "mine": desk.mine,
        "choice": choice,
        "details": details,
        "form": choice if choice.errors or details is None else details,
        "closed": closed,
        "total": paying.owed(desk.mine) if desk.mine else 0,
        "is_simple": _is_simple(desk),
        "until": min(desk.event.may_change_until, desk.event.starts_at),
        "may_wait": desk.event.waiting_list,
        "is_full": desk.event.free == 0 or desk.event.waiting > 0,
        "has_choice": len(choice.fields) > 0,
        "costs": any(ticket.price_satang for ticket in desk.event.tickets.all()),
    }
    return render(request, "events/register.html", context, status=403 if closed and status == 200 else status)
