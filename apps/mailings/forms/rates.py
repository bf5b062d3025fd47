"""How fast mailings go to the addresses of one mail provider."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, ThaiDateField
from apps.mailings.actions.rates import EVERY_OTHER
from apps.mailings.models import Rate

MOST = 1_000_000
_NAME = re.compile(r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


class RateForm(forms.Form):
    """A rate, a warm-up, or both."""

    domain = NormalisedCharField(
        label=_("domain"),
        max_length=253,
        help_text=_("What stands after the @, such as gmail.com, with all below it. A star (*) means all others."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    per_minute = forms.IntegerField(
        label=_("messages a minute"),
        min_value=1,
        max_value=MOST,
        required=False,
        help_text=_("Empty: as fast as it goes."),
    )
    warm_up_on = ThaiDateField(
        label=_("first day of the warm-up"),
        required=False,
        help_text=_("The day on which a new mail server begins to send there. On each further day twice as many go."),
    )
    first_day = forms.IntegerField(
        label=_("messages on that day"),
        min_value=1,
        max_value=MOST,
        required=False,
        help_text=_("A few hundred are usual. What does not go today waits for tomorrow."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_domain(self) -> str:
        typed = str(self.cleaned_data["domain"]).lower().rpartition("@")[2].strip(". ")
        if typed == EVERY_OTHER:
            return typed
        try:
            name = typed.encode("idna").decode()
        except UnicodeError:
            name = ""
        if not _NAME.fullmatch(name):
            raise ValidationError(_("Write a domain such as gmail.com, or a star (*) for every other one."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, number = cleaned.get("warm_up_on"), cleaned.get("first_day")
        if begins and not number and "first_day" not in self.errors:
            self.add_error("first_day", _("Say how many go on the first day."))
        if number and not begins and "warm_up_on" not in self.errors:
            self.add_error("warm_up_on", _("Say when the warm-up begins."))
        if not self.errors and not begins and not cleaned.get("per_minute"):
            self.add_error("per_minute", _("Say how many a minute, or fill in a warm-up."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """As a row has them."""
        begins = self.cleaned_data["warm_up_on"]
        return {
            "domain": self.cleaned_data["domain"],
            "per_minute": self.cleaned_data["per_minute"],
            "warm_up_on": begins.first_day if begins else None,
            "first_day": self.cleaned_data["first_day"],
        }


def initial_of(rate: Rate) -> dict[str, Any]:
    names = ("domain", "per_minute", "warm_up_on", "first_day", "version")
    return {name: getattr(rate, name) for name in names}
