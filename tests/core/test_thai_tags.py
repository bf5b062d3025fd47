from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from apps.core.lib.dates import PartialDate

LEAP_DAY = date(2024, 2, 29)
NIGHT = datetime(2024, 2, 28, 23, 30, tzinfo=UTC)  # 6.30 of the 29th in Thailand


def shown(expression, value, language="th"):
    """As it is read: what holds a date together (lib.dates.held_together) looks like a space."""
    return rendered(expression, value, language).replace("\N{NO-BREAK SPACE}", " ")


def rendered(expression, value, language="th", *, autoescape=True):
    with translation.override(language):
        template = Template("{% load thai %}{{ value|" + expression + " }}")
        return template.render(Context({"value": value}, autoescape=autoescape))


def test_dates_hold_together_on_pages_and_have_plain_spaces_in_plain_text():
    assert rendered("be_datetime", NIGHT) == "29\xa0ก.พ.\xa02567 6.30\xa0น."
    assert rendered("be_datetime", NIGHT, autoescape=False) == "29 ก.พ. 2567 6.30 น."
    assert rendered("be_date", LEAP_DAY, autoescape=False) == "29 กุมภาพันธ์ 2567"


@pytest.mark.parametrize(
    ("expression", "value", "thai", "english"),
    [
        ("be_date", LEAP_DAY, "29 กุมภาพันธ์ 2567", "29 February 2024"),
        ('be_date:"short"', LEAP_DAY, "29 ก.พ. 2567", "29 Feb 2024"),
        ('be_date:"shortest"', LEAP_DAY, "29 ก.พ. 67", "29 Feb 2024"),
        ('be_date:"weekday"', LEAP_DAY, "วันพฤหัสบดีที่ 29 กุมภาพันธ์ 2567", "Thursday 29 February 2024"),
        ('be_date:"formal"', LEAP_DAY, "วันที่ ๒๙ กุมภาพันธ์ พ.ศ. ๒๕๖๗", "29 February 2024"),
        ("be_date", NIGHT, "29 กุมภาพันธ์ 2567", "29 February 2024"),
        ("be_date", PartialDate(2024, 2), "กุมภาพันธ์ 2567", "February 2024"),
        ("be_date", None, "", ""),
        ("be_date", "", "", ""),
        ("be_datetime", NIGHT, "29 ก.พ. 2567 6.30 น.", "29 Feb 2024, 6:30"),
        ('be_datetime:"long"', NIGHT, "29 กุมภาพันธ์ 2567 เวลา 6.30 น.", "29 February 2024, 6:30"),
        ("be_datetime", LEAP_DAY, "29 ก.พ. 2567", "29 Feb 2024"),
        ("be_datetime", None, "", ""),
        ("be_year", LEAP_DAY, "2567", "2024"),
        ("be_year", date(1940, 2, 29), "2482", "1940"),
        ("be_year", 2567, "2567", "2024"),
        ("be_year", None, "", ""),
        ("baht", Decimal("1250.25"), "1,250.25 บาท", "1,250.25 baht"),
        ("baht", 1000, "1,000 บาท", "1,000 baht"),
        ("baht", None, "", ""),
        ("baht", "ฟรี", "ฟรี", "ฟรี"),
        ("phone", "+6674282209;ext=2209", "074-282-209 ต่อ 2209", "074-282-209 ext. 2209"),
        ("phone", "ไม่ทราบ", "ไม่ทราบ", "ไม่ทราบ"),
        ("phone", None, "", ""),
        ("thai_number", 2567, "๒๕๖๗", "๒๕๖๗"),
        ("thai_number", None, "", ""),
    ],
)
def test_filters_write_for_the_reader_s_language(expression, value, thai, english):
    assert (shown(expression, value, "th"), shown(expression, value, "en")) == (thai, english)


@pytest.mark.parametrize(
    ("expression", "value", "html"),
    [
        ("be_time_tag", LEAP_DAY, '<time datetime="2024-02-29">29 กุมภาพันธ์ 2567</time>'),
        ('be_time_tag:"short"', PartialDate(2024, 2), '<time datetime="2024-02">ก.พ. 2567</time>'),
        ('be_time_tag:"short"', NIGHT, '<time datetime="2024-02-29T06:30+07:00">29 ก.พ. 2567 6.30 น.</time>'),
        ("be_time_tag", None, ""),
    ],
)
def test_be_time_tag_says_the_day_to_machines_too(expression, value, html):
    assert shown(expression, value) == html


def test_filters_escape_what_is_no_number():
    assert shown("phone", "<b>") == "&lt;b&gt;"
    assert shown("baht", "<b>") == "&lt;b&gt;"
