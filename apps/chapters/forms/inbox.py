from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """What is written back to a member who answered a letter."""

    text = forms.CharField(label=_("Your answer"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 8}))
