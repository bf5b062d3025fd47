from datetime import date

import pytest

from apps.events.lib.months import Month, month_named, month_of


def test_weeks_begin_on_sunday_and_are_whole():
    weeks = Month(2026, 9).weeks
    assert weeks[0][0] == date(2026, 8, 30)
    assert all(len(week) == 7 for week in weeks)
    assert Month(2026, 9).shown == (date(2026, 8, 30), date(2026, 10, 3))


def test_neighbours_over_the_turn_of_the_year():
    assert Month(2026, 1).before == Month(2025, 12)
    assert Month(2026, 12).after == Month(2027, 1)
    assert Month(2026, 1).after == Month(2026, 2)
    assert month_of(date(2026, 9, 12)) == Month(2026, 9)


@pytest.mark.parametrize(("year", "number"), [(2569, 9), (2026, 9)])
def test_an_address_may_name_the_year_in_either_era(year, number):
    assert month_named(year, number) == Month(2026, 9)


@pytest.mark.parametrize(("year", "number"), [(2569, 13), (2569, 0), (1900, 1), (9999, 1), (0, 1), (2400, 1)])
def test_what_is_no_month_near_ours_is_none(year, number):
    assert month_named(year, number) is None
