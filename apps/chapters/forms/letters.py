"""Answers to letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField


class ReplyForm(forms.Form):
    """An answer to whoever wrote the letter."""

    text = NormalisedCharField(
        label=_("your answer"), max_length=3500, multiline=True, widget=forms.Textarea(attrs={"rows": 6})
    )
