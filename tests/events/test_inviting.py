"""Inviting the members of a group: each once, and nobody who does not want it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.events.actions import inviting, replying
from apps.events.actions.refusals import NotOpen
from apps.events.models import Invitation
from apps.events.querysets.invitees import invitees
from apps.records.models import DoNotContact
from tests.factories import (
    AlumnusFactory,
    EventFactory,
    MembershipFactory,
    PersonFactory,
    RegistrationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return EventFactory(seats=5)


def member(event, person=None):
    return MembershipFactory(chapter=event.chapter, person=person or AlumnusFactory()).person


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

    assert list(invitees(event, timezone.localdate())) == [wanted]


def test_whoever_said_no_is_asked_no_more(event):
    invitation = replying.invitation_for(event, member(event), None)

    replying.say_no(invitation)

    assert not invitees(event, timezone.localdate()).exists()


@pytest.mark.parametrize("more", [{"state": "draft"}, {"past": True}, {"state": "cancelled"}])
def test_only_for_what_is_published_and_to_come(more):
    with pytest.raises(NotOpen):
        inviting.invite(EventFactory(**more), by=AlumnusFactory().account)


def test_worker_that_comes_too_late_sends_nothing(event, mailoutbox):
    member(event)
    now = timezone.now()
    type(event).objects.filter(pk=event.pk).update(starts_at=now - timedelta(hours=1), ends_at=now)

    assert inviting.send_some(event.pk) is False
    assert not mailoutbox


def test_page_says_how_many_and_who_answered(event, client_for):
    leader = member(event)
    TermFactory(seat__position__chapter=event.chapter, person=leader)
    member(event)
    desk, page = client_for(leader.account), reverse("events:desk_invite", args=[event.slug])

    assert desk.get(page).status_code == 200
    assert desk.post(page)["Location"] == page
    assert client_for(AlumnusFactory().account).post(page).status_code == 403
