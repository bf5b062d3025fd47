"""How an event was, told by the link of a mail, signed out."""

from datetime import timedelta

from django.utils import timezone

from apps.events.actions.after import links
from apps.events.models import Feedback
from tests.factories import EventFactory, RegistrationFactory


def test_feedback_by_the_link_of_a_mail(anonymous):
    now = timezone.now()
    event = EventFactory(starts_at=now - timedelta(hours=6), ends_at=now - timedelta(hours=3))
    registration = RegistrationFactory(event=event)
    anonymous.visit("events:feedback", token=links.token_of(registration))

    anonymous.press("Send my answer", status=422)
    anonymous.sees("Choose one of the five.")
    anonymous.page.get_by_label(anonymous.say("4: good")).check()
    anonymous.fill({"What was good": "ได้เจอเพื่อน"})
    anonymous.press("Send my answer")

    anonymous.sees("Thank you. You can change your answer on this page.")
    assert Feedback.objects.get(registration=registration).stars == 4
