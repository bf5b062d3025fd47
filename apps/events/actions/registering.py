"""Registering for an event: a seat is held while the form is filled in, then the registration is confirmed, asked for
or paid. What is typed for a place in the queue is kept for the day on which a seat comes free."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events import rules
from apps.events.actions import applying, differences, ending, letters, paying, seats
from apps.events.actions.applying import Applicant, Place
from apps.events.actions.details import Details, write
from apps.events.actions.refusals import (
    AlreadyDecided,
    Lapsed,
    NotForYou,
    NotOpen,
    NotPayable,
    TicketGone,
    TooMany,
)
from apps.events.models import Event, Registration, TicketType
from apps.events.rules import Standing

State = Registration.State
EXTENSIONS = 3  # so many times the minutes for filling in the form, and then the seat goes to somebody else


def start(event: Event, standing: Standing, tickets: Sequence[TicketType | None], *, language: str) -> Registration:
    """Holds a seat for each ticket while the form is filled in, or draws a place in the queue. Raises the refusals."""
    check_open(event, standing)
    check_tickets(event, standing, tickets)
    until = min(event.starts_at, timezone.now() + timedelta(minutes=event.hold_minutes))
    return applying.take(
        event,
        applicant(standing, language),
        [Place(ticket) for ticket in tickets],
        by=standing.user,
        state=State.FILLING,
        lapses_at=until,
    )


def check_open(event: Event, standing: Standing, now: datetime | None = None) -> None:
    """Raises NotOpen, NotForYou."""
    now = now or timezone.now()
    begins, ends = event.registration_opens_at, event.registration_closes_at or event.starts_at
    is_time = (begins is None or begins <= now) and now < min(ends, event.starts_at)
    if event.state != Event.State.PUBLISHED or not event.takes_registrations or not is_time:
        raise NotOpen
    check_audience(event, standing)


def check_audience(event: Event, standing: Standing) -> None:
    """Raises NotForYou."""
    if not standing.is_invited and not standing.organises:
        raise NotForYou


def check_tickets(event: Event, standing: Standing, tickets: Sequence[TicketType | None]) -> None:
    """Raises TooMany, TicketGone, NotPayable."""
    if not tickets or len(tickets) > 1 + event.most_guests:
        raise TooMany
    check_fits(event, tickets)
    now = timezone.now()
    offered = {each.pk: each for each in event.tickets.all()}
    for position, ticket in enumerate(tickets):
        if ticket is None:
            if offered:
                raise TicketGone
        elif ticket.pk not in offered or not rules.may_buy(standing, ticket, event, now, is_guest=position > 0):
            raise TicketGone
    if event.payee_id is None and any(ticket.price_satang for ticket in tickets if ticket):
        raise NotPayable


def check_fits(event: Event, tickets: Sequence[TicketType | None]) -> None:
    """Whoever wants more than there is at all would wait for ever, and hold up all others. Raises TooMany."""
    is_too_large = event.seats is not None and len(tickets) > event.seats
    wanted = Counter(ticket for ticket in tickets if ticket and ticket.capacity)
    if is_too_large or any(number > (ticket.capacity or 0) for ticket, number in wanted.items()):
        raise TooMany


def applicant(standing: Standing, language: str) -> Applicant:
    return Applicant(standing.person, standing.user, rules.name_of(standing), language)


@transaction.atomic
def extend(registration: Registration) -> bool:
    """Whoever is still typing keeps the seat a little longer, for three times the minutes at most; False where that
    is used up."""
    event, now = registration.event, timezone.now()
    latest = registration.created_at + EXTENSIONS * timedelta(minutes=event.hold_minutes)
    until = min(event.starts_at, latest, now + timedelta(minutes=event.hold_minutes))
    if registration.state != State.FILLING or registration.lapses_at is None or registration.lapses_at <= now:
        return False
    if until <= registration.lapses_at:
        return False
    try:
        values = {"lapses_at": until}
        return rows.change(registration, values, by=None, action="events.extend", subject_id=registration.person_id)
    except rows.Stale:
        return False


@transaction.atomic
def complete(registration: Registration, details: Details, *, by: User | None) -> Registration:
    """The form is filled in: who comes is written down, and the seat is confirmed, asked for or to be paid. Raises
    Lapsed, AlreadyDecided, and what paying refuses."""
    current = (
        Registration.objects.select_for_update(no_key=True, of=("self",))
        .select_related("event")
        .get(pk=registration.pk)
    )
    if current.state == State.LAPSED:
        raise Lapsed
    if current.state not in {State.FILLING, State.OFFERED} or current.event.cancelled_at is not None:
        raise AlreadyDecided
    if current.lapses_at is not None and current.lapses_at <= timezone.now():
        raise Lapsed
    write(current, details, by=by)
    settle(current, by=by, action="events.register", to=_next_state(current))
    return current


@transaction.atomic
def approve(registration: Registration, *, by: User) -> None:
    """The organisers accept it. Raises AlreadyDecided, and what paying refuses."""
    ending.locked_payment(registration)
    found = Registration.objects.select_for_update(no_key=True, of=("self",)).select_related("event")
    current = found.get(pk=registration.pk)
    is_as_seen = (current.state, current.payment_id) == (State.ASKED, registration.payment_id)
    if not is_as_seen or current.event.cancelled_at is not None:
        raise AlreadyDecided
    to = _payable_state(current)
    if to == State.PAYING:  # whoever passed it on has not paid after all
        differences.let_go(current, by=by)
    settle(current, by=by, action="events.approve", to=to)
    registration.refresh_from_db()


@transaction.atomic
def keep(registration: Registration, details: Details, *, by: User | None) -> None:
    """What was typed stays with a place in the queue, be it one still or on offer by now."""
    seats.lock(registration.event_id)
    registration.refresh_from_db()
    write(registration, details, by=by)


def settle(registration: Registration, *, by: User | None, action: str, to: State) -> None:
    """Into the state that follows; who is to pay is asked for it, whoever is confirmed gets a mail."""
    now = timezone.now()
    values: dict[str, object] = {"state": to, "lapses_at": None}
    if to == State.CONFIRMED:
        values["confirmed_at"] = now
    if to == State.PAYING:
        values |= {"lapses_at": paying.due_at(registration.event, now), "payment": paying.ask(registration, by=by)}
    rows.change(registration, values, by=by, action=action, subject_id=registration.person_id)
    letters.note(registration, letters.LETTER_OF[to])


def _next_state(registration: Registration) -> State:
    return State.ASKED if registration.event.needs_approval else _payable_state(registration)


def _payable_state(registration: Registration) -> State:
    """What was paid before it was passed on is paid."""
    paid = registration.payment.kept_satang if registration.payment else 0
    return State.PAYING if paying.owed(registration) > paid else State.CONFIRMED


__all__ = ["Details", "approve", "complete", "extend", "keep", "settle", "start"]
