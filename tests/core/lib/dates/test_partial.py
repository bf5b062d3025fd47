from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib.dates import PartialDate

ANY = st.dates().flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(day.year, day.month, day.day)]
    )
)


@pytest.mark.parametrize(
    ("value", "text", "first", "last"),
    [
        (PartialDate(2006, 3, 31), "2006-03-31", date(2006, 3, 31), date(2006, 3, 31)),
        (PartialDate(2024, 2), "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (PartialDate(2023, 2), "2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        (PartialDate(2006), "2006", date(2006, 1, 1), date(2006, 12, 31)),
        (PartialDate(33, 4, 3), "0033-04-03", date(33, 4, 3), date(33, 4, 3)),
        (PartialDate(9999, 12), "9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_partial_date_knows_its_text_and_bounds(value, text, first, last):
    assert (str(value), value.first_day, value.last_day) == (text, first, last)
    assert PartialDate.from_iso(text) == value


@pytest.mark.parametrize(
    "parts", [(2006, 13), (2006, 2, 29), (2006, None, 5), (0,), (10000,), (2006, 0), (2006, 1, 0)]
)
def test_partial_date_refuses_days_that_never_were(parts):
    with pytest.raises(ValueError, match=r"day|month|year"):
        PartialDate(*parts)


@pytest.mark.parametrize(
    "text", ["", "2006-3-31", "2006-03-31 ", "20060331", "2006-03-", "๒๐๐๖", "2006-02-30", "06-03"]
)
def test_from_iso_reads_only_what_is_stored(text):
    with pytest.raises(ValueError, match=r"no date|range|must be"):
        PartialDate.from_iso(text)


@given(ANY, ANY)
def test_partial_dates_order_as_their_texts_do(one, other):
    assert (one < other) == (str(one) < str(other))
    assert (one == other) == (str(one) == str(other))
    assert PartialDate.from_iso(str(one)) == one


def test_partial_date_is_not_compared_with_other_things():
    assert PartialDate(2006) != "2006"
    with pytest.raises(TypeError):
        PartialDate(2006) < date(2006, 1, 1)  # noqa: B015 - it is the comparison that must raise
