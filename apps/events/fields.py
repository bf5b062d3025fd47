"""What organisers type in an event's form: times, prices, places on a map."""

from contextlib import suppress
from datetime import time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.admin.forms import ThaiDayField
from apps.core.fields.refusals import refusal
from apps.core.lib.dates import PartialDate, ThaiDateError, be_from_ce, parse_thai_date
from apps.core.lib.digits import to_arabic
from apps.events.lib.clock import ClockError, parse_clock
from apps.events.lib.positions import PositionError, parse_position, written
from apps.events.lib.prices import PriceError, parse_price, plain_price

LATEST = 5 * 365  # days ahead
LEAP = 5  # years in which there is a 29 February


class ClockField(forms.Field):
    """A time of day typed freely; cleans to a time (None if empty)."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "size": "8"})
    default_error_messages = {
        "required": _("Enter a time, such as 18.30."),
        "invalid": _("This is no time. Write it like 18.30 or 1830."),
        "no_such_time": _("There is no such time. A day has 24 hours of 60 minutes: 18.30."),
    }

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, time):
            return value
        try:
            return parse_clock("" if value is None else str(value))
        except ClockError as error:
            if error.code == "empty":
                return None
            raise refusal(self, error) from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour}.{value.minute:02}" if isinstance(value, time) else value


class EventDayField(ThaiDayField):
    """A day to come, typed freely."""

    def _read(self, text: str) -> PartialDate:
        return day_to_come(text)


def day_to_come(text: str) -> PartialDate:
    """Nobody writes the year of next month's dinner: without one, or with two digits of it, the next such day is
    meant. Raises ThaiDateError."""
    try:
        return parse_thai_date(text)
    except ThaiDateError as error:
        if error.code not in {"year_missing", "two_digit_year"}:
            raise
        today = timezone.localdate()
        year = be_from_ce(today.year)
        meant = [text] if error.code == "two_digit_year" else [f"{text} {year + more}" for more in range(LEAP)]
        for each in meant:
            with suppress(ThaiDateError):
                return parse_thai_date(each, earliest=today, latest=today + timedelta(days=LATEST))
        return parse_thai_date(meant[-1])  # no year has such a day: it says so


class SeatsField(forms.IntegerField):
    """A number of seats, in Thai digits too; a box of text, since a box of numbers swallows those."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "num", "size": "8"})

    def to_python(self, value: Any) -> int | None:
        typed = to_arabic(str(value)).replace(",", "").strip() if value is not None else ""
        return super().to_python(typed.removesuffix("ที่").strip())

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


class PriceField(forms.Field):
    """A price typed in baht; cleans to satang (None if empty, 0 for what is free)."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "num", "size": "8"})
    default_error_messages = {
        "required": _("Enter a price in baht; 0 if it is free."),
        "invalid": _("This is no price. Write it in baht, such as 800 or 1,250.50; 0 if it is free."),
        "negative": _("A price is not less than nothing."),
        "satang": _("A baht has a hundred satang: two digits after the point at most."),
        "too_large": _("No ticket costs that much. Check the price."),
    }

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            return parse_price(str(value))
        except PriceError as error:
            raise refusal(self, error) from error

    def prepare_value(self, value: Any) -> Any:
        """What is recorded comes as satang, what was typed as it was."""
        return plain_price(value) if isinstance(value, int) else value


class PositionField(forms.Field):
    """Latitude and longitude, or a map's link that holds them; cleans to a pair of numbers (None if empty)."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})
    default_error_messages = {
        "invalid": _("This names no place. Copy two numbers such as 7.0086, 100.4970 from a map, or its long link."),
        "short_link": _(
            "This link does not say where it leads. Open it, then copy the long address or the two numbers."
        ),
        "off_the_earth": _("There is no such place on earth. The first number is the latitude, up to 90."),
    }

    def to_python(self, value: Any) -> tuple[float, float] | None:
        if value in self.empty_values or not str(value).strip():
            return None
        if isinstance(value, tuple):
            return value
        try:
            return parse_position(str(value))
        except PositionError as error:
            raise refusal(self, error) from error

    def prepare_value(self, value: Any) -> Any:
        return written(*value) if isinstance(value, tuple) else value
