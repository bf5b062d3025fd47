"""Events as entries of calendars: one file, and feeds that programs ask for again and again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext

from apps.events.lib.calendars import Entry, calendar
from apps.events.lib.states import SEEN
from apps.events.models import Event, Registration
from apps.events.querysets.events import EventQuerySet
from apps.events.reports.page import page_url, position_of

TYPE = "text/calendar; charset=utf-8"
KEPT = timedelta(days=365)  # of the past
MOST = 1000  # entries of a feed


def in_feed(events: EventQuerySet, now: datetime) -> EventQuerySet:
    """What is to come, and a year of what was; cancelled ones stay, so that they are crossed out everywhere. Where
    there are too many, those are left out that were long ago."""
    return events.filter(ends_at__gt=now - KEPT).soonest_first(now)


def stamp(events: EventQuerySet, *, kind: str, name: str) -> str:
    """By what a subscriber knows that nothing is new; asked before the feed is written: one statement. Which entries
    there are, when each changed, and what it says of others that have names of their own."""
    names = (f"{of}__name_{language}" for of in ("chapter", "province") for language in ("th", "en"))
    known = sorted(events.values_list("pk", "updated_at", *names)[:MOST])
    said = [kind, name, get_language(), *((key, str(changed), *rest) for key, changed, *rest in known)]
    return f'"{sha256(repr(said).encode()).hexdigest()[:32]}"'


def feed(events: Sequence[Event], *, name: str, url: str, online_urls: bool = False) -> bytes:
    in_order = sorted(events, key=lambda event: (event.starts_at, event.pk))
    entries = [entry(event, online_url=event.online_url if online_urls else "") for event in in_order]
    return calendar(entries, name=name, url=url, language=get_language() or "th")


def single(event: Event, *, online_url: str = "") -> bytes:
    return calendar([entry(event, online_url=online_url)], language=get_language() or "th")


def entry(event: Event, *, online_url: str = "") -> Entry:
    """What a calendar shows of an event; `online_url` only for whoever is registered."""
    url = page_url(event)
    place = ", ".join(filter(None, (event.place, event.address, event.province.name if event.province else "")))
    where = place or (gettext("Online") if event.online else "")
    return Entry(
        uid=f"{event.slug}@events.{settings.INSTITUTION.lower()}.alumni-portal",
        sequence=event.sequence,
        starts=event.local_start,
        ends=event.local_end,
        changed=event.updated_at,
        title=event.title,
        text="\n\n".join(filter(None, (_cancelled(event), event.summary, online_url, url))),
        place=online_url if online_url and not place else where,
        url=url,
        organiser=event.chapter.name if event.chapter else "",
        position=position_of(event),
        categories=(str(event.get_kind_display()),),
        is_cancelled=event.is_cancelled,
    )


def mine(account: Any) -> EventQuerySet:
    """Events for which this account has a seat, or had one when they were cancelled."""
    seats = Registration.objects.of(account)
    held = seats.filter(state=Registration.State.CONFIRMED).values("event")
    lost = seats.filter(state=Registration.State.CANCELLED, event__state=Event.State.CANCELLED).values("event")
    events: EventQuerySet = Event.objects.filter(state__in=SEEN)
    return in_feed(events.filter(pk__in=held) | events.filter(pk__in=lost), timezone.now())


def _cancelled(event: Event) -> str:
    return f"{gettext('Cancelled')}: {event.cancel_reason}" if event.is_cancelled else ""
