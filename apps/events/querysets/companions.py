"""What those who come to an event see of one another: on badges, and where the door looks for a nickname."""

from collections.abc import Iterable

from apps.chapters.querysets.faces import Face, seen_by
from apps.events.models import Event
from apps.records.policy import ALUMNUS, FELLOW, STRANGER, Reader

AMONG_FELLOWS = (Event.Audience.CHAPTER, Event.Audience.COHORT, Event.Audience.FACULTY)


def eyes_of(event: Event) -> Reader:
    """By whose eyes somebody is seen by all who may come: strangers where everybody may."""
    if event.audience in AMONG_FELLOWS:
        return FELLOW
    return ALUMNUS if event.audience == Event.Audience.ALUMNI else STRANGER


def companions(event: Event, person_ids: Iterable[int]) -> dict[int, Face]:
    """Those who show their name to the others there, by key."""
    return seen_by(dict.fromkeys(person_ids, eyes_of(event)))
