"""Somebody wants to come: they get seats where there are as many, else a place in the queue, in one short transaction
that draws their number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import audit
from apps.events.actions import letters, seats, statement
from apps.events.actions.refusals import Full, NotOpen, RegisteredAlready
from apps.events.lib import codes
from apps.events.models import Attendee, Event, Registration, TicketType
from apps.records.models import Person

State = Registration.State


class SoldOut(Exception):
    """The event has a seat, but the ticket is gone: whoever wants it can only wait."""


@dataclass(frozen=True)
class Applicant:
    """Who wants to come: a person of the registry, an account, or both."""

    person: Person | None
    account: User | None
    name: str = ""
    language: str = "th"


@dataclass(frozen=True)
class Place:
    """One seat that is wanted."""

    ticket: TicketType | None = None
    name: str = ""

    @property
    def price(self) -> int:
        return self.ticket.price_satang if self.ticket else 0


def take(
    event: Event,
    who: Applicant,
    places: Sequence[Place],
    *,
    by: User | None,
    state: Registration.State = State.FILLING,
    source: Registration.Source = Registration.Source.WEB,
    lapses_at: datetime | None = None,
) -> Registration:
    """Seats in `state` (held, confirmed, …) where there are as many and nobody waits, else a place in the queue,
    where there is one. Whoever else asks at the same moment waits for this transaction, a few milliseconds; but for
    the no of an event that is full and has no queue nobody waits. Raises NotOpen, Full, RegisteredAlready."""
    if not event.waiting_list and _is_full(event.pk, len(places)):
        raise Full
    wanted = _Wanted(event, who, tuple(places), state=state, source=source, lapses_at=lapses_at)
    try:
        return _enter(wanted, by=by)
    except SoldOut:
        return _enter(wanted, by=by, only_queue=True)


@dataclass(frozen=True)
class _Wanted:
    event: Event
    who: Applicant
    places: tuple[Place, ...]
    state: Registration.State
    source: Registration.Source
    lapses_at: datetime | None

    @property
    def tickets(self) -> Counter[int]:
        return Counter(place.ticket.pk for place in self.places if place.ticket)

    def registration(self) -> Registration:
        """The row, as it is where there are seats; its number is not drawn yet."""
        return Registration(
            event=self.event,
            person=self.who.person,
            account=self.who.account,
            language=self.who.language,
            state=self.state,
            source=self.source,
            seats=len(self.places),
            code=codes.new(),
            lapses_at=self.lapses_at,
            confirmed_at=timezone.now() if self.state == State.CONFIRMED else None,
        )

    def attendees(self) -> list[Attendee]:
        return [
            Attendee(
                position=position,
                ticket=place.ticket,
                price_satang=place.price,
                name=place.name or (self.who.name if position == 1 else ""),
                is_guest=position > 1,
                code=codes.new(),
            )
            for position, place in enumerate(self.places, 1)
        ]


@transaction.atomic
def _enter(wanted: _Wanted, *, by: User | None, only_queue: bool = False) -> Registration:
    registration, attendees = wanted.registration(), wanted.attendees()
    enter = _at_once if connection.vendor == "postgresql" else _step_by_step
    free = enter(registration, attendees, wanted.tickets, only_queue=only_queue)
    changes = [
        audit.Change(audit.table_of(row), str(row.pk), 1, None, audit.values_of(row), registration.person_id)
        for row in (registration, *attendees)
    ]
    action = "events.queue" if registration.state == State.WAITING else "events.hold"
    audit.write(changes, action="events.register" if registration.state == State.CONFIRMED else action, by=by)
    letters.wake_soon()
    if registration.state == State.WAITING and free != 0:
        # The seat that came free a moment ago, or a ticket that others do not want.
        seats.give_on(seats.lock(wanted.event.pk))
        registration.refresh_from_db()
    return registration


def _at_once(
    registration: Registration, attendees: list[Attendee], tickets: Counter[int], *, only_queue: bool
) -> int | None:
    """One statement of PostgreSQL; how many seats are free after it."""
    letter = letters.LETTER_OF.get(State(registration.state), "")
    entered = statement.enter(registration, attendees, tickets, letter=letter, only_queue=only_queue)
    if entered is None:
        raise _refusal(registration.event_id)
    if entered.registration_id is None:
        raise RegisteredAlready
    if entered.got and entered.tickets != len(tickets):
        raise SoldOut
    registration.pk, registration.number = entered.registration_id, entered.number
    for attendee, key in zip(attendees, entered.attendee_ids, strict=True):
        attendee.pk, attendee.registration = key, registration
    if not entered.got:
        _to_queue(registration)
    return entered.free


def _step_by_step(
    registration: Registration, attendees: list[Attendee], tickets: Counter[int], *, only_queue: bool
) -> int | None:
    """The same where a statement cannot write two tables (SQLite): the transaction holds the only write lock."""
    n, published = registration.seats, Event.objects.filter(pk=registration.event_id, state=Event.State.PUBLISHED)
    fits = published.filter(Q(seats=None) | Q(seats__gte=F("taken") + n), waiting=0)
    if only_queue or not fits.update(taken=F("taken") + n, drawn=F("drawn") + 1):
        if not published.filter(waiting_list=True).update(waiting=F("waiting") + 1, drawn=F("drawn") + 1):
            raise _refusal(registration.event_id)
        _to_queue(registration)
    elif not seats.add_tickets(tickets):
        raise SoldOut
    drawn, limit, taken = published.values_list("drawn", "seats", "taken").get()
    registration.number = drawn
    try:
        with transaction.atomic():
            registration.save(force_insert=True)
    except IntegrityError as error:
        raise RegisteredAlready from error
    for attendee in attendees:
        attendee.registration = registration
    Attendee.objects.bulk_create(attendees)
    letters.note(registration, letters.LETTER_OF.get(State(registration.state)))
    return None if limit is None else limit - taken


def _is_full(event_id: int, n: int) -> bool:
    """As it is now, asked without a lock: most of a crowd come when all is gone."""
    published = Event.objects.filter(pk=event_id, state=Event.State.PUBLISHED, waiting_list=False, seats__isnull=False)
    found = published.values_list("seats", "taken").first()
    return found is not None and found[0] is not None and found[1] + n > found[0]


def _to_queue(registration: Registration) -> None:
    registration.state = State.WAITING
    registration.lapses_at = registration.confirmed_at = None


def _refusal(event_id: int) -> Exception:
    is_published = Event.objects.filter(pk=event_id, state=Event.State.PUBLISHED).exists()
    return Full() if is_published else NotOpen()
