"""The seats of an event: taking them, giving them back, and giving them on to whoever is next in the queue.

Three counters in the event's row decide (`taken`, `waiting`, `drawn`), so that one conditional UPDATE of one row tells
who gets a seat and who gets which place in the queue; a check constraint stands behind it. Whoever changes the
counters holds the lock of the event's row until the end of the transaction; it comes before that of a registration.
The counters are no facts of their own (reports.seats.discrepancies compares them), and stay out of the trail."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import audit, rows
from apps.events.actions import letters, statement
from apps.events.actions.refusals import Full, NotOpen, RegisteredAlready
from apps.events.lib import codes
from apps.events.models import Attendee, Event, EventLetter, Registration, TicketType
from apps.records.models import Person

State = Registration.State
LETTER_OF = {  # what a registration in such a state is told by mail
    State.WAITING: EventLetter.Kind.WAITING,
    State.OFFERED: EventLetter.Kind.OFFER,
    State.ASKED: EventLetter.Kind.ASKED,
    State.PAYING: EventLetter.Kind.PAY,
    State.CONFIRMED: EventLetter.Kind.CONFIRMED,
    State.LAPSED: EventLetter.Kind.LAPSED,
    State.REFUSED: EventLetter.Kind.REFUSED,
    State.CANCELLED: EventLetter.Kind.CANCELLED,
}


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


@transaction.atomic
def give_back(event: Event, registration: Registration) -> None:
    """The seats of a registration that ends, or its place in the queue, in the transaction that ends it; then whoever
    is next is served. The event's row is locked, `registration` is as it was before."""
    if registration.state == State.WAITING:
        Event.objects.filter(pk=event.pk).update(waiting=F("waiting") - 1)
    elif registration.is_holding:
        Event.objects.filter(pk=event.pk).update(taken=F("taken") - registration.seats)
        _add_tickets(_tickets_of(registration), -1)
    give_on(event)


def give_on(event: Event) -> int:
    """Offers free seats to the queue in the order of the numbers; how many offers. Whoever wants more seats than are
    free holds up the others, unless the organisers let smaller parties pass; a ticket that is gone holds up nobody.
    The event's row is locked."""
    event.refresh_from_db(fields=["taken", "waiting", "seats", "state"])
    now, offers = timezone.now(), 0
    if not event.waiting or event.free == 0 or event.state != Event.State.PUBLISHED or event.starts_at <= now:
        return 0
    for registration in Registration.objects.queue(event).iterator(100):
        if event.free == 0:
            break
        if event.free is not None and registration.seats > event.free:
            if event.passes_over:
                continue
            break
        offers += _offer(event, registration, until=offered_until(event, now))
    return offers


def offered_until(event: Event, now: datetime) -> datetime:
    return min(event.starts_at, now + timedelta(hours=event.offer_hours))


def lock(event_id: int) -> Event:
    """The event's row, locked until the end of the transaction: nobody else takes or gives back seats meanwhile."""
    return Event.objects.select_for_update(no_key=True).get(pk=event_id)


@transaction.atomic
def resize(registration: Registration, tickets: Sequence[TicketType | None]) -> bool:
    """Other seats than before for an open registration, whose event is locked: False where there are not as many, or
    somebody waits for them. A place in the queue may grow and shrink as it likes."""
    event, more = registration.event, len(tickets) - registration.seats
    if registration.state == State.WAITING:
        return True
    change = Counter(each.pk for each in tickets if each)
    change.subtract(_tickets_of(registration))
    fits = Q(pk=event.pk) & (Q(seats=None) | Q(seats__gte=F("taken") + more))
    if more > 0:
        fits &= Q(waiting=0)
    if not Event.objects.filter(fits).update(taken=F("taken") + more):
        return False
    if not _add_tickets(+change) or not _add_tickets(+Counter({key: -n for key, n in change.items()}), -1):
        transaction.set_rollback(True)
        return False
    if more < 0:
        give_on(event)
    return True


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
        give_on(lock(wanted.event.pk))  # the seat that came free a moment ago, or a ticket that others do not want
        registration.refresh_from_db()
    return registration


def _at_once(
    registration: Registration, attendees: list[Attendee], tickets: Counter[int], *, only_queue: bool
) -> int | None:
    """One statement of PostgreSQL; how many seats are free after it."""
    letter = LETTER_OF.get(State(registration.state), "")
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
    elif not _add_tickets(tickets):
        raise SoldOut
    drawn, seats, taken = published.values_list("drawn", "seats", "taken").get()
    registration.number = drawn
    try:
        with transaction.atomic():
            registration.save(force_insert=True)
    except IntegrityError as error:
        raise RegisteredAlready from error
    for attendee in attendees:
        attendee.registration = registration
    Attendee.objects.bulk_create(attendees)
    letters.note(registration, LETTER_OF.get(State(registration.state)))
    return None if seats is None else seats - taken


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


def _offer(event: Event, registration: Registration, *, until: datetime) -> int:
    """1 where the seats are offered, 0 where a ticket is gone. `event` counts along."""
    tickets = _tickets_of(registration)
    with transaction.atomic():
        if not _add_tickets(tickets):
            transaction.set_rollback(True)
            return 0
    counted = {"taken": F("taken") + registration.seats, "waiting": F("waiting") - 1}
    Event.objects.filter(pk=event.pk).update(**counted)
    event.taken, event.waiting = event.taken + registration.seats, event.waiting - 1
    values = {"state": State.OFFERED, "lapses_at": until}
    rows.change(registration, values, by=None, action="events.offer", subject_id=registration.person_id)
    letters.note(registration, EventLetter.Kind.OFFER)
    return 1


def _tickets_of(registration: Registration) -> Counter[int]:
    keys = registration.attendees.exclude(ticket=None).values_list("ticket", flat=True)
    return Counter(key for key in keys if key is not None)


def _add_tickets(tickets: Counter[int], sign: int = 1) -> bool:
    """Counts tickets in or out; False where one is gone (what was counted before it is then the caller's to undo)."""
    for key, n in sorted(tickets.items()):
        found = TicketType.objects.filter(pk=key)
        if sign > 0:
            found = found.filter(Q(capacity=None) | Q(capacity__gte=F("taken") + n))
        if not found.update(taken=F("taken") + sign * n):
            return False
    return True
