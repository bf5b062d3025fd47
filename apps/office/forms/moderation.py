"""What the office decides about what alumni report and tell."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, ThaiDateField
from apps.directory.models import AbuseReport, DeathReport, LostSuggestion, UnusualReading

DAYS = [(30, _("30 days")), (90, _("90 days")), (365, _("a year")), (0, _("until somebody lifts it"))]


class _Decision(forms.Form):
    """An outcome and a remark; a subclass says which outcomes there are."""

    outcome = forms.ChoiceField(label=_("decision"), widget=forms.RadioSelect)
    remark = NormalisedCharField(label=_("remark"), max_length=500, required=False, multiline=True)


class _Closing(_Decision):
    """Where something may be closed for a while: whoever is concerned reads why."""

    days = forms.TypedChoiceField(label=_("for how long"), choices=DAYS, coerce=int, initial=30)
    silent = ""  # the outcome of which nobody is told

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remark"].help_text = _("Whoever is warned, or for whom something is closed, reads this.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") and cleaned["outcome"] != self.silent and not cleaned.get("remark"):
            self.add_error("remark", _("Say why; the person reads it."))
        cleaned["days"] = cleaned.get("days") or None
        return cleaned


class AbuseForm(_Closing):
    """A report of abuse."""

    silent = AbuseReport.Outcome.NOTHING
    outcome = forms.ChoiceField(label=_("decision"), choices=AbuseReport.Outcome, widget=forms.RadioSelect)
    field_order = ["outcome", "days", "remark"]


class ReadingForm(_Closing):
    """Unusual reading."""

    silent = UnusualReading.Outcome.NOTED
    outcome = forms.ChoiceField(label=_("decision"), choices=UnusualReading.Outcome, widget=forms.RadioSelect)
    field_order = ["outcome", "days", "remark"]


class _AboutSomebody(_Decision):
    """Where the record that is meant can be named."""

    match = forms.ChoiceField(label=_("who is meant"), required=False, widget=forms.RadioSelect)
    record = NormalisedCharField(
        label=_("or the person's student id, or the address of their page"), max_length=200, required=False
    )

    def __init__(self, *args: Any, matches: list[tuple[str, str]], **kwargs: Any) -> None:
        """`matches`: (public id, words) of people of the registry who may be meant."""
        super().__init__(*args, **kwargs)
        self.fields["match"].choices = [("", _("Nobody in the registry")), *matches]  # type: ignore[attr-defined]


class SuggestionForm(_AboutSomebody):
    """How somebody lost can be reached."""

    language = forms.ChoiceField(
        label=_("language of the invitation"), choices=[("th", _("Thai")), ("en", _("English"))]
    )
    field_order = ["match", "record", "outcome", "language", "remark"]

    def __init__(self, *args: Any, suggestion: LostSuggestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcomes = LostSuggestion.Outcome
        chosen = [outcomes.RANG, outcomes.UNFIT]
        if suggestion.channel == LostSuggestion.Channel.EMAIL:
            chosen.insert(0, outcomes.INVITED)
        else:
            del self.fields["language"]
        self.fields["outcome"].choices = [(each.value, each.label) for each in chosen]  # type: ignore[attr-defined]


class DeathForm(_AboutSomebody):
    """Word of a death."""

    outcome = forms.ChoiceField(
        label=_("decision"),
        choices=[(each.value, each.label) for each in DeathReport.Outcome],
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(
        label=_("who said so"), choices=[(each.value, each.label) for each in DeathReport.SOURCES]
    )
    died_on = ThaiDateField(label=_("date of death"), required=False, partial=True)
    field_order = ["match", "record", "outcome", "source", "died_on", "remark"]


class LiftForm(forms.Form):
    """Why something is opened again."""

    reason = NormalisedCharField(label=_("reason"), max_length=300)
