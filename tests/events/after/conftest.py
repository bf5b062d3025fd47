"""An event that is over, with its leader, people who came and people who did not."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone

from apps.events.actions.door import scanning
from apps.events.lib.scans import Scan
from tests.factories import (
    AlumnusFactory,
    CheckInFactory,
    DoorKeeperFactory,
    EventFactory,
    InstitutionFactory,
    RegistrationFactory,
    TermFactory,
)


@pytest.fixture
def over(db):
    """The event, which ended four hours ago, and the registrations of `came` and `missed`."""
    InstitutionFactory()
    term = TermFactory(seat__position__role="president")
    now = timezone.now()
    event = EventFactory(
        chapter=term.seat.position.chapter,
        seats=20,
        starts_at=now - timedelta(hours=7),
        ends_at=now - timedelta(hours=4),
        audience="chapter",
    )
    came = RegistrationFactory(event=event)
    CheckInFactory(attendee=came.attendees.get(), by=term.person.account)
    return SimpleNamespace(
        event=event,
        leader=term.person,
        keeper=DoorKeeperFactory(event=event).person,
        stranger=AlumnusFactory(),
        came=came,
        missed=RegistrationFactory(event=event),
    )


@pytest.fixture
def let_in():
    """`let_in(registration)`: everybody of it is checked in."""

    def enter(registration):
        for attendee in registration.attendees.all():
            CheckInFactory(attendee=attendee)

    return enter


@pytest.fixture
def walk_in(over):
    """`walk_in("ลุงชัย")`: somebody comes without having registered."""

    def enter(name):
        scan = Scan(uuid4(), timezone.now(), name=name)
        return scanning.take(over.event, [scan], device="", by=over.leader.account)[scan.id].attendee

    return enter
