import pytest
from django.utils import timezone

from apps.events.actions import applying, registering
from apps.events.actions.applying import Applicant, Place
from apps.events.actions.details import Details, Guest
from apps.events.rules import standing_of
from tests.factories import AlumnusFactory


@pytest.fixture
def take():
    """`take(event, seats=2, ticket=…, state="confirmed")`: seats or a place in the queue for an alumnus."""

    def make(event, *, person=None, n=1, ticket=None, state="confirmed", lapses_at=None):
        person = person or AlumnusFactory()
        who = Applicant(person, person.account, "สุดา ใจดี")
        lapses_at = timezone.now() if state == "filling" and lapses_at is None else lapses_at
        return applying.take(event, who, [Place(ticket)] * n, by=person.account, state=state, lapses_at=lapses_at)

    return make


@pytest.fixture
def fill():
    """`fill(event)`: an alumnus fills in the form of one seat to its end."""

    def make(event, *, person=None, tickets=(None,), answers=None):
        person = person or AlumnusFactory()
        standing = standing_of(person.account, event)
        held = registering.start(event, standing, list(tickets), language="th")
        guests = [Guest(f"ผู้ร่วมงาน {number}") for number in range(len(tickets))]
        if held.state == "waiting":
            return held
        return registering.complete(held, Details(guests, answers or {}), by=person.account)

    return make


@pytest.fixture
def client_of_staff(staff, client_for):
    """`client_of_staff("events")`: a browser of somebody in the office with that role."""
    return lambda role: client_for(staff(role))
