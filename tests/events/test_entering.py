"""The organisers register somebody who told them so."""

import pytest
from django.core import mail
from django.urls import reverse

from apps.events.actions import entering, letters
from apps.events.actions.refusals import Full, NotOpen, NotPayable, RegisteredAlready
from apps.events.models import Event, Registration
from apps.records.actions import search
from tests.factories import (
    AlumnusFactory,
    EventFactory,
    PayeeAccountFactory,
    PersonFactory,
    TermFactory,
    TicketTypeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return TermFactory().person


@pytest.fixture
def event(leader):
    return EventFactory(chapter=leader.officer_terms.get().seat.position.chapter, seats=2, most_guests=1)


@pytest.fixture
def friend():
    found = AlumnusFactory()
    search.refresh([found.pk])
    return found


@pytest.fixture
def enter(event, leader, client_for):
    """`enter(person, guests="…")`: what the organiser's browser gets."""

    def post(person, **typed):
        told = {"person": person.public_id, "guests": "", "sure": "on", **typed}
        return client_for(leader.account).post(reverse("events:desk_enter", args=[event.slug]), told)

    return post


def test_somebody_is_found_and_registered_with_a_guest(event, leader, friend, enter, client_for):
    client, at = client_for(leader.account), reverse("events:desk_enter", args=[event.slug])
    name = friend.names.get().full
    assert str(friend.public_id) in client.get(at, {"q": name}).text
    assert client.get(at, {"person": friend.public_id}).context["name"] == name

    answer = enter(friend, guests=" คุณแม่ \n\n")

    made = Registration.objects.get(person=friend)
    names = list(made.attendees.order_by("position").values_list("name", "is_guest"))
    assert answer.status_code == 302
    assert (made.state, made.source, made.account, names) == (
        "confirmed",
        "organiser",
        friend.account,
        [(name, False), ("คุณแม่", True)],
    )
    event.refresh_from_db()
    assert event.taken == 2


def test_they_read_by_mail_who_did_it(event, friend, enter, mailoutbox):
    type(friend.account).objects.filter(pk=friend.account.pk).update(language="en")
    enter(friend)

    letters.write_due()

    [sent] = mailoutbox
    assert all("The organisers have registered you" in text for text in (sent.body, sent.alternatives[0].content))


def test_nobody_passes_the_queue(event, friend, enter):
    for _seat in range(2):
        entering.enter(event, AlumnusFactory(), "x", ticket=None, guests=[], by=friend.account)

    enter(friend)

    assert Registration.objects.get(person=friend).state == "waiting"


@pytest.mark.parametrize("typed", [{"guests": "ก\nข"}, {"guests": "ก" * 151}, {"sure": ""}])
def test_what_cannot_be_is_said_beside_it(friend, enter, typed):
    answer = enter(friend, **typed)

    assert (answer.status_code, Registration.objects.exists()) == (422, False)


def test_nobody_is_registered_twice(friend, enter, event):
    enter(friend)
    assert enter(friend).status_code == 422
    with pytest.raises(RegisteredAlready):
        entering.enter(event, friend, "x", ticket=None, guests=[], by=friend.account)


def test_whoever_is_not_in_the_directory_is_not_found(enter):
    assert enter(PersonFactory()).status_code == 404


def test_what_costs_is_asked_for(event, friend, enter):
    ticket = TicketTypeFactory(event=event, price_satang=50_000)
    refused = enter(friend, ticket=ticket.pk)
    assert (refused.status_code, Registration.objects.exists()) == (422, False)
    with pytest.raises(NotPayable):
        entering.enter(event, friend, "x", ticket=ticket, guests=[], by=friend.account)

    event.payee = PayeeAccountFactory().payee
    event.save()
    enter(friend, ticket=ticket.pk)

    made = Registration.objects.get(person=friend)
    assert (made.state, made.payment.amount_satang) == ("paying", 50_000)


def test_whoever_cannot_pay_here_pays_at_the_door(event, leader):
    event.payee = PayeeAccountFactory().payee
    ticket = TicketTypeFactory(event=event, price_satang=50_000)

    with pytest.raises(entering.CannotPay):
        entering.enter(event, PersonFactory(), "x", ticket=ticket, guests=[], by=leader.account)


def test_full_without_a_queue_and_past_events_take_nobody(leader, friend):
    full = EventFactory(seats=1, taken=1, waiting_list=False)
    with pytest.raises(Full):
        entering.enter(full, friend, "x", ticket=None, guests=[], by=leader.account)
    with pytest.raises(NotOpen):
        entering.enter(EventFactory(past=True), friend, "x", ticket=None, guests=[], by=leader.account)


# ---- somebody who is not in the directory


@pytest.fixture
def outside(event, leader, client_for):
    """`outside(name="…", guests="…")`: what the organiser's browser gets."""

    def post(**typed):
        told = {"outside": "1", "name": "ลุงชัย", "guests": "", "sure": "on", **typed}
        return client_for(leader.account).post(reverse("events:desk_enter", args=[event.slug]), told)

    return post


def test_somebody_from_outside_is_registered_by_name(event, leader, outside, client_for):
    answer = outside(guests="ป้าแดง")

    made = event.registrations.get()
    names = list(made.attendees.order_by("position").values_list("name", "is_guest"))
    assert (made.state, made.person, made.account, made.source) == ("confirmed", None, None, "organiser")
    assert names == [("ลุงชัย", False), ("ป้าแดง", True)]
    page = client_for(leader.account).get(answer.url).text
    code = made.attendees.get(position=1).code
    assert f"{code[:4]} {code[4:8]} {code[8:]}" in page
    letters.write_due()
    assert mail.outbox == []


def test_nobody_is_said_to_be_told_who_gets_no_mail(event, leader, outside, client_for):
    at = outside().url
    answer = client_for(leader.account).post(at, {"reason": "ยกเลิกตามที่ขอ"}, follow=True)
    assert event.registrations.get().state == "cancelled"
    assert [str(said) for said in answer.context["messages"]] == ["บันทึกแล้ว"]


def test_somebody_from_outside_stands_in_no_queue(event, outside):
    Event.objects.filter(pk=event.pk).update(seats=1, waiting_list=True)
    outside()
    assert outside(name="ลุงอีกคน").status_code == 422
    event.refresh_from_db()
    assert (event.taken, event.waiting, event.registrations.count()) == (1, 0, 1)


def test_somebody_from_outside_pays_at_the_door(event, outside):
    Event.objects.filter(pk=event.pk).update(payee=PayeeAccountFactory().payee)
    ticket = TicketTypeFactory(event=event, price_satang=10_000)
    assert outside(ticket=ticket.pk).status_code == 422
    assert not event.registrations.exists()


def test_the_name_that_was_looked_for_stands_in_the_box(event, leader, client_for):
    client, at = client_for(leader.account), reverse("events:desk_enter", args=[event.slug])
    assert "outside=1" in client.get(at, {"q": "ลุงชัย"}).text
    assert 'value="ลุงชัย"' in client.get(at, {"outside": "1", "q": "ลุงชัย"}).text
