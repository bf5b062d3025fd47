import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib.money import format_baht
from apps.payments.lib.amounts import AmountError, baht, parse
from apps.payments.lib.promptpay import MOST_SATANG


@pytest.mark.parametrize(
    ("typed", "satang"),
    [
        ("300", 30000),
        ("1,250.25", 125025),
        ("1250.5", 125050),
        (" ๑,๒๕๐ บาท ", 125000),
        ("฿300", 30000),
        ("300.-", 30000),
        ("0.25", 25),
        ("9,999,999,999.99", MOST_SATANG),
    ],
)
def test_amount_is_read_as_people_type_it(typed, satang):
    assert parse(typed) == satang


@given(st.integers(1, MOST_SATANG), st.sampled_from(["th", "en"]))
def test_what_is_written_is_read_again(satang, language):
    assert parse(format_baht(baht(satang), language)) == satang


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("free", "invalid"),
        ("-5", "invalid"),
        ("1,2", "invalid"),
        ("12,50", "invalid"),
        ("1e5", "invalid"),
        ("1.2.3", "invalid"),
        ("9" * 60, "invalid"),
        ("1.255", "satang"),
        ("0.00", "nothing"),
        ("10,000,000,000", "too_large"),
    ],
)
def test_anything_else_is_refused(typed, code):
    with pytest.raises(AmountError) as refused:
        parse(typed)

    assert refused.value.code == code
