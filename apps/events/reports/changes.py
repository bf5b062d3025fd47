"""What an event said before: for those who must know what is different now."""

from copy import copy
from datetime import datetime

from django.utils.html import strip_tags

from apps.core.actions import audit
from apps.core.models import AuditEntry
from apps.events.models import Event
from apps.events.templatetags.events import event_day, event_hours

LOOKED_AT = 50  # changes, the last ones first
WHEN, WHERE = {"starts_at", "ends_at", "time_zone"}, {"place", "address", "online"}


def before(event: Event, sequence: int) -> list[str]:
    """The day and hours, and the place, as they were before the event got this number; what stayed is left out."""
    entry = _entry(event, sequence)
    if entry is None or not entry.before:
        return []
    was = copy(event)
    for name in (WHEN | WHERE) & entry.before.keys():
        value = entry.before[name]
        setattr(was, name, datetime.fromisoformat(value) if name.endswith("_at") else value)
    said = []
    if WHEN & entry.before.keys():
        said.append(f"{strip_tags(event_day(was))} {event_hours(was)}")
    if WHERE & entry.before.keys():
        said.append(", ".join(filter(None, (was.place, was.address))))
    return [text for text in said if text]


def _entry(event: Event, sequence: int) -> AuditEntry | None:
    table = audit.table_of(Event)
    changes = AuditEntry.objects.filter(table=table, key=str(event.pk), action="events.change").order_by("-pk")
    return next((each for each in changes[:LOOKED_AT] if (each.after or {}).get("sequence") == sequence), None)
