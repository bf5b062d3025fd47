from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField


class MatterForm(forms.Form):
    """What one side asks of the other."""

    subject = NormalisedCharField(label=_("what about"), max_length=150)
    text = NormalisedCharField(label=_("what is asked"), max_length=3000, multiline=True)


class AnswerForm(forms.Form):
    """An answer to it."""

    answer = NormalisedCharField(label=_("answer"), max_length=3000, multiline=True)
