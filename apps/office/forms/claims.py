"""Deciding on claims."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField
from apps.office.forms.person import ReasonForm

APPROVE, ASK, REFUSE = "approve", "ask", "refuse"


class ClaimForm(forms.Form):
    """What becomes of a claim; the claimant reads the words."""

    reply = NormalisedCharField(
        label=_("what the claimant reads"),
        max_length=2000,
        required=False,
        multiline=True,
        help_text=_("Needed for a question and for a refusal. Say nothing of the record."),
    )
    decision = forms.ChoiceField(
        choices=[(APPROVE, APPROVE), (ASK, ASK), (REFUSE, REFUSE)], widget=forms.HiddenInput, label=_("decision")
    )
    person = forms.UUIDField(widget=forms.HiddenInput, required=False, label=_("record"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        decision = cleaned.get("decision")
        if decision in {ASK, REFUSE} and not cleaned.get("reply"):
            self.add_error("reply", _("Write what the claimant should read."))
        if decision == APPROVE and not cleaned.get("person"):
            self.add_error(None, _("Choose the record first."))
        return cleaned


class HandOverForm(ReasonForm):
    """At the counter."""

    email = forms.EmailField(
        label=_("e-mail address of the person who stands here"),
        max_length=254,
        help_text=_("The link goes there. Let them say it letter by letter, and open the mail before they leave."),
    )
    field_order = ("email", "reason")


class ClaimLetterForm(ReasonForm):
    """A letter with a code to the address on file."""

    number = NormalisedCharField(label=_("number of the letter"), max_length=60, required=False)
    field_order = ("number", "reason")
