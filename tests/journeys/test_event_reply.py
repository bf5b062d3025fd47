"""Answering an invitation by the link of a mail, signed out: the form is posted by a real browser."""

from apps.events.actions import replying
from apps.events.models import Registration
from tests.factories import AlumnusFactory, EventFactory


def test_invitation_is_answered_by_the_link_of_a_mail(anonymous):
    event, person = EventFactory(audience="public"), AlumnusFactory()
    token = replying.token_of(replying.invitation_for(event, person, None))
    anonymous.visit("events:reply", token=token)

    anonymous.press("Yes, I am coming")

    assert Registration.objects.get(event=event, person=person).state == "confirmed"
