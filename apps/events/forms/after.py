"""What organisers and attendees fill in once an event is over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField


class ExportForm(forms.Form):
    """Why the list is taken away."""

    reason = NormalisedCharField(
        label=_("what you need the file for"),
        max_length=300,
        min_length=5,
        help_text=_("It is kept, and everybody in the file can read it."),
    )
