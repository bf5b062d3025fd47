"""Many people at the same moment, each on a connection of their own: no seat is sold twice, nobody has two, and the
queue is in the order of the numbers. tests/benchmarks/test_rush.py does it with thousands, and kills."""

from threading import Barrier

from django.db.models import F
from django.utils import timezone

from apps.events.actions import applying, ending, replying
from apps.events.actions.applying import Applicant, Place
from apps.events.actions.refusals import Full, RegisteredAlready
from apps.events.models import Event, Registration
from apps.events.reports.seats import discrepancies
from tests.conftest import WAIT
from tests.factories import AlumnusFactory, EventFactory, RegistrationFactory, TicketTypeFactory

CROWD, SEATS = 40, 10


def crowd(event, *, n=1, ticket=None):
    """What each of a crowd does: registers as a person of their own."""
    people = AlumnusFactory.create_batch(CROWD)

    def press(number):
        who = Applicant(people[number], people[number].account)
        return applying.take(event, who, [Place(ticket)] * n, by=who.account, state=Registration.State.CONFIRMED)

    return press


def states(event):
    return list(event.registrations.order_by("number").values_list("state", flat=True))


def test_first_ten_get_the_seats_and_the_others_wait_in_order(together):
    event = EventFactory(seats=SEATS)

    results = together(crowd(event), CROWD)

    assert [each for each in results if isinstance(each, Exception)] == []
    assert states(event) == ["confirmed"] * SEATS + ["waiting"] * (CROWD - SEATS)
    assert sorted(each.number for each in results) == list(range(1, CROWD + 1))
    assert discrepancies() == []


def test_without_a_queue_the_others_are_told_that_it_is_full(together):
    event = EventFactory(seats=SEATS, waiting_list=False)

    results = together(crowd(event), CROWD)

    assert sum(isinstance(each, Full) for each in results) == CROWD - SEATS
    assert states(event) == ["confirmed"] * SEATS
    assert discrepancies() == []


def test_one_person_with_many_windows_has_one_seat(together):
    event, person = EventFactory(seats=SEATS), AlumnusFactory()
    who = Applicant(person, person.account)

    results = together(
        lambda _number: applying.take(event, who, [Place()], by=who.account, state=Registration.State.CONFIRMED), CROWD
    )

    assert sum(isinstance(each, RegisteredAlready) for each in results) == CROWD - 1
    event.refresh_from_db()
    assert (event.taken, event.registrations.count()) == (1, 1)


def test_tickets_that_are_gone_are_not_sold_twice(together):
    event = EventFactory(seats=CROWD)
    ticket = TicketTypeFactory(event=event, capacity=SEATS)

    together(crowd(event, ticket=ticket), CROWD)

    ticket.refresh_from_db()
    assert (ticket.taken, states(event).count("confirmed")) == (SEATS, SEATS)
    assert discrepancies() == []


def test_cancelled_seats_go_to_the_queue_while_others_come(together):
    event = EventFactory(seats=SEATS)
    held = RegistrationFactory.create_batch(SEATS, event=event)
    press = crowd(event)

    def come_and_go(number):
        return ending.cancel(held[number // 2], by=None) if number % 2 and number < 2 * SEATS else press(number)

    results = together(come_and_go, CROWD)

    assert [each for each in results if isinstance(each, Exception)] == []
    event.refresh_from_db()
    assert (event.taken, event.waiting) == (SEATS, CROWD - 2 * SEATS)
    assert discrepancies() == []
    in_order = event.registrations.exclude(state="cancelled").order_by("number").values_list("state", flat=True)
    assert "waiting" not in list(in_order)[:SEATS]


def test_two_cancel_the_same_registration_and_one_seat_comes_back(together):
    event = EventFactory(seats=SEATS)
    held = RegistrationFactory(event=event)
    RegistrationFactory(event=event)

    together(lambda _number: ending.cancel(Registration.objects.get(pk=held.pk), by=None), CROWD)

    event.refresh_from_db()
    assert event.taken == 1
    assert discrepancies() == []


def test_mails_that_are_written_at_once_carry_the_same_link(together):
    """One that had to wait an hour for its second attempt could bring an offer that is over."""
    event, person = EventFactory(), AlumnusFactory()

    made = together(lambda _number: replying.invitation_for(event, person, person.account).pk, 8)

    assert len(set(made)) == 1


# ---- the control: the same crowd without the lock, as one would write it first


def count_then_insert(event):
    """Looks whether there is room, then takes it: between the two the others look."""
    people, looked = AlumnusFactory.create_batch(CROWD), Barrier(CROWD)

    def press(number):
        is_room = Registration.objects.filter(event=event, state="confirmed").count() < SEATS
        looked.wait(timeout=WAIT)
        if is_room:
            Registration.objects.create(
                event=event,
                person=people[number],
                state="confirmed",
                number=number + 1,
                code=f"NAIVE{number:08}",
                confirmed_at=timezone.now(),
            )
            Event.objects.filter(pk=event.pk, taken__lt=SEATS).update(taken=F("taken") + 1)

    return press


def test_without_the_lock_seats_are_sold_twice_and_that_is_noticed(together):
    event = EventFactory(seats=SEATS)

    together(count_then_insert(event), CROWD)

    assert states(event).count("confirmed") > SEATS
    assert {each.what for each in discrepancies()} >= {"taken", "oversold"}
