"""A group's yearly report."""

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
