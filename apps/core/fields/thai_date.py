from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.lib.dates import AmbiguousDateError, PartialDate, ThaiDateError, format_long, parse_thai_date
from apps.core.lib.dates.parse import EARLIEST, LATEST
from apps.core.widgets import ThaiDateInput

from .refusals import refusal

Limit = date | Callable[[], date]


class ThaiDateField(forms.Field):
    """A date typed freely, in the Buddhist or common era, in words or digits; cleans to a PartialDate (None if empty).

    `partial`: the day, or day and month, may be missing. `two_digit_year`: first B.E. year of the hundred that a year
    such as 49 falls into; without it such a year is asked back. `earliest`, `latest`: a date, or a function that
    gives one (`timezone.localdate` for births)."""

    widget = ThaiDateInput
    default_error_messages = {
        "required": _("Enter a date, such as 31/3/2549."),
        "invalid": _("This is not a date. Write it like 31/3/2549 or 31 มี.ค. 2549."),
        "year_missing": _("Add the year, such as 31/3/2549."),
        "day_missing": _("Write the whole date: day, month and year, such as 31/3/2549."),
        "two_digit_year": _("Write the year with four digits. Do you mean %(candidates)s?"),
        "two_readings": _("This can be read in two ways. Do you mean %(candidates)s?"),
        "no_such_month": _("There are only 12 months. Write the day first, then the month: 31/3/2549."),
        "no_such_month_in_2483": _(
            "B.E. 2483 had no January, February or March: the year ended in December for the first time."
        ),
        "no_such_day": _("This month has no day %(day)s."),
        "not_leap_year": _("There was no 29 February in %(year)s."),
        "wrong_weekday": _("The day of the week does not fit the date."),
        "era_unsupported": _("Write the year in the Buddhist era (พ.ศ.) or the common era (ค.ศ.)."),
        "too_early": _("This is too early. Check the year: is it พ.ศ. or ค.ศ.?"),
        "too_late": _("This is too late: it must not be after %(limit)s."),
    }

    def __init__(
        self,
        *,
        partial: bool = False,
        two_digit_year: int | None = None,
        earliest: Limit = EARLIEST,
        latest: Limit = LATEST,
        **kwargs: Any,
    ) -> None:
        self.partial = partial
        self.two_digit_year = two_digit_year
        self.earliest = earliest
        self.latest = latest
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> PartialDate | None:
        if isinstance(value, date):
            value = PartialDate.from_date(value)
        if isinstance(value, PartialDate):
            return value
        try:
            return self._read("" if value is None else str(value))
        except AmbiguousDateError as error:
            raise self._ask_back(error) from error
        except ThaiDateError as error:
            if error.code == "empty":
                return None
            raise refusal(self, _in_reader_s_words(error)) from error

    def validate(self, value: PartialDate | None) -> None:
        super().validate(value)
        if value and not value.is_full and not self.partial:
            raise ValidationError(self.error_messages["day_missing"], code="day_missing")

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def _read(self, text: str) -> PartialDate:
        return parse_thai_date(
            text, two_digit_year=self.two_digit_year, earliest=_day(self.earliest), latest=_day(self.latest)
        )

    def _ask_back(self, error: AmbiguousDateError) -> ValidationError:
        candidates = ", ".join(format_long(candidate, get_language() or "th") for candidate in error.candidates)
        return ValidationError(self.error_messages[error.code], code=error.code, params={"candidates": candidates})


def _day(limit: Limit) -> date:
    return limit() if callable(limit) else limit


def _in_reader_s_words(error: ThaiDateError) -> ThaiDateError:
    limit = error.params.get("limit")
    if limit:
        error.params["limit"] = format_long(date.fromisoformat(limit), get_language() or "th")
    return error
