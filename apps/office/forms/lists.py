from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField


class ListForm(forms.Form):
    """A list's name, and whether colleagues see it."""

    name = NormalisedCharField(label=_("name of the list"), max_length=120)
    is_shared = forms.BooleanField(label=_("the whole office may see it"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
