"""Events a page at a time, from a place in their order instead of a number of rows to skip: it costs the same however
far one goes, and shows nothing twice when an event is added meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core import signing
from django.db.models import Q

if TYPE_CHECKING:
    from apps.events.models import Event
    from apps.events.querysets.events import EventQuerySet

_SALT = "events.page"


@dataclass(frozen=True)
class Page:
    """Some events in the order of their days, and the way to the next ones ("": there are none)."""

    events: "list[Event]"
    following: str


def page(events: "EventQuerySet", cursor: str, size: int, *, newest_first: bool) -> Page:
    """What is no cursor of ours begins at the beginning."""
    sign = "-" if newest_first else ""
    place = _read(cursor)
    if place is not None:
        moment, key = place
        beyond = "lt" if newest_first else "gt"
        events = events.filter(Q(**{f"starts_at__{beyond}": moment}) | Q(starts_at=moment, **{f"pk__{beyond}": key}))
    rows = list(events.order_by(f"{sign}starts_at", f"{sign}pk")[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    following = signing.dumps([last.starts_at.isoformat(), last.pk], salt=_SALT, compress=True) if last else ""
    return Page(rows[:size], following)


def is_place(cursor: str) -> bool:
    """Does this page begin behind the beginning?"""
    return _read(cursor) is not None


def _read(cursor: str) -> tuple[datetime, int] | None:
    try:
        moment, key = signing.loads(cursor, salt=_SALT)
        return datetime.fromisoformat(moment), int(key)
    except (signing.BadSignature, ValueError):
        return None
