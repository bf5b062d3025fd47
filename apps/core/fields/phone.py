from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.lib.phones import Phone, PhoneError, parse_phone

from .refusals import refusal


class PhoneField(forms.CharField):
    """One telephone number, Thai or with its country code, perhaps with an extension; cleans to a Phone (None if
    empty), whose `stored` is what is kept."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    default_error_messages = {
        "invalid": _("Write the whole number, such as 08 1234 5678, or +60 12 345 6789 from abroad."),
        "several": _("Write one number here."),
    }

    def to_python(self, value: Any) -> Phone | None:  # type: ignore[override] # the value is a number, not its text
        if isinstance(value, Phone):
            return value
        try:
            return parse_phone(super().to_python(value) or "")
        except PhoneError as error:
            if error.code == "empty":
                return None
            raise refusal(self, error) from error

    def prepare_value(self, value: Any) -> Any:
        return value.display() if isinstance(value, Phone) else value
