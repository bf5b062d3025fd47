"""A group's yearly report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField


class ReportForm(forms.Form):
    """The leaders' own words; the figures come from the registry."""

    did = NormalisedCharField(
        label=_("what the group did"),
        max_length=6000,
        required=False,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Meetings, help for students, gifts, work for the university: a few sentences are enough."),
    )
    plans = NormalisedCharField(label=_("what it plans"), max_length=3000, required=False, multiline=True)
    needs = NormalisedCharField(
        label=_("what it asks of the university"), max_length=3000, required=False, multiline=True
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Kept it may be half a report; what is sent says what was done."""
        cleaned = super().clean() or {}
        if "send" in self.data and not cleaned.get("did"):
            self.add_error("did", _("Write what the group did, if only in a sentence."))
        return cleaned
