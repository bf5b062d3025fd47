from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField


class KeyForm(forms.Form):
    """What an address of one's calendar is for."""

    label = NormalisedCharField(
        label=_("where you use it"), max_length=60, required=False, help_text=_("For example: my telephone.")
    )
