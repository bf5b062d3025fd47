"""Letters to members, and answers to them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import GroupLetter
from apps.core.fields import NormalisedCharField


class LetterForm(forms.ModelForm[GroupLetter]):
    """One screen: to whom, about what, the words."""

    subject = NormalisedCharField(label=_("subject"), max_length=120)
    text = NormalisedCharField(
        label=_("text"),
        max_length=6000,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("It is signed with your name and that of the group."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = GroupLetter
        fields = ("to", "subject", "text")
        widgets = {"to": forms.RadioSelect}


class SendLetterForm(forms.Form):
    """The declaration with which a letter is sent."""

    is_neutral = forms.BooleanField(
        label=_("This letter is politically neutral"),
        help_text=_(
            "It speaks neither for nor against a party, a candidate or a campaign. You declare it in your name."
        ),
        error_messages={"required": _("Declare that the letter is politically neutral, or change it first.")},
    )


class ReplyForm(forms.Form):
    """An answer to whoever wrote the letter."""

    text = NormalisedCharField(
        label=_("your answer"), max_length=3500, multiline=True, widget=forms.Textarea(attrs={"rows": 6})
    )
