"""What the office decides about posts of groups."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Complaint, Decision, Introduction, Objection, PostReport
from apps.core.fields import NormalisedCharField, ThaiDateField

_Outcome = Decision.Outcome


class PostForm(forms.Form):
    """Publishes a post, or says what speaks against it."""

    outcome = forms.ChoiceField(
        label=_("decision"),
        choices=[
            (_Outcome.APPROVED, _("Publish the post")),
            (_Outcome.REJECTED, _("Do not publish it")),
        ],
        widget=forms.RadioSelect,
    )
    objection = forms.ChoiceField(
        label=_("what speaks against it"), choices=[("", "–"), *Objection.choices], required=False
    )
    remark = NormalisedCharField(
        label=_("to the group"),
        max_length=500,
        required=False,
        multiline=True,
        help_text=_("The leaders read this word for word."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)  # of the post as it was read

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == _Outcome.REJECTED:
            for name in ("objection", "remark"):
                if not cleaned.get(name):
                    self.add_error(name, _("Say what speaks against the post, and a word to the group."))
        return cleaned


class LetterForm(PostForm):
    """Lets a letter go, or says what speaks against it."""

    outcome = forms.ChoiceField(
        label=_("decision"),
        choices=[(_Outcome.APPROVED, _("Let the letter go")), (_Outcome.REJECTED, _("Do not let it go"))],
        widget=forms.RadioSelect,
    )
    version = None  # type: ignore[assignment] # letters are asked nothing of the kind


class IntroductionForm(LetterForm):
    """Lets a group's page say it, or says what speaks against it."""

    outcome = forms.ChoiceField(
        label=_("decision"),
        choices=[
            (Introduction.Outcome.PUBLISHED, _("Publish the words")),
            (_Outcome.REJECTED, _("Do not publish them")),
        ],
        widget=forms.RadioSelect,
    )


class ComplaintForm(forms.Form):
    """A photograph or document stays, or is taken down."""

    outcome = forms.ChoiceField(label=_("decision"), choices=Complaint.Outcome, widget=forms.RadioSelect)
    remark = NormalisedCharField(
        label=_("remark"),
        max_length=500,
        multiline=True,
        help_text=_("Whoever asked reads this word for word; where it is taken down, the leaders too."),
    )


class RemovalForm(forms.Form):
    """Takes down what is published."""

    objection = forms.ChoiceField(label=_("what speaks against it"), choices=Objection)
    remark = NormalisedCharField(
        label=_("to the group"), max_length=500, multiline=True, help_text=_("The leaders read this word for word.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReportForm(forms.Form):
    """Nothing to do, or the post is taken down."""

    outcome = forms.ChoiceField(label=_("decision"), choices=PostReport.Outcome, widget=forms.RadioSelect)
    remark = NormalisedCharField(
        label=_("remark"),
        max_length=500,
        multiline=True,
        help_text=_("Where the post is taken down, the leaders read this word for word."),
    )


class AppealForm(forms.Form):
    """Publishes after all, or lets the decision stand."""

    restores = forms.TypedChoiceField(
        label=_("decision"),
        choices=[("yes", _("Publish the post after all")), ("no", _("The decision stands"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    remark = NormalisedCharField(
        label=_("to the group"), max_length=500, multiline=True, help_text=_("The leaders read this word for word.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class HoldForm(forms.Form):
    """A time in which no post goes out by itself."""

    name = NormalisedCharField(
        label=_("what for"), max_length=120, help_text=_("For example: the general election of 2570. Leaders read it.")
    )
    since = ThaiDateField(label=_("since"), earliest=timezone.localdate)
    until = ThaiDateField(label=_("until"), earliest=timezone.localdate)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("since", "until"):
            if cleaned.get(name):
                cleaned[name] = cleaned[name].first_day
        if cleaned.get("since") and cleaned.get("until") and cleaned["since"] > cleaned["until"]:
            self.add_error("until", _("The end comes before the beginning."))
        return cleaned


class EndHoldForm(forms.Form):
    reason = NormalisedCharField(label=_("why it ends"), max_length=300)
