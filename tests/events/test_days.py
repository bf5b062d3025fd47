"""On which day an event is, is said alike everywhere."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from apps.events.models import Event
from apps.events.reports import days

GALA = ("Asia/Bangkok", (2026, 9, 12, 18), (2026, 9, 13, 0, 30))
LONDON = ("Europe/London", (2026, 9, 12, 19), (2026, 9, 12, 22))  # past midnight in Bangkok
TRIP = ("Asia/Bangkok", (2026, 9, 12, 8), (2026, 9, 14, 0))


def event_at(zone, starts, ends):
    there = ZoneInfo(zone)
    return Event(
        title_th="งาน",
        time_zone=zone,
        starts_at=datetime(*starts, tzinfo=there),
        ends_at=datetime(*ends, tzinfo=there),
    )


@pytest.mark.parametrize(
    ("when", "said"), [(GALA, "12 กันยายน 2569"), (LONDON, "12 กันยายน 2569"), (TRIP, "12–13 กันยายน 2569")]
)
def test_an_evening_is_one_day_by_the_clock_there(when, said):
    event = event_at(*when)

    assert days.in_words(event, "long", "th") == said
