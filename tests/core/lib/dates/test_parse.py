from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib.dates import (
    AmbiguousDateError,
    PartialDate,
    ThaiDateError,
    be_year,
    format_formal,
    format_long,
    format_short,
    format_weekday,
    parse_thai_date,
)
from apps.core.lib.digits import to_thai

DAYS = st.dates(date(1889, 4, 1), date(2156, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "31/03/2549",
            "31/3/2549",
            "31-3-2549",
            "31.3.2549",
            "31 3 2549",
            "31 / 03 / 2549",
            "๓๑/๐๓/๒๕๔๙",
            "31–3–2549",
        ),
        *("31 มีนาคม 2549", "31 มี.ค. 2549", "31 มีค. 2549", "31 มีค 2549", "31 มี.ค 2549", "31 มี. ค. 2549", "31มี.ค.2549"),
        *("31มีนาคม2549", "31-มี.ค.-2549", "31 มีนา 2549", "๓๑ มีนาคม ๒๕๔๙", "31 มีนาคม พ.ศ. 2549", "31 มีนาคม พศ 2549"),
        *("31 มีนาคม พุทธศักราช 2549", "วันที่ ๓๑ มีนาคม พ.ศ. ๒๕๔๙", "วันที่ 31 เดือน มีนาคม ปี 2549", "31 มี.ค. ค.ศ. 2006"),
        *("วันศุกร์ที่ 31 มีนาคม 2549", "ศุกร์ 31 มีนาคม 2549", "Friday, 31 March 2006", "Fri 31 Mar 2006", "31 March 2549"),
        *(
            "31 March 2006",
            "31st of March, 2006",
            "March 31, 2006",
            "31-Mar-2006",
            "31 MAR 2006",
            "2006 Mar 31",
            "31 มีนาคม 2006",
        ),
        *("2006-03-31", "2549-03-31", "2549/3/31", "25490331", "31032549", "20060331", "31/3/2006", "31/3/2549 พ.ศ."),
        *(
            "31/03/2549 00:00:00",
            "31/3/2549 0:00",
            "2006-03-31T00:00:00",
            "2006-03-31 00:00:00.000",
            "31 มี.ค. 2549 14.00 น.",
        ),
        *(
            "31 มีนาคม 2549 เวลา 10.30 น.",
            "2006-03-31T08:00:00+07:00",
            "  31/03/2549\u00a0",
            "31\u200b/03/2549",
            "３１/03/2549",
        ),
        *("31 มีนาคม 2006 AD", "31 March 2006 C.E.", "B.E. 2549 March 31"),
    ],
)
def test_parse_reads_every_usual_form(text):
    assert parse_thai_date(text) == PartialDate(2006, 3, 31)


@pytest.mark.parametrize("month", range(1, 13))
def test_parse_reads_what_the_formats_write(month):
    value = PartialDate(2023, month, 5)

    for write in (format_long, format_formal, format_weekday):
        assert parse_thai_date(write(value)) == parse_thai_date(write(value, "en")) == value
    assert parse_thai_date(format_short(value, full_year=True)) == parse_thai_date(format_short(value, "en")) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("มี.ค. 2549", PartialDate(2006, 3)),
        ("มีนาคม พ.ศ. ๒๕๔๙", PartialDate(2006, 3)),
        ("3/2549", PartialDate(2006, 3)),
        ("2006-03", PartialDate(2006, 3)),
        ("2549-03", PartialDate(2006, 3)),
        ("March 2006", PartialDate(2006, 3)),
        ("2549", PartialDate(2006)),
        ("๒๕๔๙", PartialDate(2006)),
        ("พ.ศ. 2549", PartialDate(2006)),
        ("ค.ศ. 2006", PartialDate(2006)),
        ("2006", PartialDate(2006)),
        ("2549.0", PartialDate(2006)),
        ("00/00/2500", PartialDate(1957)),
        ("0/3/2500", PartialDate(1957, 3)),
        ("-/-/2500", PartialDate(1957)),
        ("25000000", PartialDate(1957)),
    ],
)
def test_parse_reads_what_is_only_partly_known(text, value):
    assert parse_thai_date(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15 ม.ค. 2482", PartialDate(1940, 1, 15)),
        ("31 มี.ค. 2482", PartialDate(1940, 3, 31)),
        ("29 ก.พ. 2482", PartialDate(1940, 2, 29)),
        ("1 เม.ย. 2482", PartialDate(1939, 4, 1)),
        ("1 เม.ย. 2483", PartialDate(1940, 4, 1)),
        ("31 ธ.ค. 2483", PartialDate(1940, 12, 31)),
        ("1 ม.ค. 2484", PartialDate(1941, 1, 1)),
        ("10 ก.พ. ค.ศ. 1939", PartialDate(1939, 2, 10)),
        ("1 เม.ย. 2432", PartialDate(1889, 4, 1)),
        ("29 ก.พ. 2567", PartialDate(2024, 2, 29)),
        ("29/2/2543", PartialDate(2000, 2, 29)),
    ],
)
def test_parse_knows_the_old_new_year_and_leap_days(text, value):
    assert parse_thai_date(text) == value


