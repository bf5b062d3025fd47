"""What the door shows and what a device keeps for it: who is expected, by name and ticket, and how a code is known
that cannot be read out of it. No addresses, no telephone numbers, no needs."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.events import rules
from apps.events.actions.door.scanning import Answer
from apps.events.models import Attendee, CheckIn, Event
from apps.events.querysets import door
from apps.events.querysets.companions import companions
from apps.records.models import Person, PersonName

DIGEST = 24  # hexadecimal signs
MOST_DOUBLES = 50


def salt_of(event: Event) -> str:
    """A code is known in no other event's list by the same digest."""
    return f"event-{event.pk}"


def digest(event: Event, code: str) -> str:
    """By which a device knows a code when it sees it (static/js/door/codes.js does the same)."""
    return hashlib.sha256(f"{salt_of(event)}:{code}".encode()).hexdigest()[:DIGEST]


def list_until(event: Event) -> datetime:
    """When devices forget the list."""
    return event.ends_at + rules.DOOR_AFTER + timedelta(hours=12)


def door_list(event: Event) -> dict[str, Any]:
    """The list as a device keeps it."""
    now = timezone.now()
    version = door.version_of(event)
    admitted = {row.attendee_id: row for row in door.standing(event)}
    everybody = list(door.attendees_of(event).exclude(registration__state="filling"))
    shown = companions(event, {each.registration.person_id for each in everybody if each.registration.person_id})
    return {
        "salt": salt_of(event),
        "version": version,
        "now": now.isoformat(),
        "until": list_until(event).isoformat(),
        "people": [_line(event, each, admitted.get(each.pk), shown) for each in everybody],
        "parties": {digest(event, each.registration.code): each.registration_id for each in everybody},
    }


def _line(event: Event, attendee: Attendee, admission: CheckIn | None, shown: dict[int, Any]) -> list[Any]:
    registration = attendee.registration
    state = "" if registration.state == registration.State.CONFIRMED else registration.state
    if not state and attendee.lapses_at is not None:
        state = registration.State.PAYING.value
    also = ""
    if not state and not attendee.is_guest and registration.person_id in shown:
        name = shown[registration.person_id].name
        parts = (f"“{name.nickname}”" if name.nickname else "", name.full_th, name.full_en)
        also = " · ".join(part for part in parts if part and part != attendee.name)
    return [
        attendee.pk,
        "" if state else name_of(attendee),
        also,
        attendee.ticket.name if attendee.ticket and not state else "",
        registration.pk,
        digest(event, attendee.code),
        state,
        told(admission) if admission else None,
    ]


def name_of(attendee: Attendee) -> str:
    """What somebody is called at the door, also where the name was erased."""
    return attendee.name or _("Ticket %(code)s") % {"code": attendee.code[-4:]}


def own_name(person: Person) -> str:
    """As the registry has it: the name of somebody who stands at the door and was found."""
    name = PersonName.objects.filter(person=person, is_current=True).first()
    return name.full if name else ""


def told(row: CheckIn) -> dict[str, Any]:
    """Who let somebody in, when, at which door."""
    return {"id": str(row.client_id), "at": row.at.isoformat(), "by": str(row.by or ""), "door": row.device}


def figures(event: Event) -> dict[str, int]:
    """How many came of how many who are expected, and how many seats are free."""
    fresh = Event.objects.only("seats", "taken").get(pk=event.pk)
    free = fresh.seats - fresh.taken if fresh.seats is not None else -1
    return {"came": door.came(event).count(), "expected": door.expected(event).count(), "free": free}


def news(event: Event, since: datetime | None) -> dict[str, Any]:
    """What a door has not heard yet."""
    now = timezone.now()
    keys = door.changed(event, since) if since else []
    stand = door.admissions(keys)
    return {
        "now": now.isoformat(),
        "version": door.version_of(event),
        "changes": [[key, told(stand[key]) if key in stand else None] for key in keys],
        "doubles": twice(event),
        **figures(event),
    }


def twice(event: Event) -> list[dict[str, Any]]:
    """Who was let in two times, where and when."""
    rows = list(door.doubles(event)[:MOST_DOUBLES])
    first = door.admissions(row.attendee_id for row in rows)
    return [
        {"name": name_of(row.attendee), "first": told(first[row.attendee_id]), "second": told(row)}
        for row in rows
        if row.attendee_id in first
    ]


def answers(given: Iterable[tuple[Any, Answer]]) -> dict[str, dict[str, Any]]:
    """What became of each deed, as the device reads it."""
    return {str(key): _answer(answer) for key, answer in given}


def _answer(answer: Answer) -> dict[str, Any]:
    said: dict[str, Any] = {"outcome": answer.outcome.value}
    if answer.attendee is not None:
        said |= {"attendee": answer.attendee.pk, "name": name_of(answer.attendee)}
    if answer.first is not None:
        said["first"] = told(answer.first)
    if answer.cancelled:
        said["cancelled"] = True
    return said
