"""A registration changes: other guests, other tickets, other answers."""

from collections import Counter
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.actions import details, differences, ending, guests, paying, registering, seats, traces
from apps.events.actions.details import Details
from apps.events.actions.refusals import AlreadyDecided, NoRoom, TooLate
from apps.events.lib import codes
from apps.events.models import Attendee, Event, Registration, TicketType
from apps.events.querysets import door
from apps.events.rules import Standing
from apps.payments.actions import asking, refunds

State = Registration.State
Tickets = Sequence[TicketType | None]


@transaction.atomic
def change(
    registration: Registration,
    standing: Standing,
    tickets: Tickets,
    told: Details | None,
    *,
    by: User | None,
    is_organiser: bool = False,
) -> None:
    """Other seats, and what is told of who sits on them (None: as it is). Raises TooLate, NoRoom, CostsMore,
    AlreadyDecided, and what tickets refuse; then all is as it was."""
    if not is_organiser and not ending.may_change(registration, timezone.now()):
        raise TooLate
    event, current = locked(registration)
    before = list(current.attendees.order_by("position").select_related("ticket"))
    cost, is_resized = paying.owed(current), not same_seats([each.ticket for each in before], tickets)
    if is_resized:
        registering.check_tickets(event, standing, tickets)
        if not seats.resize(current, tickets):
            raise NoRoom
        _reseat(current, before, tickets, by=by)
    is_told = told is not None and details.write(current, told, by=by)
    _settle_difference(current, cost, stood={each.pk for each in before}, by=by)
    if is_resized and current.state == State.WAITING:
        seats.give_on(event)
    if is_resized or is_told:
        _note(current, by=by)
    registration.refresh_from_db()


def same_seats(before: Tickets, after: Tickets) -> bool:
    """The same ticket for oneself, and the same for the guests, in whatever order."""
    return list(before[:1]) == list(after[:1]) and Counter(before[1:]) == Counter(after[1:])


def locked(registration: Registration) -> tuple[Event, Registration]:
    """Payment, event, registration. Raises AlreadyDecided where it is not what was seen."""
    ending.locked_payment(registration)
    event = seats.lock(registration.event_id)
    current = Registration.objects.select_for_update(no_key=True, of=("self",)).get(pk=registration.pk)
    if (current.state, current.version) != (registration.state, registration.version) or not current.is_open:
        raise AlreadyDecided
    current.event = event
    return event, current


def _note(registration: Registration, *, by: User | None) -> None:
    """It is told by mail, and a link by which it was to be passed on is over."""
    if registration.link_ends_at is not None:
        nothing = {"link_ends_at": None}
        rows.change(registration, nothing, by=by, action="events.take_back_link", subject_id=registration.person_id)
    if registration.state in {State.CONFIRMED, State.ASKED}:
        guests.tell(registration)


def _reseat(registration: Registration, before: list[Attendee], tickets: Tickets, *, by: User | None) -> None:
    """As many attendees as seats. Whoever's ticket is still wanted keeps it, its price and its code; then tickets are
    changed, and who is too many goes, but nobody who is inside. Raises TooLate."""
    about, wanted = registration.person_id, Counter(tickets[1:])
    inside = set(door.inside(registration).values_list("attendee", flat=True))
    spare: list[Attendee] = []
    for guest in before[1:]:
        if wanted[guest.ticket]:
            wanted[guest.ticket] -= 1
        else:
            spare.append(guest)
    spare.sort(key=lambda guest: guest.pk not in inside)
    missing = list(wanted.elements())
    for attendee, ticket in [(before[0], tickets[0]), *zip(spare, missing, strict=False)]:
        if attendee.ticket != ticket:
            told = {"ticket": ticket, "price_satang": ticket.price_satang if ticket else 0}
            rows.change(attendee, told, by=by, action="events.change_ticket", subject_id=about)
    gone = spare[len(missing) :]
    if any(attendee.pk in inside for attendee in gone):
        raise TooLate
    for attendee in gone:
        traces.remove(attendee, by=by, action="events.remove_attendee", subject_id=about)
    stays = [each for each in before if each not in gone]
    for position, attendee in enumerate(stays, 1):
        rows.change(attendee, {"position": position}, by=by, action="events.change_registration", subject_id=about)
    for position, ticket in enumerate(missing[len(spare) :], len(stays) + 1):
        add_seat(registration, position, ticket, ticket.price_satang if ticket else 0, "", by=by)
    counted = {"seats": len(tickets)}
    rows.change(registration, counted, by=by, action="events.change_registration", subject_id=about)


def add_seat(
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


def _settle_difference(registration: Registration, before: int, *, stood: Collection[int], by: User | None) -> None:
    """What was not paid yet is asked for anew; what costs more is asked for besides; what was paid too much goes back.
    Raises CostsMore."""
    payment, after = registration.payment, paying.owed(registration)
    is_paid = registration.state == State.CONFIRMED or (registration.state == State.ASKED and payment is not None)
    if before == after or not (is_paid or registration.state == State.PAYING):
        return
    if is_paid:
        differences.settle(registration, stood=stood, by=by)
    elif payment is not None and payment.received_satang and after:
        asking.set_amount(payment, after + payment.refunded_satang, by=by)
        if payment.kept_satang > after:
            refunds.ask(payment, satang=payment.kept_satang - after, reason=differences.words(registration), by=by)
    else:
        differences.let_go(registration, by=by)
        to = State.PAYING if after else State.CONFIRMED
        registering.settle(registration, by=by, action="events.change_registration", to=to)
