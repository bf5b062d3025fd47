"""Seats are taken, given back and given on; the queue is served by its numbers."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from apps.core.models import AuditEntry
from apps.events.actions import cancelling, ending, registering, seats, sweeping
from apps.events.actions.details import Details, Guest
from apps.events.actions.refusals import AlreadyDecided, Full, NotOpen, RegisteredAlready, TooMany
from apps.events.models import Event, EventLetter, Registration
from apps.events.reports.seats import discrepancies
from tests.factories import EventFactory, TicketTypeFactory, UserFactory

pytestmark = pytest.mark.django_db


def states(event):
    return list(event.registrations.order_by("number").values_list("state", flat=True))


@pytest.fixture(autouse=True)
def counters_are_right(db):
    yield
    assert discrepancies() == []


def test_seats_are_taken_until_there_are_none_and_then_the_queue_begins(take):
    event = EventFactory(seats=3)

    taken = [take(event, n=n) for n in (2, 1, 1)]

    assert [each.state for each in taken] == ["confirmed", "confirmed", "waiting"]
    assert [each.number for each in taken] == [1, 2, 3]
    assert [each.attendees.count() for each in taken] == [2, 1, 1]
    event.refresh_from_db()
    assert (event.taken, event.waiting, event.drawn) == (3, 1, 3)


def test_each_row_is_in_the_audit_trail_and_one_mail_is_due(take):
    taken = take(EventFactory(seats=1), n=1)

    [entry] = AuditEntry.objects.filter(table="events.registration", key=str(taken.pk))
    assert (entry.action, entry.subject_id, entry.after["number"]) == ("events.register", taken.person_id, 1)
    assert AuditEntry.objects.filter(table="events.attendee").count() == 1
    assert list(EventLetter.objects.values_list("kind", "sequence")) == [("confirmed", 1)]


def test_without_a_limit_everybody_gets_a_seat(take):
    event = EventFactory(seats=None)

    assert {take(event, n=5).state for _ in range(3)} == {"confirmed"}


def test_full_event_without_a_queue_says_so(take):
    event = EventFactory(seats=1, waiting_list=False)
    take(event)

    with pytest.raises(Full):
        take(event)


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_only_a_published_event_has_seats(take, state):
    with pytest.raises(NotOpen):
        take(EventFactory(state=state))


def test_nobody_registers_twice(take):
    event = EventFactory(seats=1)
    first = take(event)

    with pytest.raises(RegisteredAlready):
        take(event, person=first.person)
    take(event)
    with pytest.raises(RegisteredAlready):
        take(event, person=first.person)


def test_whoever_comes_late_does_not_pass_the_queue(take):
    event = EventFactory(seats=2)
    first, second = take(event), take(event)
    waits = take(event, n=2)
    ending.cancel(first, by=None)

    assert take(event).state == "waiting"
    waits.refresh_from_db()
    assert waits.state == "waiting"

    ending.cancel(second, by=None)
    assert states(event) == ["cancelled", "cancelled", "offered", "waiting"]


def test_smaller_party_passes_where_the_organisers_say_so(take):
    event = EventFactory(seats=2, passes_over=True)
    first, _second = take(event), take(event)
    take(event, n=2)
    take(event)

    ending.cancel(first, by=None)

    assert states(event) == ["cancelled", "confirmed", "waiting", "offered"]


def test_party_that_cannot_fit_any_more_holds_up_nobody(take):
    event = EventFactory(seats=3)
    first, second, _third = take(event), take(event), take(event)
    take(event, n=3)
    take(event)
    ending.cancel(first, by=None)
    assert states(event)[-2:] == ["waiting", "waiting"]
    Event.objects.filter(pk=event.pk).update(seats=F("seats") - 1)
    ending.cancel(second, by=None)

    assert states(event)[-2:] == ["waiting", "offered"]


@pytest.mark.parametrize(("seats_in_all", "capacity"), [(2, None), (None, 2)])
def test_nobody_waits_for_more_than_there_is_at_all(fill, seats_in_all, capacity):
    event = EventFactory(seats=seats_in_all, most_guests=4)
    ticket = TicketTypeFactory(event=event, capacity=capacity)

    with pytest.raises(TooMany):
        fill(event, tickets=[ticket] * 3)
    assert fill(event, tickets=[ticket] * 2).state == "confirmed"


def test_cancelled_seat_is_offered_at_once_for_a_time(take):
    event = EventFactory(seats=1, offer_hours=5)
    first, second = take(event), take(event)

    ending.cancel(first, by=first.account)

    second.refresh_from_db()
    assert second.state == "offered"
    assert timedelta(hours=4.9) < second.lapses_at - timezone.now() <= timedelta(hours=5)
    assert EventLetter.objects.filter(registration=second, kind="offer").count() == 1


def test_offer_ends_with_the_beginning(take):
    event = EventFactory(seats=1, starts_at=timezone.now() + timedelta(hours=1))
    first, second = take(event), take(event)
    ending.cancel(first, by=None)

    second.refresh_from_db()
    assert second.lapses_at == event.starts_at


def test_lapsed_hold_goes_to_the_next_and_is_not_told(take):
    event = EventFactory(seats=1)
    held, waits = take(event, state="filling"), take(event)

    sweeping.sweep(timezone.now() + timedelta(minutes=1))

    held.refresh_from_db()
    waits.refresh_from_db()
    assert (held.state, waits.state) == ("lapsed", "offered")
    assert not EventLetter.objects.filter(registration=held).exists()


def test_lapsed_offer_goes_on_and_is_told(take):
    event = EventFactory(seats=1)
    first, second, third = take(event), take(event), take(event)
    ending.cancel(first, by=None)

    sweeping.sweep(timezone.now() + timedelta(hours=25))

    assert states(event) == ["cancelled", "lapsed", "offered"]
    assert EventLetter.objects.filter(registration=second, kind="lapsed").exists()
    third.refresh_from_db()
    assert third.lapses_at > timezone.now()


def test_nothing_lapses_before_its_time(take):
    event = EventFactory(seats=1)
    held = take(event, state="filling", lapses_at=timezone.now() + timedelta(minutes=5))

    sweeping.sweep()

    held.refresh_from_db()
    assert held.state == "filling"


def test_seats_that_are_added_are_offered_by_the_sweep(take):
    event = EventFactory(seats=1)
    take(event)
    take(event, n=2)
    take(event)
    Event.objects.filter(pk=event.pk).update(seats=3)
    assert [each.what for each in discrepancies(event)] == ["idle"]

    sweeping.give_on(timezone.now())

    assert states(event) == ["confirmed", "offered", "waiting"]


def test_whoever_leaves_the_queue_makes_room_behind(take):
    event = EventFactory(seats=2)
    first, _second, party, behind = take(event), take(event), take(event, n=2), take(event)
    ending.cancel(first, by=None)
    assert states(event)[2:] == ["waiting", "waiting"]

    ending.cancel(party, by=party.account)

    behind.refresh_from_db()
    assert behind.state == "offered"


def test_what_has_ended_ends_only_once(take):
    event = EventFactory(seats=1)
    first = take(event)
    stale = Registration.objects.select_related("event").get(pk=first.pk)
    ending.cancel(first, by=None)

    with pytest.raises(AlreadyDecided):
        ending.cancel(stale, by=None)


def test_ticket_that_is_gone_makes_its_buyer_wait_and_holds_up_nobody(take):
    event = EventFactory(seats=10)
    rare, plenty = TicketTypeFactory(event=event, capacity=1), TicketTypeFactory(event=event)

    first = take(event, ticket=rare)
    waits = take(event, ticket=rare)
    other = take(event, ticket=plenty)

    assert (first.state, waits.state, other.state) == ("confirmed", "waiting", "offered")

    ending.cancel(first, by=None)
    waits.refresh_from_db()
    assert waits.state == "offered"
    rare.refresh_from_db()
    assert rare.taken == 1


@pytest.mark.parametrize(("n", "fits"), [(1, True), (3, True), (4, False)])
def test_registration_grows_as_far_as_there_are_seats(take, n, fits):
    event = EventFactory(seats=4)
    mine = take(event, n=2)
    take(event)

    assert seats.resize(mine, [None] * n) is fits
    event.refresh_from_db()
    assert event.taken == (1 + n if fits else 3)
    Event.objects.filter(pk=event.pk).update(taken=3)


def test_called_off_event_ends_everything(take):
    event = EventFactory(seats=1)
    for _ in range(3):
        take(event)
    now = timezone.now()
    Event.objects.filter(pk=event.pk).update(state="cancelled", cancelled_at=now, cancel_reason="น้ำท่วม")

    assert cancelling.end_some(event.pk) is False

    assert set(states(event)) == {"cancelled"}
    assert EventLetter.objects.filter(kind="called_off").count() == 3
    event.refresh_from_db()
    assert (event.taken, event.waiting) == (0, 0)


@pytest.fixture
def called_off(take):
    """Somebody fills in the form and somebody else is registered when the event is cancelled."""
    event = EventFactory(seats=2)
    pair = take(event, state="filling", lapses_at=timezone.now() + timedelta(minutes=9)), take(event)
    cancelling.cancel(event, reason="น้ำท่วม", by=UserFactory())
    event.refresh_from_db()
    return event, *pair


def test_whoever_changed_meanwhile_ends_as_they_are_then(called_off):
    event, filling, _confirmed = called_off
    seen = Registration.objects.select_related("event", "payment").get(pk=filling.pk)
    Registration.objects.filter(pk=filling.pk).update(state="confirmed", lapses_at=None, confirmed_at=timezone.now())

    assert ending.call_off(seen) is False
    cancelling.end_some(event.pk)

    assert set(states(event)) == {"cancelled"}
    assert EventLetter.objects.filter(kind="called_off").count() == 2


def test_nobody_completes_the_form_of_a_cancelled_event(called_off):
    _event, filling, _confirmed = called_off

    with pytest.raises(AlreadyDecided):
        registering.complete(filling, Details([Guest("ก")]), by=None)


def test_one_that_cannot_be_ended_holds_up_no_other(called_off, monkeypatch):
    event, filling, confirmed = called_off
    end = ending.call_off

    def break_for_the_first(registration):
        if registration.pk == filling.pk:
            raise RuntimeError
        return end(registration)

    monkeypatch.setattr(ending, "call_off", break_for_the_first)
    assert cancelling.end_some(event.pk) is True
    assert cancelling.end_some(event.pk) is False  # no progress: the sweep tries again

    monkeypatch.undo()
    cancelling.go_on()
    assert set(states(event)) == {"cancelled"}
    assert EventLetter.objects.filter(registration=confirmed, kind="called_off").count() == 1
