from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language

from apps.core.lib.dates import PartialDate, format_long


class ThaiDateInput(forms.TextInput):
    """A text box for a date: what is known stands in it in words, what was typed wrongly stands as it was typed."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "size": "20"} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, PartialDate | date):
            return format_long(value, get_language() or "th")
        text: str | None = super().format_value(value)
        return text


class SecretTextInput(forms.TextInput):
    """A text box that stays empty whatever is known or was typed: no page, and nothing on its way, holds it."""

    def format_value(self, value: Any) -> None:
        return None
