from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from apps.events.lib.recurrence import at_same_hour, every_weeks, same_weekday


def test_every_second_week():
    assert every_weeks(date(2026, 12, 19), 2, 3) == [date(2026, 12, 19), date(2027, 1, 2), date(2027, 1, 16)]


def test_the_second_saturday_of_each_month():
    assert same_weekday(date(2026, 11, 14), 4) == [
        date(2026, 11, 14),
        date(2026, 12, 12),
        date(2027, 1, 9),
        date(2027, 2, 13),
    ]


def test_a_fifth_weekday_is_the_last_of_the_month():
    assert same_weekday(date(2026, 8, 29), 4) == [
        date(2026, 8, 29),
        date(2026, 9, 26),
        date(2026, 10, 31),
        date(2026, 11, 28),
    ]


def test_the_hour_of_the_clock_stays_when_summer_time_ends():
    berlin = ZoneInfo("Europe/Berlin")
    moment = datetime(2026, 10, 20, 16, tzinfo=UTC)  # 18.00 in summer
    moved = at_same_hour(moment, date(2026, 10, 27), berlin)
    assert moved.hour == 18
    assert moved.astimezone(UTC).hour == 17
