"""A registration passes to somebody else, by a link that its owner takes back as they like."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.events.actions import changing, ending, passing, registering
from apps.events.actions.refusals import LinkOver, PaidByAnother, RegisteredAlready, TicketForOthers, TooLate
from apps.events.models import Event, EventLetter, Registration
from apps.events.reports.seats import discrepancies
from apps.events.rules import standing_of
from apps.payments.actions import confirming
from apps.payments.actions.confirming import Arrival
from tests.factories import (
    AlumnusFactory,
    CheckInFactory,
    EventFactory,
    PayeeAccountFactory,
    QuestionFactory,
    StaffFactory,
    TicketTypeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters_are_right():
    yield
    assert discrepancies() == []


def test_somebody_else_takes_it_over_with_new_codes(fill):
    event, friend = EventFactory(seats=1), AlumnusFactory()
    mine = fill(event)
    token = passing.offer(mine, by=mine.account)
    old = mine.attendees.get().code

    taken = passing.take_over(token, standing_of(friend.account, event), language="th")

    mine.refresh_from_db()
    assert (mine.state, taken.state, taken.person, taken.number) == ("cancelled", "confirmed", friend, 2)
    assert taken.attendees.get().code != old
    assert taken.attendees.get().name == friend.names.get(is_current=True).full
    kinds = set(EventLetter.objects.values_list("registration", "kind"))
    assert {(mine.pk, "passed_on"), (taken.pk, "confirmed")} <= kinds


def test_link_is_good_once_and_until_something_changes(fill):
    event = EventFactory(seats=3, most_guests=1)
    mine = fill(event)
    token = passing.offer(mine, by=mine.account)
    changing.change(mine, standing_of(mine.account, event), [None, None], None, by=mine.account)
    with pytest.raises(LinkOver):
        passing.opened(token)

    mine.refresh_from_db()
    again = passing.offer(mine, by=mine.account)
    passing.take_over(again, standing_of(AlumnusFactory().account, event), language="th")
    with pytest.raises(LinkOver):
        passing.take_over(again, standing_of(AlumnusFactory().account, event), language="th")


def test_whoever_is_registered_takes_over_nothing(fill):
    event = EventFactory(seats=3)
    mine, other = fill(event), fill(event)

    with pytest.raises(RegisteredAlready):
        passing.take_over(passing.offer(mine, by=mine.account), standing_of(other.account, event), language="th")


def test_a_ticket_for_graduates_passes_to_graduates(fill):
    event = EventFactory(seats=3)
    ticket = TicketTypeFactory(event=event, buyers="graduates")
    mine = fill(event, tickets=(ticket,))

    with pytest.raises(TicketForOthers):
        passing.take_over(passing.offer(mine, by=mine.account), standing_of(UserFactory(), event), language="th")
    taken = passing.take_over(
        passing.offer(mine, by=mine.account), standing_of(AlumnusFactory().account, event), language="th"
    )

    assert taken.attendees.get().ticket == ticket


@pytest.mark.parametrize("token", ["", "x", "WyIxIiwxXQ:1:x", "ภาษาไทย"])
def test_broken_links_open_nothing(token):
    with pytest.raises(LinkOver):
        passing.opened(token)


def test_pages_of_passing_on(client_for, fill):
    event, friend = EventFactory(seats=1), AlumnusFactory()
    mine = fill(event)
    owner = client_for(mine.account)

    owner.post(reverse("events:pass_on", args=[event.slug]))
    page = owner.get(reverse("events:pass_on", args=[event.slug])).text
    link = page.split('id="link">')[1].split("<")[0]
    path = link.removeprefix("http://127.0.0.1:8000").removeprefix("http://testserver")
    assert owner.get(path).context["is_own"]
    taker = client_for(friend.account)
    assert not taker.get(path).context["has_own"]
    assert taker.post(path)["Location"] == reverse("events:mine", args=[event.slug])

    assert event.registrations.get(state="confirmed").person == friend
    assert owner.get(path).status_code == 404
    assert owner.get(reverse("events:mine", args=[event.slug])).context["sheet"].was_passed_on


def test_whoever_takes_it_over_answers_what_the_organisers_ask(client_for, fill):
    event, friend = EventFactory(seats=2, most_guests=1, asks_needs=True), AlumnusFactory()
    question = QuestionFactory(event=event, required=True)
    mine = fill(event, tickets=[None, None], answers={question.pk: "แดง"})
    path = reverse("events:take_over", args=[event.slug, passing.offer(mine, by=mine.account)])
    taker, typed = client_for(friend.account), {"name_1": "มานะ", "name_2": "ปิติ", "dietary_2": "เจ"}
    assert "แดง" not in taker.get(path).text

    refused = taker.post(path, typed)
    assert (refused.status_code, event.registrations.count()) == (422, 1)
    assert "มานะ" in refused.text

    taker.post(path, {**typed, f"question_{question.pk}": "เขียว"})

    taken = event.registrations.get(state="confirmed")
    assert (taken.person, taken.answers.get().value) == (friend, "เขียว")
    assert list(taken.attendees.order_by("position").values_list("name", "dietary")) == [("มานะ", ""), ("ปิติ", "เจ")]


def test_whoever_is_registered_reads_so_before_they_press(client_for, fill):
    event = EventFactory(seats=2)
    mine, other = fill(event), fill(event)
    path = reverse("events:take_over", args=[event.slug, passing.offer(mine, by=mine.account)])
    page = client_for(other.account).get(path)
    assert (page.context["has_own"], page.context["is_own"]) == (True, False)
    assert "novalidate" not in page.text


def test_a_link_is_taken_back_and_a_new_one_ends_the_old(fill):
    mine = fill(EventFactory(seats=3))
    first = passing.offer(mine, by=mine.account)
    second = passing.offer(mine, by=mine.account)

    with pytest.raises(LinkOver):
        passing.opened(first)
    assert passing.opened(second) == mine
    passing.take_back(mine, by=mine.account)

    for token in (first, second):
        with pytest.raises(LinkOver):
            passing.opened(token)


def test_a_link_that_was_forgotten_is_over_some_day(fill):
    mine = fill(EventFactory(seats=3, starts_at=timezone.now() + timedelta(days=60)))
    token = passing.offer(mine, by=mine.account)
    Registration.objects.filter(pk=mine.pk).update(link_ends_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(LinkOver):
        passing.opened(token)


def test_nothing_is_passed_on_after_the_cut_off(fill):
    mine = fill(EventFactory(seats=3))
    Event.objects.filter(pk=mine.event_id).update(changes_close_at=timezone.now() - timedelta(hours=1))

    with pytest.raises(TooLate):
        passing.offer(Registration.objects.select_related("event").get(pk=mine.pk), by=mine.account)


def test_the_owner_sees_the_link_and_takes_it_back_in_the_browser(client_for, fill):
    mine = fill(EventFactory(seats=3))
    owner, page = client_for(mine.account), reverse("events:pass_on", args=[mine.event.slug])
    owner.post(page)
    link = owner.get(page).text.split('id="link">')[1].split("<")[0]
    path = "/events/" + link.split("/events/")[1]
    assert page in owner.get(reverse("events:mine", args=[mine.event.slug])).text

    done = owner.post(page, {"do": "take_back"}, follow=True)

    assert 'value="take_back"' not in owner.get(page).text
    assert done.status_code == 200
    assert client_for(AlumnusFactory().account).get(path).status_code == 404


# ---- what was paid, what is approved, who is inside


def test_organisers_approve_whoever_takes_it_over_too(fill):
    event, friend = EventFactory(seats=1), AlumnusFactory()
    mine = fill(event)
    token = passing.offer(mine, by=mine.account)
    Event.objects.filter(pk=event.pk).update(needs_approval=True)

    taken = passing.take_over(token, standing_of(friend.account, event), language="th")

    assert taken.state == "asked"
    assert EventLetter.objects.filter(registration=taken, kind="asked").exists()


@pytest.fixture
def taken_over(fill):
    """A paid registration that was passed on."""
    event = EventFactory(seats=4, most_guests=2, payee=PayeeAccountFactory().payee)
    TicketTypeFactory(event=event, price_satang=50_000)
    mine = fill(event, tickets=[event.tickets.get()])
    arrival = Arrival(50_000, timezone.localdate(), "REF000001")
    confirming.receive(mine.payment, arrival, by=StaffFactory(role="giving"))
    mine = Registration.objects.select_related("event").get(pk=mine.pk)
    token = passing.offer(mine, by=mine.account)
    taken = passing.take_over(token, standing_of(AlumnusFactory().account, event), language="th")
    return Registration.objects.select_related("event", "payment", "account").get(pk=taken.pk)


@pytest.fixture
def asked(taken_over):
    """The organisers have not accepted yet whoever took it over."""
    Registration.objects.filter(pk=taken_over.pk).update(state="asked")
    taken_over.refresh_from_db()
    return taken_over


def test_what_was_paid_before_is_paid_when_it_is_approved(asked):
    registering.approve(asked, by=StaffFactory())

    assert asked.state == "confirmed"


def test_before_they_accept_it_too_it_cannot_cost_more_and_what_is_too_much_goes_back(asked):
    standing, ticket = standing_of(asked.account, asked.event), asked.event.tickets.get()
    free = TicketTypeFactory(event=asked.event)
    with pytest.raises(PaidByAnother):
        changing.change(asked, standing, [ticket, ticket], None, by=asked.account)

    changing.change(asked, standing, [free], None, by=asked.account)

    payment = asked.payment
    payment.refresh_from_db()
    assert (payment.kept_satang, payment.refunds.get().amount_satang) == (0, 50_000)


def test_what_did_not_come_after_all_is_asked_of_whoever_took_it_over(asked):
    first, clerk = asked.payment, StaffFactory(role="giving")
    confirming.withdraw(first.payments.get(), reason="another line", by=clerk)

    registering.approve(asked, by=StaffFactory())

    first.refresh_from_db()
    assert (first.state, asked.state, asked.payment.account) == ("cancelled", "paying", asked.account)


def test_what_somebody_else_paid_cannot_cost_more_and_is_theirs_to_see(taken_over, client_for):
    standing, ticket = standing_of(taken_over.account, taken_over.event), taken_over.event.tickets.get()
    with pytest.raises(PaidByAnother):
        changing.change(taken_over, standing, [ticket, ticket], None, by=taken_over.account)

    browser, slug = client_for(taken_over.account), taken_over.event.slug
    assert str(taken_over.payment.public_id) not in browser.get(reverse("events:mine", args=[slug])).text
    assert browser.get(reverse("events:pay", args=[slug]))["Location"] == reverse("events:mine", args=[slug])


def test_whoever_is_inside_neither_cancels_nor_passes_on_nor_goes(fill):
    event = EventFactory(seats=2, most_guests=1)
    mine = fill(event, tickets=[None, None])
    CheckInFactory(attendee=mine.attendees.get(position=2))
    mine = Registration.objects.select_related("event").get(pk=mine.pk)

    with pytest.raises(TooLate):
        ending.cancel(mine, by=mine.account)
    with pytest.raises(TooLate):
        passing.offer(mine, by=mine.account)
    standing = standing_of(mine.account, event)
    with pytest.raises(TooLate):
        changing.change(mine, standing, [None], None, by=mine.account, is_organiser=True)
    assert mine.attendees.count() == 2
