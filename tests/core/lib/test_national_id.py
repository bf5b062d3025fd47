from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib.national_id import (
    NationalIdError,
    check_digit,
    format_national_id,
    mask_national_id,
    parse_national_id,
    parse_tax_id,
)


@pytest.mark.parametrize("number", ["1000000000017", "1000000000025", "1000000123453"])
def test_check_digit_is_the_last(number):
    assert check_digit(number[:12]) == int(number[12])


@pytest.mark.parametrize(
    "text",
    [
        "1000000000017",
        "1-0000-00000-01-7",
        "1 0000 00000 01 7",
        "๑-๐๐๐๐-๐๐๐๐๐-๐๑-๗",
        " 1000000000017\u00a0",
        "1–0000–00000–01–7",
        "1000000000017.0",
    ],
)
def test_parse_national_id_takes_every_way_of_writing(text):
    assert parse_national_id(text) == "1000000000017"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("-", "length"),
        ("100000000001", "length"),
        ("10000000000178", "length"),
        ("1000000000018", "checksum"),
        ("1000000000071", "checksum"),
        ("100000000001A", "invalid"),
        ("ไม่มี", "invalid"),
        ("1.10170E+12", "spreadsheet"),
        ("1.1017e12", "spreadsheet"),
        ("0000000000001", "juristic"),
        ("9000000000004", "unassigned"),
        ("1" * 1_000_000, "invalid"),
    ],
    ids=lambda text: text[:14],
)
def test_parse_national_id_says_what_is_wrong(text, code):
    with pytest.raises(NationalIdError) as refused:
        parse_national_id(text)

    assert refused.value.code == code


def test_parse_tax_id_takes_juristic_persons_only():
    assert parse_tax_id("0-0000-00000-00-1") == "0000000000001"
    with pytest.raises(NationalIdError) as refused:
        parse_tax_id("1000000000017")

    assert refused.value.code == "not_juristic"


def test_format_and_mask():
    assert format_national_id("1000000123453") == "1-0000-00123-45-3"
    assert mask_national_id("1000000123453") == "x-xxxx-xxxxx-45-3"
    with pytest.raises(NationalIdError):
        mask_national_id("123")


@given(st.text("0123456789", min_size=11, max_size=11), st.sampled_from("12345678"))
def test_any_number_with_its_check_digit_is_read_back(digits, first):
    number = first + digits + str(check_digit(first + digits))

    assert parse_national_id(format_national_id(number)) == number


@given(st.text(st.characters()))
def test_parse_national_id_raises_nothing_else(text):
    with suppress(NationalIdError):
        parse_national_id(text)
