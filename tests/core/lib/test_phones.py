from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib.phones import (
    Phone,
    PhoneError,
    digits,
    digits_for_search,
    numbers_in,
    parse_phone,
    parse_phones,
    stored_phone,
)

MOBILE, OTHER_MOBILE, HAT_YAI = Phone("+66812345678"), Phone("+66898765432"), Phone("+6674282209")


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("081-234-5678", MOBILE),
        ("08 1234 5678", MOBILE),
        ("๐๘๑-๒๓๔-๕๖๗๘", MOBILE),
        ("812345678", MOBILE),
        ("812345678.0", MOBILE),
        ("+66812345678", MOBILE),
        ("+66 (0)81 234 5678", MOBILE),
        ("66812345678", MOBILE),
        ("0066812345678", MOBILE),
        ("โทร. 081-2345678", MOBILE),
        ("0812345678 (มือถือ)", MOBILE),
        ("0-7428-2209", HAT_YAI),
        ("74282209", HAT_YAI),
        ("0-7428-2209 ภายใน 2209", Phone("+6674282209", "2209")),
        ("0-7428-2209 ต่อ 12", Phone("+6674282209", "12")),
        ("0-7428-2209 ต่อ ๑๒", Phone("+6674282209", "12")),
        ("074-282209 (ต่อ 12)", Phone("+6674282209", "12")),
        ("02 123 4567 ext. 5", Phone("+6621234567", "5")),
        ("02-123-4567#5", Phone("+6621234567", "5")),
        ("+6674282209;ext=2209", Phone("+6674282209", "2209")),
        ("+60 12-345 6789", Phone("+60123456789")),
    ],
)
def test_parse_phone_reads_one_number(text, phone):
    assert parse_phone(text) == phone


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0812345678, 0898765432", [MOBILE, OTHER_MOBILE]),
        ("0812345678/0898765432", [MOBILE, OTHER_MOBILE]),
        ("0812345678 0898765432", [MOBILE, OTHER_MOBILE]),
        ("081 234 5678 089 876 5432", [MOBILE, OTHER_MOBILE]),
        ("0812345678 หรือ 0898765432", [MOBILE, OTHER_MOBILE]),
        ("0812345678\n0898765432", [MOBILE, OTHER_MOBILE]),
        ("0812345678; 081-234-5678", [MOBILE]),
        ("0-7428-2209 ต่อ 12, 0812345678", [Phone("+6674282209", "12"), MOBILE]),
        ("0-7428-2209 ต่อ 12 0812345678", [Phone("+6674282209", "12"), MOBILE]),
        ("0-7428-2200-9", [Phone("+6674282200"), HAT_YAI]),
        ("074-282200/09", [Phone("+6674282200"), HAT_YAI]),
        ("-", []),
        ("  ", []),
    ],
)
def test_parse_phones_reads_a_cell(text, numbers):
    assert parse_phones(text) == numbers


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("-", "empty"),
        ("081234567", "invalid"),
        ("1234", "invalid"),
        ("ไม่มี", "invalid"),
        ("08x1234567", "invalid"),
        ("0812345678, 0898765432", "several"),
        ("0812345678, 12345", "invalid"),
        ("+66", "invalid"),
        ("0" * 300, "too_long"),
    ],
)
def test_parse_phone_says_what_is_wrong(text, code):
    with pytest.raises(PhoneError) as refused:
        parse_phone(text)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("phone", "thai", "english"),
    [
        (MOBILE, "081-234-5678", "081-234-5678"),
        (Phone("+6674282209", "2209"), "074-282-209 ต่อ 2209", "074-282-209 ext. 2209"),
        (Phone("+6621234567"), "02-123-4567", "02-123-4567"),
        (Phone("+60123456789"), "+60 12-345 6789", "+60 12-345 6789"),
    ],
)
def test_display_is_as_one_dials(phone, thai, english):
    assert (phone.display(), phone.display("en")) == (thai, english)
    assert parse_phone(phone.stored) == phone


def test_is_mobile_tells_who_can_get_a_text_message():
    assert (MOBILE.is_mobile, HAT_YAI.is_mobile) == (True, False)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("081-234", "81234"),
        ("+66 81 234", "81234"),
        ("66812345678", "812345678"),
        ("0066812", "812"),
        ("๐๘๑", "81"),
        ("668", "668"),
        ("ก", ""),
    ],
)
def test_digits_for_search_meet_however_the_number_begins(text, found):
    assert digits_for_search(text) == found


def test_digits_drops_the_rest():
    assert digits("๙0-110 ก") == "90110"


@given(st.text(st.characters()) | st.text("0123456789+-/ ,.()ต่อ#", max_size=40))
def test_parse_phones_raises_nothing_else(text):
    with suppress(PhoneError):
        numbers = parse_phones(text)
        assert [parse_phone(number.stored) for number in numbers] == numbers


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("+66812345678", "081-234-5678"),
        ("+6674282209;ext=2209", "074-282-209 ต่อ 2209"),
        ("+66679162263", "067-916-2263"),
    ],
)
def test_stored_phone_is_shown_even_where_nobody_has_such_a_number(text, shown):
    assert stored_phone(text).display() == shown


@pytest.mark.parametrize("text", ["", "0812345678", "+66", "tel:+66812345678", "+66812345678;ext="])
def test_stored_phone_reads_nothing_else(text):
    assert stored_phone(text) is None


def test_numbers_are_found_in_what_is_written_for_people():
    text = "คุณนก 081-234-5678 หรือ 074-282209 รุ่น 2540"

    assert [(text[start:end], number) for start, end, number in numbers_in(text)] == [
        ("081-234-5678", "+66812345678"),
        ("074-282209", "+6674282209"),
    ]
