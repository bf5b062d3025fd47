"""The day of an event, as organisers type it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from apps.events.fields import EventDayField

TODAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a: TODAY)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("20/12", date(2026, 12, 20)),
        ("1/12", TODAY),
        ("๒๐ ธ.ค.", date(2026, 12, 20)),
        ("5/1", date(2027, 1, 5)),
        ("29/2", date(2028, 2, 29)),
        ("27 ธ.ค. 69", date(2026, 12, 27)),
        ("27/12/26", date(2026, 12, 27)),
        ("31/3/2570", date(2027, 3, 31)),
        ("31/3/2549", date(2006, 3, 31)),
    ],
)
def test_the_next_such_day_is_meant(text, meant):
    assert EventDayField().clean(text) == meant


@pytest.mark.parametrize(
    ("text", "code"),
    [("31/2", "no_such_day"), ("20/13", "no_such_month"), ("31/3/49", "two_digit_year"), ("มีนาคม", "invalid")],
)
def test_what_is_no_day_to_come_is_asked_back(text, code):
    with pytest.raises(ValidationError) as refused:
        EventDayField().clean(text)

    assert [error.code for error in refused.value.error_list] == [code]
