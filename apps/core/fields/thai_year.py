from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.lib.years import YearError, read_be_year

from .refusals import refusal


class ThaiYearField(forms.Field):
    """A year in the Buddhist era, typed in either era and either kind of digits; cleans to the B.E. year, an int
    (None if empty). `first` and `last` are the earliest and latest B.E. years taken."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": "6"})
    default_error_messages = {
        "required": _("Enter a year, such as 2549."),
        "invalid": _("Write the year with four digits, such as 2549."),
        "out_of_range": _("The year must be between %(first)s and %(last)s (B.E.)."),
    }

    def __init__(self, *, first: int = 2432, last: int = 2699, **kwargs: Any) -> None:
        self.first = first
        self.last = last
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        try:
            return read_be_year("" if value is None else str(value))
        except YearError as error:
            if error.code == "empty":
                return None
            raise refusal(self, error) from error

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and not self.first <= value <= self.last:
            limits = {"first": self.first, "last": self.last}
            raise ValidationError(self.error_messages["out_of_range"], code="out_of_range", params=limits)

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
