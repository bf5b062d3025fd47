"""Whom the organisers let keep the door of one event."""

from datetime import date

from django.utils import timezone

from apps.accounts.actions.notices import notify
from apps.accounts.models import User
from apps.core.actions import rows
from apps.events import rules
from apps.events.models import DoorKeeper, Event
from apps.records.models import Person

NAMED = "events.door_keeper"  # a kind of notice; its words are in `registries`


def last_day(event: Event) -> date:
    """The day after the event."""
    return timezone.localdate(event.ends_at) + rules.DOOR_AFTER


def name(event: Event, person: Person, *, by: User) -> DoorKeeper:
    """Lets somebody keep the door until the day after, and tells them. Raises ValidationError where they do now."""
    keeper = DoorKeeper(event=event, person=person, until=last_day(event))
    rows.create(keeper, by=by, action="events.name_door_keeper", subject_id=person.pk)
    if person.account is not None and person.account.is_active:
        notify(person.account, NAMED, event=event.pk)
    return keeper


def dismiss(keeper: DoorKeeper, *, by: User) -> None:
    """They keep it no more, from the next request on."""
    rows.remove(keeper, by=by, action="events.dismiss_door_keeper", subject_id=keeper.person_id)


def follow(event: Event, *, by: User) -> None:
    """The event is on another day: so is the door."""
    until = last_day(event)
    for keeper in event.door_keepers.exclude(until=until).order_by("pk"):
        rows.change(keeper, {"until": until}, by=by, action="events.move_door", subject_id=keeper.person_id)
