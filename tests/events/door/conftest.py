"""An event tonight with its leader, a door keeper, and people who are expected."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.factories import (
    AlumnusFactory,
    DoorKeeperFactory,
    EventFactory,
    RegistrationFactory,
    TermFactory,
)


@pytest.fixture
def tonight(db):
    """The event, its leader, who keeps the door, a stranger, and three registrations: of one, of three, and one that
    was cancelled."""
    term = TermFactory(seat__position__role="president")
    event = EventFactory(chapter=term.seat.position.chapter, seats=10, starts_at=timezone.now() - timedelta(minutes=5))
    return SimpleNamespace(
        event=event,
        leader=term.person,
        keeper=DoorKeeperFactory(event=event).person,
        stranger=AlumnusFactory(),
        one=RegistrationFactory(event=event).attendees.get(),
        party=RegistrationFactory(event=event, seats=3),
        cancelled=RegistrationFactory(event=event, state="cancelled").attendees.get(),
    )
