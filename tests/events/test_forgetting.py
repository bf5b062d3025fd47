"""Food and access needs, and answers, are erased after the event; an erasure takes who somebody was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.core.models import AuditEntry
from apps.core.privacy import Subject
from apps.events.actions import forgetting, sweeping
from apps.events.actions.details import Details, Guest, write
from apps.events.models import Answer, Attendee, Event, Registration
from tests.factories import EventFactory, QuestionFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    mine = RegistrationFactory(event=EventFactory(asks_needs=True))
    question = QuestionFactory(event=mine.event, keep_days=30)
    write(mine, Details([Guest("สุดา", "แพ้ถั่ว", "รถเข็น")], {question.pk: "XL"}), by=None)
    return mine


def past(event, **span):
    ended = timezone.now() - timedelta(**span)
    Event.objects.filter(pk=event.pk).update(starts_at=ended - timedelta(hours=3), ends_at=ended)


@pytest.mark.parametrize(("span", "gone"), [({"hours": 2}, False), ({"days": 2}, True)])
def test_needs_go_a_day_after_the_event_from_the_trail_too(told, span, gone):
    past(told.event, **span)

    sweeping.forget(timezone.now())

    attendee = told.attendees.get()
    assert (attendee.dietary == "", attendee.access_needs == "") == (gone, gone)
    assert (attendee.needs_erased_at is not None) is gone
    assert attendee.name == "สุดา"
    kept = AuditEntry.objects.filter(table="events.attendee", action="events.name_attendee")
    assert (kept.get().after is None) is gone


@pytest.mark.parametrize(("days", "gone"), [(29, False), (31, True)])
def test_answers_go_when_the_question_says(told, days, gone):
    past(told.event, days=days)

    sweeping.forget(timezone.now())

    assert Answer.objects.exists() is not gone


def test_erasure_leaves_the_seat_of_the_past_without_a_name(told):
    past(told.event, days=40)

    forgetting.forget(Subject(person_id=told.person_id, account_id=told.account_id))

    row = Registration.objects.get()
    assert (row.person, row.account, row.state) == (None, None, "confirmed")
    assert Attendee.objects.get().name == ""


def test_erasure_gives_the_seat_of_an_event_to_come_back(told, take):
    Event.objects.filter(pk=told.event_id).update(seats=1)
    told.event.refresh_from_db()
    waits = take(told.event)

    forgetting.forget(Subject(person_id=told.person_id, account_id=told.account_id))

    waits.refresh_from_db()
    assert waits.state == "offered"
    assert Registration.objects.get(pk=told.pk).state == "cancelled"
