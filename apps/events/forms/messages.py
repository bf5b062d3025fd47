"""What the organisers write to those who come."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField
from apps.events.models import Announcement


class MessageForm(forms.ModelForm[Announcement]):
    """A message to all of one kind."""

    subject = NormalisedCharField(label=_("subject"), max_length=150)
    text = NormalisedCharField(label=_("text"), max_length=5000, multiline=True)
    is_neutral = forms.BooleanField(
        label=_("This message is politically neutral"),
        help_text=_(
            "It speaks neither for nor against a party, a candidate or a campaign. You declare it in your name."
        ),
        error_messages={"required": _("Declare that the message is politically neutral, or change it first.")},
    )

    class Meta:
        model = Announcement
        fields = ("audience", "subject", "text")
        widgets = {"audience": forms.RadioSelect}


class AskForm(forms.Form):
    """A question to the organisers; the title of the event is put before it."""

    text = NormalisedCharField(
        label=_("your message"), max_length=3800, widget=forms.Textarea(attrs={"rows": 6}), multiline=True
    )
