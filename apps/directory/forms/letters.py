from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField
from apps.directory.models import AbuseReport


class LetterForm(forms.Form):
    """What one alumnus writes to another."""

    text = NormalisedCharField(
        label=_("your message"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}), multiline=True
    )


class AbuseForm(forms.Form):
    """Why the office should look at a letter or a page."""

    reason = forms.ChoiceField(label=_("what is wrong"), choices=AbuseReport.Reason, widget=forms.RadioSelect)
    note = NormalisedCharField(label=_("what happened"), max_length=1000, required=False, multiline=True)
