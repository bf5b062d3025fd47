"""A registration changes, and passes to somebody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.events.actions import changing
from apps.events.actions.details import Details, Guest
from apps.events.actions.refusals import CostsMore, LinkOver, NoRoom, RegisteredAlready, TicketForOthers, TooLate
from apps.events.models import Event, EventLetter, Registration
from apps.events.reports.seats import discrepancies
from apps.events.rules import standing_of
from apps.payments.actions import confirming
from apps.payments.actions.confirming import Arrival
from tests.factories import (
    AlumnusFactory,
    EventFactory,
    PayeeAccountFactory,
    StaffFactory,
    TicketTypeFactory,
    UserFactory,
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


def test_what_is_paid_too_much_goes_back_and_more_is_not_taken(dinner, fill):
    ticket = dinner.tickets.get()
    mine = fill(dinner, tickets=[ticket, ticket])
    arrival = Arrival(160_000, timezone.localdate(), "REF000009")
    confirming.receive(mine.payment, arrival, by=StaffFactory(role="giving"))

    with pytest.raises(CostsMore):
        change(mine, [ticket] * 3, names("สุดา", "ลูก", "แม่"))
    change(mine, [ticket], names("สุดา"))

    mine.refresh_from_db()
    assert (mine.state, mine.payment.refunds.get().amount_satang) == ("confirmed", 80_000)


# ---- passing it on


def test_somebody_else_takes_it_over_with_new_codes(fill):
    event, friend = EventFactory(seats=1), AlumnusFactory()
    mine = fill(event)
    token = changing.pass_on_token(mine)
    old = mine.attendees.get().code

    taken = changing.take_over(token, standing_of(friend.account, event), language="th")

    mine.refresh_from_db()
    assert (mine.state, taken.state, taken.person, taken.number) == ("cancelled", "confirmed", friend, 2)
    assert taken.attendees.get().code != old
    assert taken.attendees.get().name == friend.names.get(is_current=True).full
    kinds = set(EventLetter.objects.values_list("registration", "kind"))
    assert {(mine.pk, "passed_on"), (taken.pk, "confirmed")} <= kinds


def test_link_is_good_once_and_until_something_changes(fill):
    event = EventFactory(seats=3, most_guests=1)
    mine = fill(event)
    token = changing.pass_on_token(mine)
    change(mine, [None, None], names("สุดา", "ลูก"))
    with pytest.raises(LinkOver):
        changing.passed_on(token)

    mine.refresh_from_db()
    again = changing.pass_on_token(mine)
    changing.take_over(again, standing_of(AlumnusFactory().account, event), language="th")
    with pytest.raises(LinkOver):
        changing.take_over(again, standing_of(AlumnusFactory().account, event), language="th")


def test_whoever_is_registered_takes_over_nothing(fill):
    event = EventFactory(seats=3)
    mine, other = fill(event), fill(event)

    with pytest.raises(RegisteredAlready):
        changing.take_over(changing.pass_on_token(mine), standing_of(other.account, event), language="th")


def test_a_ticket_for_graduates_passes_to_graduates(fill):
    event = EventFactory(seats=3)
    ticket = TicketTypeFactory(event=event, buyers="graduates")
    mine = fill(event, tickets=(ticket,))

    with pytest.raises(TicketForOthers):
        changing.take_over(changing.pass_on_token(mine), standing_of(UserFactory(), event), language="th")
    taken = changing.take_over(
        changing.pass_on_token(mine), standing_of(AlumnusFactory().account, event), language="th"
    )

    assert taken.attendees.get().ticket == ticket


@pytest.mark.parametrize("token", ["", "x", "WyIxIiwxXQ:1:x", "ภาษาไทย"])
def test_broken_links_open_nothing(token):
    with pytest.raises(LinkOver):
        changing.passed_on(token)


def test_pages_of_passing_on(client_for, fill):
    event, friend = EventFactory(seats=1), AlumnusFactory()
    mine = fill(event)
    owner = client_for(mine.account)

    page = owner.post(reverse("events:pass_on", args=[event.slug])).content.decode()
    link = page.split('id="link">')[1].split("<")[0]
    path = link.removeprefix("http://127.0.0.1:8000").removeprefix("http://testserver")
    taker = client_for(friend.account)
    assert taker.get(path).status_code == 200
    assert taker.post(path)["Location"] == reverse("events:mine", args=[event.slug])

    assert event.registrations.get(state="confirmed").person == friend
    assert owner.get(path).status_code == 404
