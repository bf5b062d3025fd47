"""The link in a mail: one person, one event, signed in or not."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.events.actions import replying
from apps.events.actions.refusals import LinkOver
from apps.events.models import Event
from apps.events.reports.seats import discrepancies
from tests.factories import (
    AlumnusFactory,
    EventFactory,
    EventInvitationFactory,
    PayeeAccountFactory,
    PersonFactory,
    QuestionFactory,
    RegistrationFactory,
    TicketTypeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters_are_right():
    yield
    assert discrepancies() == []


def url(invitation):
    return reverse("events:reply", args=[replying.token_of(invitation)])


def test_one_press_registers_whoever_is_not_signed_in(client):
    invitation = EventInvitationFactory(event__seats=1)

    assert client.get(url(invitation)).status_code == 200
    assert not invitation.event.registrations.exists()
    client.post(url(invitation), {"answer": "yes"})

    mine = invitation.event.registrations.get()
    assert (mine.state, mine.person, mine.source) == ("confirmed", invitation.person, "link")
    invitation.refresh_from_db()
    assert invitation.reply == "yes"


def test_person_without_an_account_can_come_too(client):
    invitation = EventInvitationFactory(person=PersonFactory())

    client.post(url(invitation), {"answer": "yes"})

    assert invitation.event.registrations.get().account is None


def test_no_cancels_what_there_is(client):
    mine = RegistrationFactory()
    invitation = replying.invitation_for(mine.event, mine.person, mine.account)

    client.post(url(invitation), {"answer": "no"})

    mine.refresh_from_db()
    invitation.refresh_from_db()
    assert (mine.state, invitation.reply) == ("cancelled", "no")


def test_no_after_the_cut_off_says_why_not(client):
    mine = RegistrationFactory()
    Event.objects.filter(pk=mine.event_id).update(changes_close_at=timezone.now() - timedelta(hours=1))
    invitation = replying.invitation_for(mine.event, mine.person, mine.account)

    assert client.post(url(invitation), {"answer": "no"}).status_code == 409

    mine.refresh_from_db()
    assert mine.state == "confirmed"


def test_full_event_gives_a_place_in_the_queue(client, take):
    invitation = EventInvitationFactory(event__seats=1)
    take(invitation.event)

    page = client.post(url(invitation), {"answer": "yes"}, follow=True).content.decode()

    assert invitation.event.registrations.get(person=invitation.person).state == "waiting"
    assert "1 จาก 1" in page or "1 of 1" in page


@pytest.mark.parametrize("has", ["price", "question", "approval"])
def test_seat_is_kept_where_there_is_more_to_fill_in(client, has):
    event = EventFactory(seats=1, payee=PayeeAccountFactory().payee, needs_approval=has == "approval")
    if has == "price":
        TicketTypeFactory(event=event, price_satang=100)
    if has == "question":
        QuestionFactory(event=event, required=True)
    invitation = EventInvitationFactory(event=event)

    client.post(url(invitation), {"answer": "yes"})

    mine = event.registrations.get()
    assert mine.state == "offered"
    assert mine.lapses_at > timezone.now()


def test_seat_from_the_queue_is_taken_by_one_press(client):
    mine = RegistrationFactory(state="offered", lapses_at=timezone.now() + timedelta(hours=1))
    link = url(replying.invitation_for(mine.event, mine.person, mine.account))

    assert 'value="yes"' in client.get(link).text
    client.post(link, {"answer": "yes"})
    mine.refresh_from_db()
    assert mine.state == "confirmed"


def test_what_is_no_answer_cancels_nothing(client):
    mine = RegistrationFactory()
    link = url(replying.invitation_for(mine.event, mine.person, mine.account))
    for said in ({}, {"answer": "maybe"}):
        client.post(link, said)

    mine.refresh_from_db()
    assert mine.state == "confirmed"


def test_nobody_is_asked_about_what_is_cancelled(client):
    moment = timezone.now()
    of_it = {"event__state": "cancelled", "event__cancelled_at": moment, "event__cancel_reason": "น้ำท่วม"}
    page = client.get(url(EventInvitationFactory(**of_it, reply="no", replied_at=moment)))

    assert "น้ำท่วม" in page.text
    assert 'name="answer"' not in page.text


def test_two_presses_are_one_registration(client):
    invitation = EventInvitationFactory()

    client.post(url(invitation), {"answer": "yes"})
    client.post(url(invitation), {"answer": "yes"})

    assert invitation.event.registrations.count() == 1


def test_link_is_of_this_person_and_event_alone():
    one, other = EventInvitationFactory(), EventInvitationFactory()
    key, digest = replying.token_of(one).split("-")

    assert replying.opened(f"{key}-{digest}") == one
    with pytest.raises(LinkOver):
        replying.opened(f"{other.pk}-{digest}")


def test_whoever_has_the_link_ends_it_and_the_next_mail_has_another(client):
    invitation = EventInvitationFactory()
    old = url(invitation)

    client.post(old, {"answer": "end"})

    assert client.get(old).status_code == 404
    assert client.post(old, {"answer": "yes"}).status_code == 404
    assert not invitation.event.registrations.exists()
    again = replying.invitation_for(invitation.event, invitation.person, None)
    assert client.get(url(again)).status_code == 200


@pytest.mark.parametrize("token", ["x", "1", "-", "1-", "-x", "๑-abc", "9" * 30 + "-a", "1-ภาษา"])
def test_broken_tokens_open_nothing(client, token):
    assert client.get(reverse("events:reply", args=[token])).status_code == 404


def test_link_ends_with_the_event(client):
    invitation = EventInvitationFactory(event__past=True)

    assert client.get(url(invitation)).status_code == 404


def test_mail_that_was_passed_on_says_whose_answer_it_is(client, client_for):
    invitation = EventInvitationFactory()
    name = invitation.person.names.get()
    path = url(invitation)

    friend = client_for(AlumnusFactory().account).get(path)
    assert (friend.context["is_somebody_else"], friend.context["invited"]) == (True, name.first_th)
    assert name.last_th not in friend.text
    assert not client.get(path).context["is_somebody_else"]
    assert not client_for(invitation.person.account).get(path).context["is_somebody_else"]


def test_no_address_is_told_to_whoever_has_the_link(client):
    invitation = EventInvitationFactory(person=None, account=UserFactory(name="", email="shy@example.org"))
    assert "shy@example.org" not in client.get(url(invitation)).text
