"""Forms for a person as a whole, and for the office's dealings with them."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NationalIdField, NormalisedCharField, ThaiDateField
from apps.office.forms.facts import DAY, PART_OF_A_DAY, SOURCES
from apps.records.models import ContactLogEntry, DoNotContact, FamilyLink, Person


class PersonForm(forms.ModelForm[Person]):
    """Lasting facts."""

    birth_date = ThaiDateField(
        label=_("date of birth"), required=False, partial=True, latest=timezone.localdate, help_text=PART_OF_A_DAY
    )
    note = NormalisedCharField(label=_("office's note"), max_length=4000, required=False, multiline=True)
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Person
        fields = ["gender", "birth_date", "nationality", "home_province", "language", "note"]
        widgets = {
            "language": forms.Select(choices=[("th", _("Thai")), ("en", _("English"))]),
        }

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class ReasonForm(forms.Form):
    """Why: asked before something sensitive is opened, taken back or exported."""

    reason = NormalisedCharField(label=_("reason"), max_length=300)


class NationalIdForm(ReasonForm):
    """The 13 digits, or the wish to take them out: a box that comes back empty must not pass for that wish."""

    national_id = NationalIdField(
        label=_("national id"),
        required=False,
        help_text=_("This page never shows the number. If something has to be corrected, type it again."),
    )
    take_out = forms.BooleanField(label=_("take the number out of the record"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("national_id", "take_out", "reason")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "national_id" in cleaned and bool(cleaned["national_id"]) == cleaned["take_out"]:
            self.add_error("national_id", _("Either type a number, or tick that it is taken out."))
        return cleaned


class DeathForm(forms.Form):
    """One report of a death; the second must come from another source."""

    died_on = ThaiDateField(
        label=_("date of death"), required=False, partial=True, latest=timezone.localdate, help_text=PART_OF_A_DAY
    )
    # Nobody is chosen beforehand: which two sources agree is what makes a death certain.
    source = forms.ChoiceField(label=_("who said so"), choices=[("", _("Choose")), *SOURCES])
    evidence = NormalisedCharField(
        label=_("how it is known"),
        max_length=300,
        help_text=_("For example: the widow called; obituary in a newspaper; the registrar's file of June."),
    )


class LogForm(forms.Form):
    """A conversation, and what should follow."""

    on = ThaiDateField(label=_("when"), initial=timezone.localdate, help_text=DAY)
    channel = forms.ChoiceField(label=_("how"), choices=ContactLogEntry.Channel)
    summary = NormalisedCharField(
        label=_("what was said"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), multiline=True
    )
    follow_up_on = ThaiDateField(label=_("follow up on"), required=False, help_text=DAY)
    follow_up_by = forms.ModelChoiceField(
        label=_("who follows up"),
        required=False,
        queryset=get_user_model().objects.filter(is_staff=True, is_active=True).order_by("name"),
        empty_label=_("I do"),
    )

    def clean_on(self) -> datetime:
        """The day at the present time of day, or at noon of a day gone by; never ahead of now."""
        day = self.cleaned_data["on"].first_day
        now = timezone.localtime()
        if day > now.date():
            raise forms.ValidationError(_("This day has not come yet."))
        return now if day == now.date() else timezone.make_aware(datetime.combine(day, time(12)))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("follow_up_by") and "follow_up_on" in cleaned and not cleaned["follow_up_on"]:
            self.add_error("follow_up_on", _("Say on which day, so that it comes up in time."))
        on, follow_up = cleaned.get("on"), cleaned.get("follow_up_on")
        if on and follow_up and follow_up.first_day < timezone.localdate(on):
            self.add_error("follow_up_on", _("This day is before the conversation."))
        return cleaned


class DoNotContactForm(forms.Form):
    """A wish to be left alone."""

    channel = forms.ChoiceField(label=_("how"), choices=DoNotContact.Channel)
    until = ThaiDateField(label=_("until"), required=False, help_text=_("Leave empty for always."))
    reason = NormalisedCharField(label=_("what the person said"), max_length=300, required=False)

    def clean_until(self) -> object:
        until = self.cleaned_data["until"]
        if until and until.first_day < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return until.first_day if until else None


class FamilyForm(forms.Form):
    """Another person of the registry, by student id or the number in the address of their page."""

    relative = NormalisedCharField(label=_("the relative's student id, or the address of their page"), max_length=200)
    relation = forms.ChoiceField(label=_("the relative is"), choices=FamilyLink.Relation)


class DecisionForm(forms.Form):
    """Whether a held change is written into the record; a refusal says why."""

    decision = forms.ChoiceField(
        label=_("decision"),
        choices=[("accept", _("Write it into the record")), ("reject", _("Leave the record as it is"))],
    )
    reason = NormalisedCharField(label=_("reason"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "reject" and not cleaned.get("reason"):
            self.add_error("reason", _("Say why, so that whoever sent it can be answered."))
        return cleaned
