"""An event that comes again: each of its days is an event of its own, and what is changed may be changed on this day
alone or on this and all that follow."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters.models import Chapter
from apps.core.actions import rows, turns
from apps.events import rules
from apps.events.actions import publishing, writing
from apps.events.lib.recurrence import at_same_hour
from apps.events.lib.zones import zone
from apps.events.models import Event, Series
from apps.events.querysets.events import EventQuerySet

# Of each event alone: no other day of the series takes it over.
OF_ONE_DAY = frozenset(
    {"starts_at", "ends_at", "registration_opens_at", "registration_closes_at", "changes_close_at"}
    | {"sale_opens_at", "sale_closes_at"}
)

TWICE = timedelta(minutes=10)  # so long the same form is taken for one that was sent twice


@transaction.atomic
def make_one(chapter: Chapter | None, values: Mapping[str, Any], *, by: User, publishes: bool, **more: Any) -> Event:
    """An event and, if it `publishes`, its way out, all or nothing. The same sent twice is one event. Raises
    NotSendable, TooLate, ValidationError."""
    event = _posted_before(chapter, values, **more) or writing.begin(chapter, values, by=by, **more)
    if publishes and publishing.is_sendable(event):
        _out([event], by=by)
    return event


@transaction.atomic
def make(
    chapter: Chapter | None, values: Mapping[str, Any], days: Sequence[date], *, by: User, publishes: bool, **more: Any
) -> Event:
    """The same for every day of a series; the first one. Raises as `make_one` does."""
    rows_of = {name: more[name] for name in ("tickets", "questions") if name in more}
    first = _posted_before(chapter, values, **rows_of)
    if first is not None and first.series_id is not None:
        return first
    events = begin(chapter, values, days, by=by, **more)
    if publishes:
        _out(events, by=by)
    return events[0]


def _out(events: Sequence[Event], *, by: User) -> None:
    """Each goes its way; where the head of the group alone sends them, the head is asked for the first."""
    if not rules.may_send(by, events[0].chapter):
        publishing.ask_head(events[0], by=by)
        return
    for event in events:
        publishing.send(event, by=by)


def _posted_before(
    chapter: Chapter | None,
    values: Mapping[str, Any],
    *,
    tickets: writing.Rows = (),
    questions: writing.Rows = (),
    **_more: object,
) -> Event | None:
    """What was sent a moment ago and says the same to the letter: the button was pressed twice, or the answer did not
    come and the page was sent again."""
    turns.take(f"events.post:{chapter.pk if chapter else 0}")
    recent = Event.objects.filter(chapter=chapter, created_at__gt=timezone.now() - TWICE)
    recent = recent.filter(cancelled_at=None)
    for event in recent.filter(title_th=values["title_th"], starts_at=values["starts_at"]).order_by("pk"):
        if _says(event, values) and _say_the_same(event, tickets, questions):
            return event
    return None


def _say_the_same(event: Event, tickets: writing.Rows, questions: writing.Rows) -> bool:
    pairs = ((event.tickets, tickets), (event.questions, questions))
    return all(_say(kept.order_by("order", "pk"), given) for kept, given in pairs)


def _say(kept: "models.QuerySet[Any]", given: writing.Rows) -> bool:
    return len(kept) == len(given) and all(_says(row, values) for row, (_key, values) in zip(kept, given, strict=True))


def _says(row: models.Model, values: Mapping[str, Any]) -> bool:
    """A picture that is sent again is stored under another name."""
    return all(getattr(row, name) == value for name, value in values.items() if name != "picture")


@transaction.atomic
def begin(
    chapter: Chapter | None,
    values: Mapping[str, Any],
    days: Sequence[date],
    *,
    rule: str,
    every: int = 1,
    tickets: writing.Rows = (),
    questions: writing.Rows = (),
    by: User,
    copied_from: Event | None = None,
) -> list[Event]:
    """A draft for each day, at the same hour of the clock; the first day is that of the values. Raises
    ValidationError."""
    series = Series(chapter=chapter, rule=rule, every=every, until=days[-1])
    rows.create(series, by=by, action="events.begin_series")
    more: dict[str, Any] = {"questions": questions, "by": by, "copied_from": copied_from}
    made = []
    for day in days:
        sold = _sold_later(tickets, _days_to(values, day), values["time_zone"])
        made.append(writing.begin(chapter, {**moved(values, day), "series": series}, tickets=sold, **more))
    return made


@transaction.atomic
def send(event: Event, *, by: User) -> list[Event]:
    """The event and all later days of its series that can be sent. Raises NotSendable, TooLate."""
    sent = [event, *following(event).filter(state__in=publishing.SENDABLE, cancelled_at=None)]
    _out(sent, by=by)
    return sent


@transaction.atomic
def change(
    event: Event,
    values: Mapping[str, Any],
    *,
    tickets: writing.Rows | None = None,
    questions: writing.Rows | None = None,
    by: User,
    expected_version: int | None = None,
) -> int:
    """Changes the event and what follows it in its series; how many. Only what is different now changes in the others
    too, so that what one of them says by itself stays; what moved in the day or the hour of this one moves by as much.
    Raises NotEditable, Stale, ValidationError."""
    before = Event.objects.get(pk=event.pk)
    others = [other for other in following(event) if writing.is_editable(other)]
    rows_are_new = not _say_the_same(event, tickets or (), questions or ())
    different = writing.change(
        event, values, tickets=tickets, questions=questions, by=by, expected_version=expected_version
    )
    for other in others:
        shared = {name: values[name] for name in different - OF_ONE_DAY}
        days = (other.local_start.date() - before.local_start.date()).days
        sold = tickets and _sold_later(tickets, days, before.time_zone)
        own = (_keyless(sold), _keyless(questions)) if rows_are_new else (None, None)
        shared |= _moved_as(before, event, other)
        if other.registrations.exists():  # somebody holds its tickets: they stay as they are
            own = None, None
        writing.change(other, shared, tickets=own[0], questions=own[1], by=by)
    return 1 + len(others)


def following(event: Event) -> EventQuerySet:
    """The later days of the same series that are not over."""
    if event.series_id is None:
        return Event.objects.none()
    later = Event.objects.filter(series=event.series_id, starts_at__gt=event.starts_at, ends_at__gt=timezone.now())
    return later.exclude(pk=event.pk).order_by("starts_at", "pk")


def moved(values: Mapping[str, Any], day: date) -> dict[str, Any]:
    """The same on another day: whatever is a moment of it comes as many days later."""
    return _shifted(values, _days_to(values, day), values["time_zone"])


def _sold_later(tickets: writing.Rows, days: int, time_zone: str) -> writing.Rows:
    """What is sold until a week before an event is sold until a week before the other one."""
    return [(key, _shifted(row, days, time_zone)) for key, row in tickets]


def _days_to(values: Mapping[str, Any], day: date) -> int:
    starts: datetime = values["starts_at"]
    return (day - starts.astimezone(zone(values["time_zone"])).date()).days


def _shifted(values: Mapping[str, Any], days: int, time_zone: str) -> dict[str, Any]:
    return {
        name: _later(value, days, time_zone) if name in OF_ONE_DAY and value is not None else value
        for name, value in values.items()
    }


def _later(moment: datetime, days: int, time_zone: str) -> datetime:
    here = zone(time_zone)
    local = moment.astimezone(here)
    return at_same_hour(moment, date.fromordinal(local.date().toordinal() + days), here)


def _moved_as(before: Event, after: Event, other: Event) -> dict[str, datetime]:
    """The other's beginning and end, so many days and hours away as the first one's went."""
    if (before.starts_at, before.ends_at, before.time_zone) == (after.starts_at, after.ends_at, after.time_zone):
        return {}
    return {
        "starts_at": _moved_by(other.local_start, before.local_start, after.local_start),
        "ends_at": _moved_by(other.local_end, before.local_end, after.local_end),
    }


def _moved_by(moment: datetime, before: datetime, after: datetime) -> datetime:
    """By as much as the clock on the wall went from `before` to `after`."""
    moved_on = after.replace(tzinfo=None) - before.replace(tzinfo=None)
    return (moment.replace(tzinfo=None) + moved_on).replace(tzinfo=after.tzinfo)


def _keyless(given: writing.Rows | None) -> writing.Rows | None:
    """The keys are those of the first event's rows."""
    return None if given is None else [(None, values) for _key, values in given]
