from datetime import date, datetime, time, timedelta, timezone

import pytest

from apps.core.lib.dates import (
    PartialDate,
    format_datetime,
    format_formal,
    format_long,
    format_range,
    format_short,
    format_time,
    format_weekday,
    held_together,
)

LEAP_DAY = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("write", "thai", "english"),
    [
        (format_long, "29 กุมภาพันธ์ 2567", "29 February 2024"),
        (format_short, "29 ก.พ. 67", "29 Feb 2024"),
        (lambda day, language: format_short(day, language, full_year=True), "29 ก.พ. 2567", "29 Feb 2024"),
        (format_formal, "วันที่ ๒๙ กุมภาพันธ์ พ.ศ. ๒๕๖๗", "29 February 2024"),
        (format_weekday, "วันพฤหัสบดีที่ 29 กุมภาพันธ์ 2567", "Thursday 29 February 2024"),
    ],
)
def test_a_day_is_written_for_each_reader(write, thai, english):
    for value in (LEAP_DAY, PartialDate.from_date(LEAP_DAY)):
        assert (write(value, "th"), write(value, "en"), write(value, "en-gb")) == (thai, english, english)


@pytest.mark.parametrize(
    ("write", "month_th", "month_en", "year_th", "year_en"),
    [
        (format_long, "กุมภาพันธ์ 2567", "February 2024", "พ.ศ. 2567", "2024"),
        (format_short, "ก.พ. 67", "Feb 2024", "2567", "2024"),
        (format_formal, "เดือนกุมภาพันธ์ พ.ศ. ๒๕๖๗", "February 2024", "พ.ศ. ๒๕๖๗", "2024"),
        (format_weekday, "กุมภาพันธ์ 2567", "February 2024", "พ.ศ. 2567", "2024"),
    ],
)
def test_only_what_is_known_is_written(write, month_th, month_en, year_th, year_en):
    month, year = PartialDate(2024, 2), PartialDate(2024)

    assert (write(month, "th"), write(month, "en")) == (month_th, month_en)
    assert (write(year, "th"), write(year, "en")) == (year_th, year_en)


def test_days_before_2484_are_written_in_the_year_that_began_in_april():
    assert format_long(date(1940, 2, 29)) == "29 กุมภาพันธ์ 2482"
    assert format_long(date(1940, 4, 1)) == "1 เมษายน 2483"
    assert format_short(date(1941, 1, 1)) == "1 ม.ค. 84"


@pytest.mark.parametrize(
    ("first", "last", "thai", "english"),
    [
        ((2026, 9, 12), (2026, 9, 14), "12–14 กันยายน 2569", "12–14 September 2026"),
        ((2026, 9, 30), (2026, 10, 2), "30 กันยายน – 2 ตุลาคม 2569", "30 September – 2 October 2026"),
        ((2026, 12, 30), (2027, 1, 2), "30 ธันวาคม 2569 – 2 มกราคม 2570", "30 December 2026 – 2 January 2027"),
        ((2026, 9, 12), (2026, 9, 12), "12 กันยายน 2569", "12 September 2026"),
        ((2026, 9), (2026, 10), "กันยายน – ตุลาคม 2569", "September – October 2026"),
        ((2026,), (2027,), "พ.ศ. 2569 – พ.ศ. 2570", "2026 – 2027"),
        ((1940, 3, 31), (1940, 4, 1), "31 มีนาคม 2482 – 1 เมษายน 2483", "31 March – 1 April 1940"),
        ((2026, 9), (2026, 9, 5), "กันยายน – 5 กันยายน 2569", "September – 5 September 2026"),
    ],
)
def test_a_range_says_once_what_both_ends_share(first, last, thai, english):
    first, last = PartialDate(*first), PartialDate(*last)

    assert (format_range(first, last), format_range(first, last, "en")) == (thai, english)


def test_a_short_range_has_short_months():
    assert format_range(date(2026, 9, 30), date(2026, 10, 2), short=True) == "30 ก.ย. – 2 ต.ค. 2569"


def test_times_are_written_with_a_dot_in_thai():
    moment = datetime(2024, 2, 29, 6, 5, tzinfo=timezone(timedelta(hours=7)))

    assert (format_time(time(14, 0)), format_time(moment), format_time(moment, "en")) == (
        "14.00 น.",
        "6.05 น.",
        "6:05",
    )
    assert format_datetime(moment) == "29 กุมภาพันธ์ 2567 เวลา 6.05 น."
    assert format_datetime(moment, short=True) == "29 ก.พ. 2567 6.05 น."
    assert format_datetime(moment, "en") == "29 February 2024, 6:05"


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("29 ก.พ. 2567 6.30 น.", ["29 ก.พ. 2567", "6.30 น."]),
        ("29 กุมภาพันธ์ 2567 เวลา 14.00 น.", ["29 กุมภาพันธ์ 2567", "เวลา 14.00 น."]),
        ("29 February 2024, 14:00", ["29 February 2024,", "14:00"]),
        ("30 กันยายน – 2 ตุลาคม 2569", ["30 กันยายน –", "2 ตุลาคม 2569"]),
        ("วันเสาร์ที่ 12 กันยายน 2569", ["วันเสาร์ที่ 12 กันยายน 2569"]),
        ("พ.ศ. 2567", ["พ.ศ. 2567"]),
    ],
)
def test_a_date_breaks_nowhere_but_before_the_time_and_after_the_dash(written, lines):
    held = held_together(written)

    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in held.split(" ")] == lines
