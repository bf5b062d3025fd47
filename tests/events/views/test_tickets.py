"""The ticket and what one does with it; the organisers' answers."""

import pytest
from django.urls import reverse

from apps.events.lib import codes
from apps.events.models import Registration
from apps.events.reports.seats import discrepancies
from tests.factories import (
    AlumnusFactory,
    EventFactory,
    MembershipFactory,
    PaymentRequestFactory,
    RegistrationFactory,
    SlipFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters_are_right():
    yield
    assert discrepancies() == []


def url(event, name="mine", *more):
    return reverse(f"events:{name}", args=[event.slug, *more])


def words(response):
    return response.content.decode()


def test_ticket_has_a_code_for_each_seat_and_the_online_link(client_for):
    mine = RegistrationFactory(seats=2, event__online=True, event__online_url="https://meet.example.org/secret")

    page = words(client_for(mine.account).get(url(mine.event)))

    for attendee in mine.attendees.all():
        assert f"{attendee.code[:4]} {attendee.code[4:8]} {attendee.code[8:]}" in page
    assert "meet.example.org/secret" in page


@pytest.mark.parametrize("state", ["waiting", "asked", "paying", "offered", "cancelled"])
def test_online_link_and_codes_are_for_the_registered_only(client_for, state):
    mine = RegistrationFactory(
        state=state, event__seats=1, event__online=True, event__online_url="https://meet.example.org/secret"
    )
    if state == "waiting":
        RegistrationFactory(event=mine.event)

    page = words(client_for(mine.account).get(url(mine.event)))

    assert "meet.example.org" not in page
    assert mine.attendees.get().code[:4] not in page


def test_qr_code_is_a_picture_for_its_owner_alone(client_for):
    mine = RegistrationFactory()
    picture = url(mine.event, "ticket_qr", 1)

    answer = client_for(mine.account).get(picture)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert client_for(AlumnusFactory().account).get(picture).status_code == 404
    assert client_for(mine.account).get(url(mine.event, "ticket_qr", 2)).status_code == 404


@pytest.mark.parametrize(("seats", "has_one"), [(1, False), (3, True)])
def test_a_party_has_a_code_for_all_of_them(client_for, seats, has_one):
    mine = RegistrationFactory(seats=seats)
    client = client_for(mine.account)

    assert (codes.written(mine.code) in words(client.get(url(mine.event)))) is has_one
    assert client.get(url(mine.event, "ticket_qr", 0)).status_code == 200


@pytest.mark.parametrize("name", ["my_cancel", "pass_on", "pay"])
def test_whoever_is_not_registered_finds_nothing(client_for, name):
    event = EventFactory()
    RegistrationFactory(event=event)

    assert client_for(AlumnusFactory().account).get(url(event, name)).status_code == 404


def test_pages_of_a_registration_tell_nobody_which_events_there_are(client_for):
    hidden = EventFactory(state="draft")
    browser = client_for(AlumnusFactory().account)
    said = [browser.get(reverse("events:mine", args=[slug]), follow=True) for slug in (hidden.slug, "none-such")]

    assert [answer.status_code for answer in said] == [404, 404]
    assert [len(answer.redirect_chain) for answer in said] == [1, 1]


def test_a_slip_that_waits_is_with_the_office_and_no_longer_to_be_paid(client_for):
    request = PaymentRequestFactory()
    mine = RegistrationFactory(state="paying", payment=request)
    browser = client_for(mine.account)
    assert "รอชำระ" in words(browser.get(reverse("events:my_events")))
    SlipFactory(request=request)

    for page in (url(mine.event), reverse("events:my_events")):
        said = words(browser.get(page))
        assert "รอชำระ</span>" not in said
        assert "<h1>รอชำระ</h1>" not in said


def test_telephone_numbers_of_the_organisers_are_dialled_with_one_tap(client):
    event = EventFactory(contact="นก <b> 081-234-5678, nok@example.org")

    page = words(client.get(reverse("events:show", args=[event.slug])))

    assert '<a class="nm" href="tel:+66812345678">081-234-5678</a>' in page
    assert '<a href="mailto:nok@example.org">' in page
    assert "นก &lt;b&gt;" in page


def test_cancelling_says_what_happens_and_does_it(client_for):
    mine = RegistrationFactory()
    browser = client_for(mine.account)

    assert browser.get(url(mine.event, "my_cancel")).status_code == 200
    browser.post(url(mine.event, "my_cancel"))

    mine.refresh_from_db()
    assert mine.state == "cancelled"
    assert browser.get(url(mine.event)).status_code == 200


def test_guests_are_changed_on_one_page(client_for):
    mine = RegistrationFactory(event=EventFactory(seats=4, most_guests=2))
    browser, page = client_for(mine.account), url(mine.event, "my_change")

    assert browser.post(page, {"step": "choose", "guests": "1", "name_1": "สุดา"}).status_code == 200
    assert mine.attendees.count() == 2
    done = browser.post(page, {"step": "complete", "guests": "1", "name_1": "สุดา", "name_2": "ลูก", "note": "x"})

    assert done["Location"] == url(mine.event)
    assert list(mine.attendees.order_by("position").values_list("name", flat=True)) == ["สุดา", "ลูก"]


def test_party_for_which_too_few_seats_are_free_is_told_how_to_come(client_for, take):
    event = EventFactory(seats=2, most_guests=1)
    take(event)
    waits = take(event, n=2)
    browser = client_for(waits.account)
    assert f'href="{url(event, "my_change")}"' in words(browser.get(url(event))).partition("</section>")[0]

    answer = browser.post(url(event, "my_change"), {"guests": "0", "step": "choose"})
    waits.refresh_from_db()
    assert (waits.state, answer.url) == ("offered", url(event, "register"))


def test_offer_is_declined_where_it_is_read(client_for):
    mine = RegistrationFactory(state="offered")
    browser = client_for(mine.account)
    assert f'href="{url(mine.event, "my_cancel")}"' in words(browser.get(url(mine.event)))


def test_guest_whose_name_is_not_written_yet_has_a_ticket_with_a_heading(client_for):
    mine = RegistrationFactory(seats=2)
    mine.attendees.filter(position=2).update(name="")
    page = words(client_for(mine.account).get(url(mine.event)))
    assert 'class="break"></h2>' not in page


def test_my_events_show_tickets_and_places(client_for, take):
    event = EventFactory(seats=1)
    take(event)
    waits = take(event)
    RegistrationFactory(event=EventFactory(past=True), person=waits.person)

    page = words(client_for(waits.account).get(reverse("events:my_events")))

    assert event.title_th in page
    assert "1 จาก 1" in page or "1 of 1" in page
    assert event.title_th in words(client_for(waits.account).get(reverse("home:me")))


# ---- the organisers


@pytest.fixture
def leader():
    return AlumnusFactory()


@pytest.fixture
def asked(leader):
    event = EventFactory(seats=1, needs_approval=True)
    MembershipFactory(chapter=event.chapter, person=leader)
    TermFactory(seat__position__chapter=event.chapter, person=leader)
    return RegistrationFactory(event=event, state="asked")


def test_organisers_accept_and_refuse(client_for, leader, asked, take):
    desk, waits = client_for(leader.account), take(asked.event)
    page = url(asked.event, "request", asked.pk)

    assert asked.attendees.get().name in words(desk.get(url(asked.event, "requests")))
    assert desk.post(page, {"outcome": "refuse", "reason": ""}).status_code == 422
    desk.post(page, {"outcome": "refuse", "reason": "งานนี้ของรุ่น 15"})

    asked.refresh_from_db()
    waits.refresh_from_db()
    assert (asked.state, asked.reason, waits.state) == ("refused", "งานนี้ของรุ่น 15", "offered")


def test_accepted_is_registered(client_for, leader, asked):
    client_for(leader.account).post(url(asked.event, "request", asked.pk), {"outcome": "approve", "reason": ""})

    assert Registration.objects.get(pk=asked.pk).state == "confirmed"


def test_leader_of_another_group_answers_nobody(client_for, asked):
    other = AlumnusFactory()
    TermFactory(person=other)

    page = url(asked.event, "request", asked.pk)
    assert client_for(other.account).post(page, {"outcome": "approve", "reason": ""}).status_code == 403
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_organisers_cancel_somebodys_registration_with_a_reason(client_for, leader, asked):
    Registration.objects.filter(pk=asked.pk).update(state="confirmed", confirmed_at=asked.created_at)
    desk, page = client_for(leader.account), url(asked.event, "request", asked.pk)

    assert desk.post(page, {"reason": ""}).status_code == 422
    desk.post(page, {"reason": "ที่นั่งนี้ของวิทยากร"})

    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("cancelled", "ที่นั่งนี้ของวิทยากร")
