from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib.dates import PartialDate, ThaiDateError, be_from_ce, be_year, ce_from_be


@pytest.mark.parametrize(
    ("ce", "month", "be"),
    [
        (2024, 2, 2567),
        (2024, None, 2567),
        (1941, 1, 2484),
        (1940, 12, 2483),
        (1940, 4, 2483),
        (1940, 3, 2482),
        (1940, 1, 2482),
        (1939, 4, 2482),
        (1939, 3, 2481),
        (1940, None, 2483),
    ],
)
def test_eras_meet_across_the_old_new_year(ce, month, be):
    assert be_from_ce(ce, month) == be
    assert ce_from_be(be, month) == ce


@pytest.mark.parametrize("month", [1, 2, 3])
def test_the_short_year_2483_had_no_first_three_months(month):
    with pytest.raises(ThaiDateError) as refused:
        ce_from_be(2483, month)

    assert refused.value.code == "no_such_month_in_2483"


@given(st.dates(date(1889, 4, 1)))
def test_ce_and_be_years_round_trip(day):
    assert ce_from_be(be_year(day), day.month) == day.year


def test_be_year_takes_partial_dates():
    assert [be_year(value) for value in (PartialDate(1940), PartialDate(1940, 2), date(1940, 2, 1))] == [
        2483,
        2482,
        2482,
    ]
