"""What leaders fill in at their desk."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Due, Membership
from apps.chapters.rules import LINK_DAYS
from apps.core.fields import NormalisedCharField, ThaiDateField, ThaiYearField

_APPROVE, _REFUSE = "approve", "refuse"


class RequestForm(forms.Form):
    """Takes somebody who asks to join, or says why not."""

    outcome = forms.ChoiceField(
        label=_("your answer"),
        choices=[(_APPROVE, _("Take them as a member")), (_REFUSE, _("Do not take them"))],
        widget=forms.RadioSelect,
    )
    rank = forms.ChoiceField(label=_("class of membership"), choices=Membership.Rank, required=False)
    reason = NormalisedCharField(
        label=_("why not"), max_length=300, required=False, help_text=_("They read this word for word.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == _REFUSE and not cleaned.get("reason"):
            self.add_error("reason", _("Say why, so that they understand it."))
        return cleaned

    @property
    def approves(self) -> bool:
        return bool(self.cleaned_data["outcome"] == _APPROVE)


class RankForm(forms.Form):
    rank = forms.ChoiceField(label=_("class of membership"), choices=Membership.Rank)


class RemoveForm(forms.Form):
    """Why somebody is put out."""

    reason = NormalisedCharField(
        label=_("reason"), max_length=300, multiline=True, help_text=_("They read this word for word.")
    )


class DueForm(forms.ModelForm[Due]):
    """What a member has paid."""

    year_be = ThaiYearField(
        label=_("for the year (B.E.)"), required=False, help_text=_("Leave it empty for dues for life.")
    )
    paid_on = ThaiDateField(label=_("paid on"), latest=timezone.localdate)
    reference = NormalisedCharField(label=_("receipt or reference"), max_length=60, required=False)

    class Meta:
        model = Due
        fields = ("year_be", "amount", "paid_on", "how", "reference")

    def clean_paid_on(self) -> date:
        paid_on: date = self.cleaned_data["paid_on"].first_day
        return paid_on


class LinkForm(forms.Form):
    """A link or QR code by which people join."""

    label = NormalisedCharField(
        label=_("what it is for"),
        max_length=80,
        required=False,
        help_text=_("For example: the poster at the reunion. Only leaders see it."),
    )
    days = forms.TypedChoiceField(
        label=_("how long it is good"),
        coerce=int,
        choices=lambda: [(days, _("%(days)s days") % {"days": days}) for days in LINK_DAYS],  # in the reader's words
        initial=30,
    )


class NominateForm(forms.Form):
    """Who shall take a post, and from when to when."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    since = ThaiDateField(label=_("since"), earliest=timezone.localdate)
    until = ThaiDateField(label=_("until"), earliest=timezone.localdate)
    note = NormalisedCharField(label=_("word to the successor"), max_length=300, required=False, multiline=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("since", "until"):
            if cleaned.get(name):
                cleaned[name] = cleaned[name].first_day
        if cleaned.get("since") and cleaned.get("until") and cleaned["since"] > cleaned["until"]:
            self.add_error("until", _("The end comes before the beginning."))
        return cleaned


class ExportForm(forms.Form):
    """Why the roll is taken away."""

    reason = NormalisedCharField(
        label=_("what you need the file for"),
        max_length=300,
        min_length=5,
        help_text=_("It is kept, and every member in the file can read it."),
    )


class EndTermForm(forms.Form):
    """Why a term ends early."""

    why = NormalisedCharField(
        label=_("why it ends early"), max_length=300, help_text=_("They read this word for word.")
    )
