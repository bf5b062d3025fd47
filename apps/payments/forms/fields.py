from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields.refusals import refusal
from apps.payments.lib.amounts import AmountError, baht, parse


class BahtField(forms.Field):
    """An amount typed in baht; cleans to satang (None if empty)."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "num"})
    default_error_messages = {
        "required": _("Enter an amount in baht, such as 1,250 or 1,250.50."),
        "invalid": _("This is no amount. Write it in baht, such as 1,250 or 1,250.50."),
        "satang": _("A baht has a hundred satang: two digits after the point at most."),
        "nothing": _("The amount must be more than nothing."),
        "too_large": _("This is more than can be paid at once. Check the amount."),
    }

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            return parse(str(value))
        except AmountError as error:
            raise refusal(self, error) from error

    def prepare_value(self, value: Any) -> Any:
        """What is recorded comes as satang, what was typed as it was."""
        if not isinstance(value, int):
            return value
        return f"{baht(value):,.2f}".removesuffix(".00")
