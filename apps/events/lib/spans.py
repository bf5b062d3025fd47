"""From when to when an event lasts, by the clock of the place where it is."""

from datetime import date, datetime, time, timedelta

from .zones import zone

USUAL_LENGTH = timedelta(hours=2)  # where nobody says when it ends
OVER_MIDNIGHT = timedelta(hours=12)  # so much and less is one evening, though it ends the next morning


def span(
    day: date, starts: time, last_day: date | None, ends: time | None, time_zone: str
) -> tuple[datetime, datetime]:
    """From when to when, by the clock of that place. Without an end it lasts two hours; an end that comes before the
    beginning, within half a day, is the next morning's."""
    here = zone(time_zone)
    begins = datetime.combine(day, starts, here)
    if ends is None:
        length = USUAL_LENGTH
        return begins, (datetime.combine(last_day, starts, here) if last_day else begins) + length
    over = datetime.combine(last_day or day, ends, here)
    next_morning = over + timedelta(days=1)
    if last_day is None and over <= begins and next_morning - begins <= OVER_MIDNIGHT:
        return begins, next_morning
    return begins, over


def days_of(starts: datetime, ends: datetime) -> tuple[date, date]:
    """The first day and the last by the clock that both are told by; an evening that ends after midnight is one."""
    last = starts if ends - starts < OVER_MIDNIGHT else ends - timedelta(seconds=1)
    return starts.date(), last.date()


def start_of(day: date, time_zone: str) -> datetime:
    """The first moment of a day there."""
    return datetime.combine(day, time(), zone(time_zone))


def end_of(day: date, time_zone: str) -> datetime:
    """The last moment of a day there."""
    return datetime.combine(day, time(23, 59, 59), zone(time_zone))
