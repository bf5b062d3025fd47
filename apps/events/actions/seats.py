"""The seats of an event: counting them, giving them back, and giving them on to whoever is next in the queue.

Three counters in the event's row decide (`taken`, `waiting`, `drawn`), so that one conditional UPDATE of one row tells
who gets a seat and who gets which place in the queue; a check constraint stands behind it. Whoever changes the
counters holds the lock of the event's row until the end of the transaction; it comes before that of a registration.
The counters are no facts of their own (reports.seats.discrepancies compares them), and stay out of the trail."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from apps.core.actions import rows
from apps.events.actions import letters
from apps.events.models import Event, EventLetter, Registration, TicketType

State = Registration.State


@transaction.atomic
def give_back(event: Event, registration: Registration) -> None:
    """The seats of a registration that ends, or its place in the queue, in the transaction that ends it; then whoever
    is next is served. The event's row is locked, `registration` is as it was before."""
    if registration.state == State.WAITING:
        Event.objects.filter(pk=event.pk).update(waiting=F("waiting") - 1)
    elif registration.is_holding:
        Event.objects.filter(pk=event.pk).update(taken=F("taken") - registration.seats)
        add_tickets(tickets_of(registration), -1)
    give_on(event)


def give_on(event: Event) -> int:
    """Offers free seats to the queue in the order of the numbers; how many offers. Whoever wants more seats than are
    free holds up the others, unless the organisers let smaller parties pass, or the event has not so many seats any
    more; a ticket that is gone holds up nobody. The event's row is locked."""
    event.refresh_from_db(fields=["taken", "waiting", "seats", "state"])
    now, offers = timezone.now(), 0
    if not event.waiting or event.free == 0 or event.state != Event.State.PUBLISHED or event.starts_at <= now:
        return 0
    for registration in Registration.objects.queue(event).iterator(100):
        if event.free == 0:
            break
        if event.seats is not None and registration.seats > event.seats - event.taken:
            if event.passes_over or registration.seats > event.seats:
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
    change.subtract(tickets_of(registration))
    fits = Q(pk=event.pk) & (Q(seats=None) | Q(seats__gte=F("taken") + more))
    if more > 0:
        fits &= Q(waiting=0)
    if not Event.objects.filter(fits).update(taken=F("taken") + more):
        return False
    if not add_tickets(+change) or not add_tickets(+Counter({key: -n for key, n in change.items()}), -1):
        transaction.set_rollback(True)
        return False
    if more < 0:
        give_on(event)
    return True


def _offer(event: Event, registration: Registration, *, until: datetime) -> int:
    """1 where the seats are offered, 0 where a ticket is gone. `event` counts along."""
    tickets = tickets_of(registration)
    with transaction.atomic():
        if not add_tickets(tickets):
            transaction.set_rollback(True)
            return 0
    counted = {"taken": F("taken") + registration.seats, "waiting": F("waiting") - 1}
    Event.objects.filter(pk=event.pk).update(**counted)
    event.taken, event.waiting = event.taken + registration.seats, event.waiting - 1
    values = {"state": State.OFFERED, "lapses_at": until}
    rows.change(registration, values, by=None, action="events.offer", subject_id=registration.person_id)
    letters.note(registration, EventLetter.Kind.OFFER)
    return 1


def tickets_of(registration: Registration) -> Counter[int]:
    keys = registration.attendees.exclude(ticket=None).values_list("ticket", flat=True)
    return Counter(key for key in keys if key is not None)


def add_tickets(tickets: Counter[int], sign: int = 1) -> bool:
    """Counts tickets in or out; False where one is gone (what was counted before it is then the caller's to undo)."""
    for key, n in sorted(tickets.items()):
        found = TicketType.objects.filter(pk=key)
        if sign > 0:
            found = found.filter(Q(capacity=None) | Q(capacity__gte=F("taken") + n))
        if not found.update(taken=F("taken") + sign * n):
            return False
    return True
