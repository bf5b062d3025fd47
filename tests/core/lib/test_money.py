from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib.money import MAXIMUM, MoneyError, baht_text, format_baht


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("-0.001", "ศูนย์บาทถ้วน"),
        ("1", "หนึ่งบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("21.21", "ยี่สิบเอ็ดบาทยี่สิบเอ็ดสตางค์"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("0.01", "หนึ่งสตางค์"),
        ("0.25", "ยี่สิบห้าสตางค์"),
        ("1250.25", "หนึ่งพันสองร้อยห้าสิบบาทยี่สิบห้าสตางค์"),
        ("10000", "หนึ่งหมื่นบาทถ้วน"),
        ("1000001.01", "หนึ่งล้านเอ็ดบาทหนึ่งสตางค์"),
        ("2000000000000", None),
        ("1.005", "หนึ่งบาทหนึ่งสตางค์"),
        ("0.995", "หนึ่งบาทถ้วน"),
        ("-1.50", "ลบหนึ่งบาทห้าสิบสตางค์"),
        ("999999999999.99", "เก้าแสนเก้าหมื่นเก้าพันเก้าร้อยเก้าสิบเก้าล้านเก้าแสนเก้าหมื่นเก้าพันเก้าร้อยเก้าสิบเก้าบาทเก้าสิบเก้าสตางค์"),
    ],
)
def test_baht_text_writes_amounts_in_words(amount, words):
    if words is None:
        with pytest.raises(MoneyError) as refused:
            baht_text(Decimal(amount))
        assert refused.value.code == "too_large"
        return
    assert baht_text(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("amount", "code"),
    [("NaN", "not_finite"), ("sNaN", "not_finite"), ("-Infinity", "not_finite"), ("1e400", "too_large")],
)
def test_money_refuses_what_is_no_amount(amount, code):
    for write in (baht_text, format_baht):
        with pytest.raises(MoneyError) as refused:
            write(Decimal(amount))
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("amount", "thai", "english"),
    [
        ("1250.25", "1,250.25 บาท", "1,250.25 baht"),
        ("1250", "1,250 บาท", "1,250 baht"),
        ("-5.5", "-5.50 บาท", "-5.50 baht"),
        ("1E+3", "1,000 บาท", "1,000 baht"),
        ("-0.001", "0 บาท", "0 baht"),
    ],
)
def test_format_baht_writes_figures(amount, thai, english):
    assert format_baht(Decimal(amount)) == thai
    assert format_baht(Decimal(amount), "en") == english


@given(st.decimals(-MAXIMUM, MAXIMUM, places=2))
def test_baht_text_writes_satang_exactly(amount):
    words = baht_text(amount)

    assert words.endswith("ถ้วน") == (amount == int(amount))
    assert words.startswith("ลบ") == (amount < 0)
