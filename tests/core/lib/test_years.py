from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib import years

DAYS = st.dates(date(1945, 1, 1), date(2150, 1, 1))


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2024, 9, 30), 2567), (date(2024, 10, 1), 2568), (date(2024, 12, 31), 2568), (date(2025, 1, 1), 2568)],
)
def test_fiscal_year_begins_in_october(day, year):
    assert years.fiscal_year(day) == year


@pytest.mark.parametrize(
    ("day", "first_month", "year"),
    [
        (date(2006, 7, 31), 8, 2548),
        (date(2006, 8, 1), 8, 2549),
        (date(2007, 3, 1), 8, 2549),
        (date(2006, 6, 1), 6, 2549),
        (date(2006, 1, 1), 1, 2549),
    ],
)
def test_academic_year_begins_in_its_first_month(day, first_month, year):
    assert years.academic_year(day, first_month) == year


@given(DAYS, st.integers(1, 12))
def test_every_day_lies_within_its_years(day, first_month):
    first, last = years.fiscal_year_days(years.fiscal_year(day))
    assert first <= day <= last

    first, last = years.academic_year_days(years.academic_year(day, first_month), first_month)
    assert first <= day <= last
    assert years.academic_year(last + timedelta(1), first_month) == years.academic_year(day, first_month) + 1


def test_graduating_class_counts_from_its_base():
    assert years.graduating_class(2548, 2513) == 35
    assert years.graduation_year(35, 2513) == 2548
    assert years.entry_class(2510, 2510) == 1


@pytest.mark.parametrize(
    "ask",
    [
        lambda: years.graduating_class(2513, 2513),
        lambda: years.graduation_year(0, 2513),
        lambda: years.entry_class(2509, 2510),
    ],
)
def test_there_is_no_class_before_the_first(ask):
    with pytest.raises(years.YearError) as refused:
        ask()

    assert refused.value.code == "before_first_class"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2549", 2549),
        ("๒๕๔๙", 2549),
        (" พ.ศ. ๒๕๔๙", 2549),
        ("พศ2549", 2549),
        ("ปี 2549", 2549),
        ("2006", 2549),
        ("ค.ศ. 2006", 2549),
        ("BE 2549", 2549),
        ("2549.0", 2549),
    ],
)
def test_read_be_year_takes_both_eras(text, year):
    assert years.read_be_year(text) == year


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("49", "invalid"),
        ("2549/50", "invalid"),
        ("ปี", "invalid"),
        ("25490", "invalid"),
        ("٢٥٤٩", "invalid"),
    ],
)
def test_read_be_year_refuses_what_is_no_year(text, code):
    with pytest.raises(years.YearError) as refused:
        years.read_be_year(text)

    assert refused.value.code == code
