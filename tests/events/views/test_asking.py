"""A question to the organisers, carried by the portal."""

import pytest
from django.core import mail
from django.urls import reverse

from apps.directory.models import Letter
from tests.factories import AlumnusFactory, EventFactory, SubmissionFactory, TermFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    term = TermFactory(seat__position__role="president", person=AlumnusFactory())
    return EventFactory(chapter=term.seat.position.chapter)


def leader_of(event):
    return event.chapter.positions.get().seats.get().terms.get().person


def url(event):
    return reverse("events:ask", args=[event.slug])


def test_it_reaches_a_leader_and_names_the_event(client_for, event):
    writer = AlumnusFactory()
    browser = client_for(writer.account)
    assert url(event) in browser.get(reverse("events:show", args=[event.slug])).text

    done = browser.post(url(event), {"text": "มีที่จอดรถไหม"}, follow=True)

    letter = Letter.objects.get()
    assert letter.conversation.recipient == leader_of(event)
    assert (event.title_th in letter.text, "มีที่จอดรถไหม" in letter.text) == (True, True)
    assert "มีที่จอดรถไหม" in done.text
    assert writer.account.email not in str([message.message() for message in mail.outbox])


def test_whoever_sent_the_event_answers_for_it(client_for, event):
    other = TermFactory(
        seat__position__chapter=event.chapter, seat__position__role="secretary", person=AlumnusFactory()
    )
    SubmissionFactory(event=event, by=other.person.account, outcome="approved")

    client_for(AlumnusFactory().account).post(url(event), {"text": "มีที่จอดรถไหม"})

    assert Letter.objects.get().conversation.recipient == other.person


def test_nothing_is_lost_where_it_cannot_be_sent(client_for, event):
    browser = client_for(AlumnusFactory().account)
    assert browser.post(url(event), {"text": ""}).status_code == 422
    leader_of(event).account.delete()
    refused = browser.post(url(event), {"text": "มีที่จอดรถไหม"})

    assert refused["Location"] == reverse("home:contact")  # nobody leads the group by an account: the office answers
    assert Letter.objects.count() == 0


def test_the_office_answers_for_its_own_events(client_for):
    event = EventFactory(chapter=None)

    assert client_for(AlumnusFactory().account).get(url(event))["Location"] == reverse("home:contact")


def test_it_is_for_alumni_who_may_see_the_event(client_for, event):
    hidden = EventFactory(chapter=event.chapter, state="draft")

    stranger = client_for(UserFactory())
    assert stranger.get(url(event)).status_code == 302  # to where one claims a record
    assert client_for(AlumnusFactory().account).get(url(hidden)).status_code == 404