@pytest.mark.parametrize(
    ("text", "first_year", "value"),
    [
        ("31/3/49", 2500, PartialDate(2006, 3, 31)),
        ("31 มี.ค. 49", 2500, PartialDate(2006, 3, 31)),
        ("31มี.ค.๔๙", 2500, PartialDate(2006, 3, 31)),
        ("31/3/85", 2470, PartialDate(1942, 3, 31)),
        ("31/3/69", 2470, PartialDate(2026, 3, 31)),
        ("31/3/70", 2470, PartialDate(1928, 3, 31)),
        ("31-Mar-06", 2500, PartialDate(2006, 3, 31)),
        ("31/3/ค.ศ.85", 2470, PartialDate(1985, 3, 31)),
        ("29 ก.พ. 67", 2500, PartialDate(2024, 2, 29)),
        ("มี.ค. 49", 2500, PartialDate(2006, 3)),
    ],
)
def test_parse_places_two_digit_years_where_the_caller_says(text, first_year, value):
    assert parse_thai_date(text, two_digit_year=first_year) == value


def test_parse_asks_back_which_century_is_meant():
    with pytest.raises(AmbiguousDateError) as refused:
        parse_thai_date("31/3/49", latest=date(2026, 12, 31))

    assert refused.value.code == "two_digit_year"
    assert [str(value) for value in refused.value.candidates] == ["1907-03-31", "1949-03-31", "2006-03-31"]


def test_parse_takes_a_two_digit_year_that_can_only_be_one():
    assert parse_thai_date("12/9/69", earliest=date(2020, 1, 1), latest=date(2030, 1, 1)) == PartialDate(2026, 9, 12)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("", "empty"), ("  \u200b ", "empty")),
        *(
            ("xyz", "unreadable"),
            ("สมชาย", "unreadable"),
            ("5", "unreadable"),
            ("38807", "unreadable"),
            ("38807.0", "unreadable"),
        ),
        *(
            ("31/3/549", "unreadable"),
            ("31/3/25490", "unreadable"),
            ("1-3 มี.ค. 2549", "unreadable"),
            ("1 2 3 4", "unreadable"),
        ),
        *(
            ("มี.ค. เม.ย. 2549", "unreadable"),
            ("1 มี.ค. 2 2549", "unreadable"),
            ("2549 มี.ค. 2550", "unreadable"),
            ("2549 2550", "unreadable"),
            ("2549/03/2550", "unreadable"),
            ("1" * 5000, "unreadable"),
        ),
        *(
            ("2006-03-30T17:00:00Z", "unreadable"),
            ("٣١/٣/٢٥٤٩", "unreadable"),
            ("31/3/2549x", "unreadable"),
            ("//", "unreadable"),
        ),
        *(("12 กันยายน", "year_missing"), ("12/9", "year_missing"), ("September 12", "two_digit_year")),
        *(
            ("31/13/2549", "no_such_month"),
            ("03/31/2549", "no_such_month"),
            ("13/2549", "no_such_month"),
            ("5/0/2549", "no_such_month"),
        ),
        *(
            ("31/9/2549", "no_such_day"),
            ("30 ก.พ. 2567", "no_such_day"),
            ("32/1/2549", "no_such_day"),
            ("99/1/2549", "no_such_day"),
        ),
        *(("29 ก.พ. 2566", "not_leap_year"), ("29/2/2443", "not_leap_year"), ("29022566", "not_leap_year")),
        *(
            ("15 ม.ค. 2483", "no_such_month_in_2483"),
            ("31 มี.ค. 2483", "no_such_month_in_2483"),
            ("ก.พ. 2483", "no_such_month_in_2483"),
        ),
        *(
            ("วันเสาร์ที่ 31 มีนาคม 2549", "wrong_weekday"),
            ("ร.ศ. 125", "era_unsupported"),
            ("ฮ.ศ. 1427", "era_unsupported"),
        ),
        *(
            ("31 มี.ค. 2431", "too_early"),
            ("1/1/0001", "too_early"),
            ("0000", "too_early"),
            ("1/1/1500", "too_early"),
            ("พ.ศ. 2006", "too_early"),
        ),
        *(("1/1/9999", "too_late"), ("1/1/2399", "too_late"), ("ค.ศ. 2549", "too_late")),
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_parse_says_what_is_wrong(text, code):
    with pytest.raises(ThaiDateError) as refused:
        parse_thai_date(text)

    assert refused.value.code == code


def test_parse_keeps_to_the_caller_s_limits():
    today = date(2026, 11, 21)

    assert parse_thai_date("21/11/2569", latest=today) == PartialDate(2026, 11, 21)
    assert parse_thai_date("2569", latest=today) == PartialDate(2026)
    for text in ("22/11/2569", "ธ.ค. 2569", "2570"):
        with pytest.raises(ThaiDateError) as refused:
            parse_thai_date(text, latest=today)
        assert (refused.value.code, refused.value.params) == ("too_late", {"limit": "2026-11-21"})


def test_eight_digits_that_are_two_days_are_asked_back():
    with pytest.raises(AmbiguousDateError) as refused:
        parse_thai_date("20101010", earliest=date(1, 1, 1), latest=date(9999, 1, 1))

    assert refused.value.code == "two_readings"


@given(DAYS)
def test_every_day_reads_back_from_every_format(day):
    value = PartialDate.from_date(day)

    for language in ("th", "en"):
        for write in (format_long, format_formal, format_weekday):
            assert parse_thai_date(write(day, language)) == value
    assert parse_thai_date(str(value)) == value
    assert parse_thai_date(to_thai(format_short(day)), two_digit_year=be_year(day) - 50) == value


@given(
    st.text(st.characters(), max_size=60)
    | st.text(st.sampled_from("0123456789๑๒/-. มี.ค.พศacdMarวันที่เดือน"), max_size=25)
)
def test_parse_raises_nothing_else(text):
    with suppress(ThaiDateError):
        value = parse_thai_date(text, two_digit_year=2500)
        assert date(1889, 4, 1) <= value.last_day
