"""Times, prices and places as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib.errors import BadInputError
from apps.events.lib.clock import ClockError, parse_clock
from apps.events.lib.positions import PositionError, parse_position
from apps.events.lib.prices import PriceError, parse_price, plain_price


@pytest.mark.parametrize("text", ["18.30", "18:30", "1830", "18.30 น.", "18:30:00", "6.30 pm", "6:30pm", "๑๘.๓๐ น."])
def test_half_past_six_in_the_evening(text):
    assert parse_clock(text) == time(18, 30)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("9", time(9)), ("12 am", time(0)), ("12pm", time(12)), ("0.05", time(0, 5)), ("930", time(9, 30))],
)
def test_other_times(text, meant):
    assert parse_clock(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("6 โมงเย็น", time(18)),
        ("หกโมงเย็น", time(18)),
        ("๖ โมงครึ่ง", time(6, 30)),
        ("บ่ายสองครึ่ง", time(14, 30)),
        ("บ่ายโมงตรง", time(13)),
        ("ทุ่มครึ่ง", time(19, 30)),
        ("2 ทุ่ม", time(20)),
        ("เที่ยง", time(12)),
        ("เที่ยงคืน", time(0)),
        ("ตี 5", time(5)),
        ("สิบเอ็ดโมงเช้า", time(11)),
    ],
)
def test_times_as_one_says_them(text, meant):
    assert parse_clock(text) == meant


@pytest.mark.parametrize("text", ["8 โมงเย็น", "7 ทุ่ม", "ตี 9", "โมง", "บ่าย 9"])
def test_hours_that_nobody_says_so_are_asked_back(text):
    with pytest.raises(ClockError):
        parse_clock(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("เย็น", "unreadable"),
        ("25.00", "no_such_time"),
        ("18.75", "no_such_time"),
        ("13 pm", "no_such_time"),
    ],
)
def test_what_is_no_time_is_refused_with_why(text, code):
    with pytest.raises(ClockError) as refused:
        parse_clock(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "satang"),
    [
        ("800", 80_000),
        ("1,250.50 บาท", 125_050),
        ("ฟรี", 0),
        ("0", 0),
        ("฿300", 30_000),
        ("๕๐๐ บาท", 50_000),
        ("300.-", 30_000),
    ],
)
def test_prices(text, satang):
    assert parse_price(text) == satang


@pytest.mark.parametrize(
    ("text", "code"),
    [("ถูก", "unreadable"), ("-5", "negative"), ("0.005", "satang"), ("9999999", "too_large"), ("NaN", "unreadable")],
)
def test_what_is_no_price_is_refused_with_why(text, code):
    with pytest.raises(PriceError) as refused:
        parse_price(text)
    assert refused.value.code == code


@given(st.integers(0, 100_000_000))
def test_a_price_in_a_form_is_read_back(satang):
    assert parse_price(plain_price(satang)) == satang


@pytest.mark.parametrize(
    "text",
    [
        "7.00860, 100.49700",
        "7.0086,100.497",
        "https://www.google.com/maps/place/X/@7.1,100.5,17z/data=!4m6!3d7.0086!4d100.497",
        "https://maps.google.com/?q=7.0086,100.497",
        "https://www.google.com/maps/search/?api=1&query=7.0086%2C100.497",
        "https://www.openstreetmap.org/?mlat=7.0086&mlon=100.497#map=17/7.0/100.4",
        "geo:7.0086,100.497",
    ],
)
def test_a_place_on_a_map(text):
    assert parse_position(text) == (7.0086, 100.497)


@pytest.mark.parametrize(
    ("text", "code"),
    [("หาดใหญ่", "unreadable"), ("https://maps.app.goo.gl/abc", "short_link"), ("100.497, 7.0086", "off_the_earth")],
)
def test_what_is_no_place_is_refused_with_why(text, code):
    with pytest.raises(PositionError) as refused:
        parse_position(text)
    assert refused.value.code == code


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    for read in (parse_clock, parse_price, parse_position):
        try:
            read(text)
        except BadInputError as refused:
            assert refused.code  # noqa: PT017 - nothing else may be raised
