"""A registration changes, and passes to somebody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.events.actions import changing
from apps.events.actions.details import Details, Guest
from apps.events.actions.refusals import NoRoom, TooLate
from apps.events.models import Event, EventLetter, Registration
from apps.events.reports.seats import discrepancies
from apps.events.rules import standing_of
from apps.payments.actions import confirming
from apps.payments.actions.confirming import Arrival
from tests.factories import (
    EventFactory,
    PayeeAccountFactory,
    StaffFactory,
    TicketTypeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters_are_right():
    yield
    assert discrepancies() == []


def names(*given):
    return Details([Guest(name) for name in given])


def change(registration, tickets, told):
    standing = standing_of(registration.account, registration.event)
    current = Registration.objects.select_related("event", "payment", "person", "account").get(pk=registration.pk)
    changing.change(current, standing, tickets, told, by=registration.account)
    return current


def test_guests_come_and_go(take, fill):
    event = EventFactory(seats=3, most_guests=2)
    mine = fill(event)

    change(mine, [None, None], names("สุดา"))
    change(mine, [None, None], names("สุดา", "ลูก"))
    assert list(mine.attendees.values_list("name", flat=True)) == ["สุดา", "ลูก"]

    change(mine, [None], names("สุดา"))
    event.refresh_from_db()
    assert (event.taken, mine.attendees.count()) == (1, 1)
    assert EventLetter.objects.filter(registration=mine, kind="changed").count() == 3


def test_what_does_not_fit_leaves_all_as_it_was(take, fill):
    event = EventFactory(seats=2, most_guests=2)
    mine = fill(event)
    take(event)

    with pytest.raises(NoRoom):
        change(mine, [None, None], names("สุดา", "ลูก"))

    assert mine.attendees.count() == 1


def test_nobody_grows_past_the_queue(take, fill):
    event = EventFactory(seats=3, most_guests=2)
    mine = fill(event)
    take(event)
    take(event, n=2)

    with pytest.raises(NoRoom):
        change(mine, [None, None], names("สุดา", "ลูก"))


def test_smaller_party_makes_room_for_the_queue(take, fill):
    event = EventFactory(seats=2, most_guests=2)
    mine = fill(event, tickets=[None, None])
    waits = take(event)

    change(mine, [None], names("สุดา"))

    waits.refresh_from_db()
    assert waits.state == "offered"


def test_after_the_cut_off_nothing_changes(fill):
    event = EventFactory(most_guests=2)
    mine = fill(event)
    Event.objects.filter(pk=event.pk).update(changes_close_at=timezone.now() - timedelta(hours=1))

    with pytest.raises(TooLate):
        change(mine, [None, None], names("สุดา", "ลูก"))


@pytest.fixture
def dinner():
    event = EventFactory(seats=5, most_guests=2, payee=PayeeAccountFactory().payee)
    TicketTypeFactory(event=event, price_satang=80_000)
    return event


def test_what_is_not_paid_yet_is_asked_for_anew(dinner, fill):
    ticket = dinner.tickets.get()
    mine = fill(dinner, tickets=[ticket])
    first = mine.payment

    change(mine, [ticket, ticket], names("สุดา", "ลูก"))

    mine.refresh_from_db()
    first.refresh_from_db()
    assert (mine.state, mine.payment.amount_satang, first.state) == ("paying", 160_000, "cancelled")


def test_what_is_paid_too_much_goes_back(dinner, fill):
    ticket = dinner.tickets.get()
    mine = fill(dinner, tickets=[ticket, ticket])
    arrival = Arrival(160_000, timezone.localdate(), "REF000009")
    confirming.receive(mine.payment, arrival, by=StaffFactory(role="giving"))

    change(mine, [ticket], names("สุดา"))

    mine.payment.refresh_from_db()
    assert (mine.payment.state, mine.payment.refunds.get().amount_satang) == ("paid", 80_000)


def test_whoever_keeps_a_ticket_keeps_its_code_when_another_guest_goes(fill):
    event = EventFactory(seats=9, most_guests=3)
    adult, child = TicketTypeFactory(event=event), TicketTypeFactory(event=event)
    mine = fill(event, tickets=[adult, adult, child])
    change(mine, [adult, adult, child], names("สุดา", "พ่อ", "ลูก"))
    code = mine.attendees.get(name="ลูก").code

    change(mine, [adult, child], None)

    stays = mine.attendees.order_by("position").values_list("position", "name", "ticket")
    assert list(stays) == [(1, "สุดา", adult.pk), (2, "ลูก", child.pk)]
    assert mine.attendees.get(position=2).code == code
