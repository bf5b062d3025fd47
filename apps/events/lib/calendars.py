"""Calendar files (RFC 5545) as calendar programs read them: every time in the zone in which it was meant, and what the
zone is; an entry that is recognised again, with a number that grows when it changes; a cancelled one says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import icalendar

from .zones import OURS

PRODUCT = "-//alumni portal//events//TH"
ASKED_AGAIN_AFTER = timedelta(hours=6)  # how often a subscriber may come; their program decides
_SPARE = timedelta(days=370)  # what a zone is told for, before the first entry and after the last


@dataclass(frozen=True)
class Entry:
    """What stands in somebody's calendar. `starts` and `ends` carry their zone; `changed` is when anything of this was
    last different, so that the same entry is the same text whenever it is asked for."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    changed: datetime
    title: str
    text: str = ""
    place: str = ""
    url: str = ""
    organiser: str = ""
    position: tuple[float, float] | None = None
    categories: tuple[str, ...] = ()
    is_cancelled: bool = False


def calendar(entries: Sequence[Entry], *, name: str = "", url: str = "", language: str = "th") -> bytes:
    """One file. `name`: what a subscriber's program calls the feed ("": a file of one entry); `url`: where it is."""
    made = icalendar.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    if name:
        made.add("name", name, parameters={"LANGUAGE": language})
        made.add("x-wr-calname", name)
        made.add("x-wr-timezone", OURS)
        made.add("refresh-interval", ASKED_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
        made.add("x-published-ttl", icalendar.vDuration(ASKED_AGAIN_AFTER))
    if url:
        made.add("url", url)
        made.add("source", url, parameters={"VALUE": "URI"})
    for entry in entries:
        made.add_component(_component(entry, language))
    if entries:
        first = min(entry.starts for entry in entries) - _SPARE
        last = max(entry.ends for entry in entries) + _SPARE
        made.add_missing_timezones(first.date(), last.date())
    return bytes(made.to_ical())


def _component(entry: Entry, language: str) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("dtstart", entry.starts)
    event.add("dtend", entry.ends)
    event.add("summary", entry.title, parameters={"LANGUAGE": language})
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    event.add("class", "PUBLIC")
    for key, value in (("description", entry.text), ("location", entry.place), ("contact", entry.organiser)):
        if value:
            event.add(key, value, parameters={"LANGUAGE": language})
    if entry.url:
        event.add("url", entry.url)
    if entry.position:
        event.add("geo", entry.position)
    if entry.categories:
        event.add("categories", list(entry.categories))
    return event
