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


STARS = [(5, _("5: very good")), (4, _("4: good")), (3, _("3: all right")), (2, _("2: not so good")), (1, _("1: bad"))]


class FeedbackForm(forms.Form):
    """How it was."""

    stars = forms.TypedChoiceField(
        label=_("How was it?"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the five.")},
    )
    liked = NormalisedCharField(label=_("what was good"), max_length=1000, required=False, multiline=True)
    better = NormalisedCharField(label=_("what could be better"), max_length=1000, required=False, multiline=True)
    may_quote = forms.BooleanField(label=_("What was good may be quoted, without my name"), required=False)


class ReportForm(forms.Form):
    """What the organisers tell the office."""

    text = NormalisedCharField(
        label=_("how it went, in your words"),
        max_length=5000,
        min_length=20,
        multiline=True,
        help_text=_("What was done, who helped, what the university should know or do."),
    )
