from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.lib.national_id import NationalIdError, parse_national_id
from apps.core.widgets import SecretTextInput

from .refusals import refusal


class NationalIdField(forms.CharField):
    """A Thai national id with or without its dashes, in either kind of digits; cleans to 13 digits ("" if empty).
    What was typed is never sent back: after an error it is typed anew."""

    widget = SecretTextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Write the 13 digits of the card, such as 1-0000-00000-01-7."),
        "length": _("The number on the card has 13 digits; here are %(count)s."),
        "checksum": _("One of the digits is wrong: the last digit does not fit the others."),
        "juristic": _("This is the number of a company or office, not of a person."),
        "spreadsheet": _("A spreadsheet has shortened this number. Write all 13 digits."),
    }

    def to_python(self, value: Any) -> str:
        try:
            return parse_national_id(super().to_python(value) or "")
        except NationalIdError as error:
            if error.code == "empty":
                return ""
            raise refusal(self, error) from error
