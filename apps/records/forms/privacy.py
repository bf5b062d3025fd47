"""What somebody says on the pages about their privacy."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.records.models import Consent, DoNotContact


class ConsentForm(forms.Form):
    """One purpose, and what is said of it."""

    purpose = forms.ChoiceField(choices=Consent.Purpose.choices)
    is_given = forms.TypedChoiceField(
        choices=[("1", gettext_lazy("I agree")), ("0", gettext_lazy("Not any more"))],
        coerce=lambda value: value == "1",
    )


class ChannelsForm(forms.Form):
    """The channels that somebody forbids."""

    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Do not contact me"),
        required=False,
        choices=DoNotContact.Channel.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Sign-in codes and answers to your own requests still reach you."),
    )


class RestrictForm(forms.Form):
    """Why the use of the data is to stop; nobody has to say."""

    reason = forms.CharField(
        label=gettext_lazy("Why, if you want to tell us"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EraseForm(forms.Form):
    """A word typed on purpose: what follows cannot be undone."""

    word = forms.CharField(
        max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].label = _("Type “%(word)s” to confirm") % {"word": confirming_word()}

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"].strip()
        if word.casefold() != confirming_word().casefold():
            raise ValidationError(_("Type the word “%(word)s”.") % {"word": confirming_word()}, code="word")
        return word


def confirming_word() -> str:
    """What is typed to confirm, in the reader's language."""
    return _("erase")
