"""Registering in the browser: holding, filling in, waiting, and the hold that ran out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.events.actions import ending, sweeping
from apps.events.models import Answer, EventLetter, Registration
from apps.events.reports.seats import discrepancies
from tests.factories import (
    AlumnusFactory,
    EventFactory,
    PayeeAccountFactory,
    QuestionFactory,
    RegistrationFactory,
    TicketTypeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return AlumnusFactory()


@pytest.fixture
def browser(client_for, member):
    return client_for(member.account)


def url(event, name="register"):
    return reverse(f"events:{name}", args=[event.slug])


def only(event):
    return event.registrations.select_related("payment").get()


def words(response):
    return response.content.decode()


@pytest.fixture(autouse=True)
def counters_are_right():
    yield
    assert discrepancies() == []


def test_one_press_is_enough_where_there_is_nothing_to_fill_in(browser, member):
    event = EventFactory(seats=10)

    page = browser.get(url(event))
    done = browser.post(url(event), {"step": "choose"})

    assert "step" in words(page)
    assert done["Location"] == url(event, "mine")
    mine = only(event)
    assert (mine.state, mine.person, mine.account) == ("confirmed", member, member.account)
    assert mine.attendees.get().name == str(member.names.get(is_current=True).full)


def test_nobody_registers_once_it_has_begun(browser):
    now = timezone.now()
    event = EventFactory(starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1))

    assert url(event) not in words(browser.get(url(event, "show")))
    assert browser.get(url(event)).status_code == 403


def test_a_choice_that_must_be_made_is_made_by_nobody_else(browser):
    question = QuestionFactory(kind="choice", options=["S", "M"], required=True)
    browser.post(url(question.event), {"step": "choose"})

    page = words(browser.get(url(question.event)))
    refused = browser.post(url(question.event), {"step": "complete", "name_1": "สุดา", f"question_{question.pk}": ""})

    assert '<option value="" selected>' in page
    assert refused.status_code == 422


def test_looking_takes_no_seat(browser):
    event = EventFactory(seats=1)

    browser.get(url(event))

    assert not event.registrations.exists()


def test_seat_is_held_while_the_form_is_filled_in(browser):
    event = EventFactory(seats=1, asks_needs=True)
    question = QuestionFactory(event=event, required=True)

    assert browser.post(url(event), {"step": "choose"}).status_code == 302
    assert only(event).state == "filling"
    page = words(browser.get(url(event)))
    assert "data-until" in page
    assert question.label in page
    sent = {
        "step": "complete",
        "name_1": "สุดา ใจดี",
        "dietary_1": "เจ",
        "access_needs_1": "",
        f"question_{question.pk}": "XL",
        "note": "",
    }
    assert browser.post(url(event), sent)["Location"] == url(event, "mine")

    mine = only(event)
    assert (mine.state, mine.lapses_at) == ("confirmed", None)
    assert (str(mine.attendees.get().dietary), Answer.objects.get().value) == ("เจ", "XL")


def test_what_is_missing_is_said_and_nothing_is_lost(browser):
    event = EventFactory(seats=1)
    question = QuestionFactory(event=event, required=True)
    browser.post(url(event), {"step": "choose"})
    before = only(event).lapses_at

    answer = browser.post(
        url(event), {"step": "complete", "name_1": "สุดา ใจดี", "note": "มาช้า", f"question_{question.pk}": ""}
    )

    assert answer.status_code == 422
    assert "มาช้า" in words(answer)
    assert only(event).state == "filling"
    assert only(event).lapses_at >= before


def test_guests_have_seats_and_names(browser):
    event = EventFactory(seats=3, most_guests=2)

    browser.post(url(event), {"step": "choose", "guests": "2"})
    assert only(event).seats == 3
    sent = {"step": "complete", "guests": "2", "name_1": "สุดา", "name_2": "ลูก", "name_3": "แม่", "note": ""}
    browser.post(url(event), sent)

    assert list(only(event).attendees.order_by("position").values_list("name", "is_guest")) == [
        ("สุดา", False),
        ("ลูก", True),
        ("แม่", True),
    ]


def test_other_guests_keep_what_was_typed(browser):
    event = EventFactory(seats=5, most_guests=3)
    browser.post(url(event), {"step": "choose", "guests": "1"})

    page = browser.post(
        url(event), {"step": "choose", "guests": "2", "name_1": "สุดา", "name_2": "ลูกสาว", "note": "มาสาย"}
    )

    assert all(word in words(page) for word in ("สุดา", "ลูกสาว", "มาสาย", "name_3"))
    assert only(event).seats == 3


def test_too_many_guests_are_refused_at_the_field(browser):
    event = EventFactory(seats=9, most_guests=1)

    answer = browser.post(url(event), {"step": "choose", "guests": "5"})

    assert answer.status_code == 422
    assert not event.registrations.exists()


@pytest.mark.parametrize("is_swept", [True, False])
def test_lost_hold_takes_another_seat_with_what_was_typed(browser, is_swept):
    event = EventFactory(seats=1, asks_needs=True)
    browser.post(url(event), {"step": "choose"})
    Registration.objects.update(lapses_at=timezone.now() - timedelta(seconds=1))

    sent = {"step": "complete", "name_1": "สุดา ใจดี", "dietary_1": "ฮาลาล", "access_needs_1": "", "note": ""}
    if is_swept:
        sweeping.lapse(timezone.now())
    browser.post(url(event), sent)

    lapsed, mine = event.registrations.order_by("number")
    assert (lapsed.state, mine.state) == ("lapsed", "confirmed")
    assert str(mine.attendees.get().dietary) == "ฮาลาล"


def test_lost_hold_of_a_full_event_waits_with_what_was_typed(browser, take):
    event = EventFactory(seats=1, asks_needs=True)
    browser.post(url(event), {"step": "choose"})
    Registration.objects.update(lapses_at=timezone.now() - timedelta(seconds=1))
    sweeping.lapse(timezone.now())
    take(event)

    sent = {"step": "complete", "name_1": "สุดา ใจดี", "dietary_1": "ฮาลาล", "access_needs_1": "", "note": "x"}
    assert browser.post(url(event), sent)["Location"] == url(event, "mine")

    mine = event.registrations.get(state="waiting")
    assert (str(mine.attendees.get().dietary), mine.note) == ("ฮาลาล", "x")


def test_full_event_without_a_queue_keeps_what_was_typed(browser, take):
    event = EventFactory(seats=1, asks_needs=True, waiting_list=False)
    take(event)

    sent = {"step": "complete", "name_1": "สุดา ใจดี", "dietary_1": "ฮาลาล", "access_needs_1": "", "note": ""}
    answer = browser.post(url(event), sent)

    assert answer.status_code == 422
    assert "ฮาลาล" in words(answer)


def test_queue_shows_the_place_and_is_left_with_one_press(browser, take):
    event = EventFactory(seats=1)
    take(event)
    take(event)

    browser.post(url(event), {"step": "choose"})
    page = words(browser.get(url(event, "mine")))
    assert "2 จาก 2" in page or "2 of 2" in page

    browser.post(url(event, "my_cancel"))
    event.refresh_from_db()
    assert event.waiting == 1


def test_offer_is_taken_on_the_same_page(browser, take, member):
    event = EventFactory(seats=1)
    first = take(event)
    browser.post(url(event), {"step": "choose"})
    ending.cancel(first, by=None)
    assert event.registrations.get(person=member).state == "offered"

    browser.post(url(event), {"step": "complete", "name_1": "สุดา", "note": ""})

    assert event.registrations.get(person=member).state == "confirmed"


def test_more_time_is_given_but_not_for_ever(browser, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    event = EventFactory(seats=1, asks_needs=True, hold_minutes=10)
    browser.post(url(event), {"step": "choose"})
    Registration.objects.update(lapses_at=now + timedelta(minutes=1))

    browser.post(url(event), {"step": "extend", "name_1": "ก"})
    assert only(event).lapses_at == now + timedelta(minutes=10)

    Registration.objects.update(created_at=now - timedelta(minutes=29), lapses_at=now + timedelta(seconds=30))
    browser.post(url(event), {"step": "extend", "name_1": "ก"})
    assert only(event).lapses_at == now + timedelta(minutes=1)


def test_paid_ticket_is_lapses_at_it_is_paid(browser):
    event = EventFactory(seats=2, payee=PayeeAccountFactory().payee)
    ticket = TicketTypeFactory(event=event, price_satang=80_000)

    page = browser.post(url(event), {"step": "choose", "ticket": str(ticket.pk)}, follow=True)
    assert "800" in words(page)
    sent = {"step": "complete", "ticket": str(ticket.pk), "name_1": "สุดา", "note": ""}
    answer = browser.post(url(event), sent)

    mine = only(event)
    assert (mine.state, mine.payment.amount_satang) == ("paying", 80_000)
    assert answer["Location"] == reverse("payments:request", args=[mine.payment.public_id])
    assert browser.get(answer["Location"]).status_code == 200
    assert browser.get(url(event, "pay"))["Location"] == answer["Location"]


def test_approval_is_asked_for_where_the_organisers_want_it(browser):
    event = EventFactory(seats=2, needs_approval=True)
    browser.post(url(event), {"step": "choose"})

    browser.post(url(event), {"step": "complete", "name_1": "สุดา", "note": "เคยเป็นประธานรุ่น"})

    assert only(event).state == "asked"
    assert EventLetter.objects.get().kind == "asked"


@pytest.mark.parametrize(
    "more",
    [
        {"registration_opens_at": timezone.now() + timedelta(days=1)},
        {"registration_closes_at": timezone.now() - timedelta(days=1)},
        {"takes_registrations": False},
        {"past": True},
        {"state": "cancelled"},
    ],
)
def test_closed_registration_says_so_and_takes_nobody(browser, more):
    event = EventFactory(seats=2, **more)

    assert browser.get(url(event)).status_code == 403
    assert browser.post(url(event), {"step": "choose"}).status_code == 422
    assert not event.registrations.exists()


def test_event_for_others_is_not_there(browser):
    event = EventFactory(audience="chapter")

    assert browser.post(url(event), {"step": "choose"}).status_code == 404


def test_visitor_with_an_account_registers_for_a_public_event(client_for):
    event, visitor = EventFactory(seats=1), UserFactory(name="ผู้มาเยือน")

    client_for(visitor).post(url(event), {"step": "choose"})

    mine = only(event)
    assert (mine.state, mine.person, mine.account) == ("confirmed", None, visitor)


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(client):
    event = EventFactory()

    answer = client.get(url(event))

    assert answer.status_code == 302
    assert url(event) in answer["Location"]


def test_second_registration_shows_the_first(browser, member):
    event = EventFactory()
    RegistrationFactory(event=event, person=member)

    assert browser.post(url(event), {"step": "choose"})["Location"] == url(event, "mine")
    assert event.registrations.count() == 1


def test_ticket_that_costs_nothing_says_so(browser):
    event = EventFactory()
    TicketTypeFactory(event=event)
    TicketTypeFactory(event=event, price_satang=50_000)
    page = browser.get(url(event)).text
    assert '<span class="num">ฟรี</span>' in page
    assert '<span class="num">500 บาท</span>' in page


def test_ticket_that_is_gone_says_what_a_guest_with_it_costs_the_party(browser):
    event = EventFactory(seats=10, most_guests=2)
    adult, child = TicketTypeFactory(event=event), TicketTypeFactory(event=event, capacity=0, for_guests=True)
    form = browser.get(url(event)).context["choice"]
    assert form[f"guests_{child.pk}"].help_text
    assert not form[f"guests_{adult.pk}"].help_text


def test_seats_that_are_kept_for_a_party_are_not_said_to_be_taken(browser, take):
    event = EventFactory(seats=2, most_guests=1)
    take(event)
    take(event, n=2)
    page = browser.get(url(event))
    assert page.context["is_full"]
    assert "เต็มแล้ว" not in page.text.partition("note--warn")[2].partition("</p>")[0]
