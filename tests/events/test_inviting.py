"""Inviting the members of a group: each once, and nobody who does not want it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.events.actions import inviting, replying
from apps.events.actions.refusals import NotOpen
from apps.events.models import Invitation
from apps.events.querysets.invitees import invitees
from apps.mailings.models import AddressState, Preference, TopicStop
from apps.records.models import Consent, Death, DoNotContact
from tests.factories import (
    AlumnusFactory,
    BlockFactory,
    CoHostFactory,
    EventFactory,
    MembershipFactory,
    PersonFactory,
    RegistrationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DEATH = {
    "first_source": "family",
    "second_source": "news",
    "second_evidence": "b",
    "first_at": NOW,
    "confirmed_at": NOW,
}


@pytest.fixture
def event():
    return EventFactory(seats=5)


def member(event, person=None):
    return MembershipFactory(chapter=event.chapter, person=person or AlumnusFactory()).person


def asked(event, by=None):
    return list(invitees(event, timezone.localdate(), by))


def stops(person, **what):
    TopicStop.objects.create(person=person, at=NOW, via="page", **what)


def test_members_are_asked_once(event, mailoutbox, django_capture_on_commit_callbacks):
    person, leader = member(event), AlumnusFactory()
    member(EventFactory())

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            inviting.invite(event, by=leader.account)

    [mail] = mailoutbox
    row = Invitation.objects.get()
    assert (mail.to, row.person) == ([person.account.email], person)
    assert reverse("events:reply", args=[replying.token_of(row)]) in mail.body


def test_who_does_not_want_it_has_no_address_or_comes_is_left_out(event):
    silent, coming = member(event), member(event)
    member(event, PersonFactory())
    DoNotContact.objects.create(person=silent, channel="email", since=timezone.localdate())
    RegistrationFactory(event=event, person=coming)
    wanted = member(event)

    assert asked(event) == [wanted]


@pytest.mark.parametrize(
    "says",
    [
        lambda person, _group: Death.objects.create(person=person, **DEATH),
        lambda person, group: stops(person, sender_key=f"chapter:{group.pk}"),
        lambda person, _group: stops(person, topic="events"),
        lambda person, _group: stops(person, topic="chapter"),
        lambda person, _group: Preference.objects.create(person=person, left_all_at=NOW, left_via="page"),
        lambda person, _group: Preference.objects.create(person=person, paused_until=NOW.date() + timedelta(days=9)),
        lambda person, _group: Consent.objects.create(
            person=person, purpose="events", is_given=False, at=NOW, text_version="1"
        ),
        lambda person, _group: AddressState.objects.create(address=person.account.email, hard_at=NOW, changed_at=NOW),
    ],
)
def test_the_dead_and_whoever_stopped_such_mail_are_not_asked(event, says):
    person, host = member(event), event.chapter
    assert asked(event) == [person]

    says(person, host)

    assert asked(event) == []


def test_whoever_blocked_the_one_who_invites_is_not_asked(event):
    leader = AlumnusFactory()
    BlockFactory(person=member(event), blocked=leader)

    assert asked(event, by=leader.account) == []


def test_member_of_a_group_that_joins_in_is_asked_for_its_sake(event, mailoutbox):
    person, host = AlumnusFactory(), CoHostFactory(event=event, state="accepted").chapter
    MembershipFactory(chapter=host, person=person)

    inviting.send_some(event.pk, person.account.pk)

    [mail] = mailoutbox
    assert host.name in mail.body


def test_link_in_the_mail_stops_the_letters_of_the_group(event, mailoutbox, client):
    person = member(event)
    inviting.send_some(event.pk, person.account.pk)
    [mail] = mailoutbox
    link = mail.extra_headers["List-Unsubscribe"].strip("<>")

    client.post(link)

    assert link in mail.body
    assert TopicStop.objects.filter(person=person, sender_key=f"chapter:{event.chapter_id}").exists()


def test_whoever_said_no_is_asked_no_more(event):
    invitation = replying.invitation_for(event, member(event), None)

    replying.say_no(invitation)

    assert asked(event) == []


@pytest.mark.parametrize("more", [{"state": "draft"}, {"past": True}, {"state": "cancelled"}])
def test_only_for_what_is_published_and_to_come(more):
    with pytest.raises(NotOpen):
        inviting.invite(EventFactory(**more), by=AlumnusFactory().account)


def test_worker_that_comes_too_late_sends_nothing(event, mailoutbox):
    member(event)
    now = timezone.now()
    type(event).objects.filter(pk=event.pk).update(starts_at=now - timedelta(hours=1), ends_at=now)

    assert inviting.send_some(event.pk, 0) is False
    assert not mailoutbox


def test_page_says_how_many_and_who_answered(event, client_for):
    leader = member(event)
    TermFactory(seat__position__chapter=event.chapter, person=leader)
    member(event)
    desk, page = client_for(leader.account), reverse("events:desk_invite", args=[event.slug])

    assert desk.get(page).status_code == 200
    assert desk.post(page)["Location"] == page
    assert client_for(AlumnusFactory().account).post(page).status_code == 403
