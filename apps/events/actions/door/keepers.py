"""Whom the organisers let keep the door of one event."""

from datetime import date

from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events import rules
from apps.events.models import DoorKeeper, Event
from apps.records.models import Person


def last_day(event: Event) -> date:
    """The day after the event."""
    return timezone.localdate(event.ends_at) + rules.DOOR_AFTER


def name(event: Event, person: Person, *, by: User) -> DoorKeeper:
    """Lets somebody keep the door until the day after. Raises ValidationError where they do already."""
    keeper = DoorKeeper(event=event, person=person, until=last_day(event))
    return rows.create(keeper, by=by, action="events.name_door_keeper", subject_id=person.pk)


def dismiss(keeper: DoorKeeper, *, by: User) -> None:
    """They keep it no more, from the next request on."""
    rows.remove(keeper, by=by, action="events.dismiss_door_keeper", subject_id=keeper.person_id)
