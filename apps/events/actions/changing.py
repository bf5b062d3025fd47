"""A registration changes: other guests, other tickets, other answers; or it passes to somebody else."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events import rules
from apps.events.actions import details, ending, letters, paying, registering, seats
from apps.events.actions.details import Details
from apps.events.actions.refusals import (
    AlreadyDecided,
    CostsMore,
    LinkOver,
    NoRoom,
    RegisteredAlready,
    TicketForOthers,
    TooLate,
)
from apps.events.lib import codes
from apps.events.models import Attendee, Event, EventLetter, Registration, TicketType
from apps.events.rules import Standing
from apps.payments.actions import asking, refunds
from apps.payments.models import PaymentRequest

State = Registration.State
LINK = "events.pass_on"
LINK_LIFETIME = timedelta(days=14)


@transaction.atomic
def change(
    registration: Registration,
    standing: Standing,
    tickets: Sequence[TicketType | None],
    told: Details,
    *,
    by: User | None,
    is_organiser: bool = False,
) -> None:
    """Raises TooLate, NoRoom, CostsMore, AlreadyDecided, and what tickets refuse; then all is as it was."""
    if not is_organiser and not ending.may_change(registration, timezone.now()):
        raise TooLate
    event, current = _locked(registration)
    before = [attendee.ticket for attendee in current.attendees.order_by("position").select_related("ticket")]
    cost = paying.owed(current)
    is_resized = before != list(tickets)
    if is_resized:
        registering.check_tickets(event, standing, tickets)
        if not seats.resize(current, tickets):
            raise NoRoom
        _reseat(current, tickets, by=by)
    is_told = details.write(current, told, by=by)
    _settle_difference(current, cost, paying.owed(current), by=by)
    if is_resized and current.state == State.WAITING:
        seats.give_on(event)
    if (is_resized or is_told) and current.state in {State.CONFIRMED, State.ASKED}:
        changed = current.letters.filter(kind=EventLetter.Kind.CHANGED).count()  # a name alone leaves the version
        letters.note(current, EventLetter.Kind.CHANGED, sequence=changed + 1)
    registration.refresh_from_db()


def pass_on_token(registration: Registration) -> str:
    """What the link says by which somebody else takes the registration over; any change of it ends the link."""
    return signing.dumps([str(registration.public_id), registration.version], salt=LINK)


def passed_on(token: str) -> Registration:
    """The registration that a link passes on. Raises LinkOver."""
    try:
        public_id, version = signing.loads(token, salt=LINK, max_age=LINK_LIFETIME)
        key = UUID(public_id)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LinkOver from error
    offered = Registration.objects.filter(public_id=key, version=version, state=State.CONFIRMED)
    found = offered.select_related("event", "account", "person").first()
    if found is None or not ending.may_change(found, timezone.now()):
        raise LinkOver
    return found


@transaction.atomic
def take_over(token: str, standing: Standing, *, language: str) -> Registration:
    """The seats go to whoever has the link, with new codes; what was paid stays paid, and would go back to whoever
    paid it. Raises LinkOver, RegisteredAlready, TicketForOthers, NotForYou."""
    given = passed_on(token)
    event, current = _locked(given)
    registering.check_audience(event, standing)
    first = current.attendees.select_related("ticket").order_by("position").first()
    if first is not None and first.ticket is not None and not rules.is_for(standing, first.ticket, event):
        raise TicketForOthers
    if Registration.objects.of(standing.user).open().filter(event=event).exists():  # type: ignore[arg-type]
        raise RegisteredAlready
    payment = current.payment
    ended = {"state": State.CANCELLED, "ended_at": timezone.now(), "payment": None}
    rows.change(current, ended, by=standing.user, action="events.pass_on", subject_id=current.person_id)
    letters.note(current, EventLetter.Kind.PASSED_ON)
    Event.objects.filter(pk=event.pk).update(drawn=F("drawn") + 1)
    event.refresh_from_db(fields=["drawn"])
    who = registering.applicant(standing, language)
    taken = Registration(
        event=event,
        person=who.person,
        account=who.account,
        language=language,
        state=State.CONFIRMED,
        number=event.drawn,
        seats=current.seats,
        source=Registration.Source.TRANSFER,
        code=codes.new(),
        confirmed_at=timezone.now(),
        payment=payment,
        taken_over_from=current,
    )
    rows.create(taken, by=standing.user, action="events.take_over", subject_id=taken.person_id)
    for attendee in current.attendees.order_by("position"):
        name = who.name if attendee.position == 1 else attendee.name
        _seat(taken, attendee.position, attendee.ticket, attendee.price_satang, name, by=standing.user)
    letters.note(taken, EventLetter.Kind.CONFIRMED)
    return taken


def _locked(registration: Registration) -> tuple[Event, Registration]:
    """Payment, event, registration. Raises AlreadyDecided where it is not what was seen."""
    ending.locked_payment(registration)
    event = seats.lock(registration.event_id)
    current = Registration.objects.select_for_update(no_key=True, of=("self",)).get(pk=registration.pk)
    if (current.state, current.version) != (registration.state, registration.version) or not current.is_open:
        raise AlreadyDecided
    current.event = event
    return event, current


def _reseat(registration: Registration, tickets: Sequence[TicketType | None], *, by: User | None) -> None:
    """As many attendees as seats; whoever keeps a ticket keeps its price."""
    about = registration.person_id
    attendees = list(registration.attendees.order_by("position"))
    for attendee in attendees[len(tickets) :]:
        rows.remove(attendee, by=by, action="events.remove_attendee", subject_id=about)
    for position, ticket in enumerate(tickets, 1):
        price = ticket.price_satang if ticket else 0
        if position > len(attendees):
            _seat(registration, position, ticket, price, "", by=by)
        elif attendees[position - 1].ticket_id != (ticket.pk if ticket else None):
            told = {"ticket": ticket, "price_satang": price}
            rows.change(attendees[position - 1], told, by=by, action="events.change_ticket", subject_id=about)
    counted = {"seats": len(tickets)}
    rows.change(registration, counted, by=by, action="events.change_registration", subject_id=about)


def _seat(
    registration: Registration, position: int, ticket: TicketType | None, price: int, name: str, *, by: User | None
) -> None:
    attendee = Attendee(
        registration=registration,
        position=position,
        ticket=ticket,
        price_satang=price,
        name=name,
        is_guest=position > 1,
        code=codes.new(),
    )
    rows.create(attendee, by=by, action="events.add_attendee", subject_id=registration.person_id)


def _settle_difference(registration: Registration, before: int, after: int, *, by: User | None) -> None:
    """What was not paid yet is asked for anew; what was paid too much goes back. Raises CostsMore."""
    payment = registration.payment
    if before == after or registration.state not in {State.PAYING, State.CONFIRMED}:
        return
    if payment is None or (payment.state == PaymentRequest.State.OPEN and not payment.received_satang):
        if payment is not None:
            nothing = {"payment": None}
            rows.change(registration, nothing, by=by, action="events.ask_anew", subject_id=registration.person_id)
            asking.cancel(payment, reason=_changed(registration), by=by)
        to = State.PAYING if after else State.CONFIRMED
        registering.settle(registration, by=by, action="events.change_registration", to=to)
    elif after > payment.kept_satang:
        raise CostsMore
    elif payment.kept_satang > after:
        refunds.ask(payment, satang=payment.kept_satang - after, reason=_changed(registration), by=by)


def _changed(registration: Registration) -> str:
    with override(registration.language):
        return _("The registration was changed.")
