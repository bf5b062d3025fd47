"""Food and access needs, and answers, are erased after the event; an erasure takes who somebody was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.core.actions import privacy
from apps.core.models import AuditEntry
from apps.core.privacy import Subject
from apps.events.actions import changing, forgetting, sweeping
from apps.events.actions.details import Details, Guest, write
from apps.events.models import Answer, Attendee, Event, Feedback, Registration
from apps.events.rules import standing_of
from tests.factories import EventFactory, QuestionFactory, RegistrationFactory, UserFactory

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
    assert (AuditEntry.objects.get(table="events.answer", action="events.answer").after is None) is gone


def test_answers_that_are_kept_longer_hold_up_no_others(told, monkeypatch):
    """However many there are."""
    monkeypatch.setattr(sweeping, "BATCH", 1)
    kept = QuestionFactory(event=told.event, keep_days=365)
    Answer.objects.filter(registration=told).update(question=kept)
    short = QuestionFactory(event=told.event, keep_days=30)
    Answer.objects.create(registration=told, question=short, value="แดง")
    past(told.event, days=31)

    sweeping.forget(timezone.now())

    assert [answer.question for answer in Answer.objects.all()] == [kept]


def values_in_trail(*tables):
    kept = AuditEntry.objects.filter(table__in=[f"events.{table}" for table in tables], erased_at=None)
    return [entry.key for entry in kept if entry.before or entry.after]


def test_what_is_taken_back_goes_from_the_trail_at_once(told):
    write(told, Details([Guest("สุดา")], {}), by=None)

    assert values_in_trail("attendee", "answer") == []


def test_a_guest_who_stays_at_home_goes_from_the_trail(take):
    mine = take(EventFactory(most_guests=1), n=2)
    guest = mine.attendees.get(position=2)
    write(mine, Details([Guest("สุดา"), Guest("คุณแม่", "ไม่ทานเนื้อ")]), by=None)
    mine.refresh_from_db()

    changing.change(mine, standing_of(mine.account, mine.event), [None], None, by=mine.account)

    assert str(guest.pk) not in values_in_trail("attendee")


def test_erasure_empties_the_trail_of_an_account_without_a_record(told):
    """The trail has nobody there to whom the rows would belong."""
    account = UserFactory()
    Registration.objects.update(person=None, account=account)
    told.refresh_from_db()
    write(told, Details([Guest("ชื่อใหม่", "แพ้กุ้ง")], {}, note="มาสาย"), by=account)
    Feedback.objects.create(registration=told, stars=5)

    forgetting.forget(Subject(person_id=None, account_id=account.pk))

    assert values_in_trail("registration", "attendee", "answer", "feedback") == []


@pytest.mark.parametrize(("days", "gone"), [(364, False), (366, True)])
def test_guests_names_and_words_to_the_organisers_go_after_a_year(take, days, gone):
    mine = take(EventFactory(most_guests=1), n=2)
    write(mine, Details([Guest("สุดา"), Guest("คุณแม่")], {}, note="แพ้ถั่ว"), by=None)
    past(mine.event, days=days)

    privacy.expire(timezone.now())

    mine.refresh_from_db()
    first, guest = mine.attendees.order_by("position")
    assert first.name == "สุดา"
    assert (guest.name == "", mine.note == "") == (gone, gone)
    assert (str(guest.pk) not in values_in_trail("attendee")) is gone


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
