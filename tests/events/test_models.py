"""What the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.core import registries
from apps.events.models import Event, Registration
from tests.factories import (
    CheckInFactory,
    EventFactory,
    GraduateFactory,
    RegistrationFactory,
    TicketTypeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def refuses(act, name):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    return name in str(error.value)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"taken": 11}, "event_sells_no_seat_twice"),
        ({"ends_at": timezone.now() - timedelta(days=900)}, "event_ends_after_it_begins"),
        ({"audience": "cohort"}, "event_audience_is_named"),
        ({"place": ""}, "event_is_somewhere"),
        ({"latitude": 7}, "event_place_on_the_map_is_whole"),
        ({"hold_minutes": 1}, "event_waits_are_sensible"),
        ({"cancel_reason": "rain"}, "event_cancelled_says_why"),
    ],
)
def test_event_is_whole(values, name):
    event = EventFactory(seats=10)

    assert refuses(lambda: Event.objects.filter(pk=event.pk).update(**values), name)


def test_ticket_is_not_sold_twice():
    ticket = TicketTypeFactory(capacity=1)

    assert refuses(lambda: type(ticket).objects.filter(pk=ticket.pk).update(taken=2), "ticket_is_not_sold_twice")


def test_nobody_has_two_open_registrations_for_one_event():
    held = RegistrationFactory(state="waiting")
    RegistrationFactory(event=held.event, person=held.person, account=None, state="cancelled")

    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(event=held.event, person=held.person, account=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(event=held.event, person=None, account=held.account)


@pytest.mark.parametrize("lapses", [True, False])
def test_what_is_held_for_a_time_says_until_when(lapses):
    row = RegistrationFactory(state="confirmed" if lapses else "offered")
    values = {"lapses_at": timezone.now() if lapses else None}

    assert refuses(
        lambda: Registration.objects.filter(pk=row.pk).update(**values), "registration_held_for_a_time_says_until_when"
    )


def test_one_admission_stands_and_a_double_one_is_kept_beside_it():
    first = CheckInFactory()
    CheckInFactory(attendee=first.attendee, is_double=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        CheckInFactory(attendee=first.attendee)


def test_records_that_both_have_a_seat_are_not_merged():
    one, other = GraduateFactory(), GraduateFactory()
    event = EventFactory()
    RegistrationFactory(event=event, person=one, account=UserFactory())
    later = RegistrationFactory(event=event, person=other, account=None)
    refusal = registries.merge_refusals["events"]

    assert event.title in refusal(one.pk, other.pk)
    Registration.objects.filter(pk=later.pk).update(state="cancelled", ended_at=timezone.now(), confirmed_at=None)
    assert refusal(one.pk, other.pk) == ""
