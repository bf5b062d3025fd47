"""The days of a series, and the same hour of the clock on each of them."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

MOST = 52  # dates of one series


def every_weeks(first: date, weeks: int, number: int) -> list[date]:
    """`number` days, so many weeks apart, the first among them."""
    return [first + timedelta(weeks=weeks * turn) for turn in range(number)]


def same_weekday(first: date, number: int) -> list[date]:
    """The second Saturday of each month, if the first day is one; a fifth is the last of the month."""
    place = (first.day - 1) // 7
    return [_weekday(*_month(first, turn), first.weekday(), place) for turn in range(number)]


def at_same_hour(moment: datetime, day: date, zone: ZoneInfo) -> datetime:
    """The moment on another day when clocks in the zone show what they showed: summer time moves no meeting."""
    local = moment.astimezone(zone)
    return datetime.combine(day, local.time(), zone)


def _month(first: date, turn: int) -> tuple[int, int]:
    months = first.year * 12 + first.month - 1 + turn
    return months // 12, months % 12 + 1


def _weekday(year: int, month: int, weekday: int, place: int) -> date:
    begins, days = monthrange(year, month)
    earliest = 1 + (weekday - begins) % 7
    day = earliest + 7 * place
    if place == 4 or day > days:
        day = earliest + 7 * ((days - earliest) // 7)
    return date(year, month, day)
