"""What somebody is called, as they say it themself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, ThaiDateField
from apps.core.lib.names import expand_title, split_full_name
from apps.records.forms.me.audience import AudienceField
from apps.records.models import PersonName

PARTS = ("title", "first", "middle", "last")


def _part(label: Any, longest: int, **kwargs: Any) -> NormalisedCharField:
    return NormalisedCharField(label=label, max_length=longest, required=False, **kwargs)


class CallingForm(forms.Form):
    """Nickname and Latin spelling, which everybody knows best of themself, and who sees the name."""

    nickname = _part(_("nickname"), 60, widget=forms.TextInput(attrs={"autocomplete": "nickname"}))
    title_en = _part(_("title in Latin letters"), 60)
    first_en = _part(_("first name in Latin letters"), 100)
    middle_en = _part(_("middle name in Latin letters"), 100)
    last_en = _part(_("surname in Latin letters"), 120)
    audience = AudienceField(label=_("Who sees your name"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class _WholeNames(forms.Form):
    """Names typed in one box each, as they stand on paper; their parts are told apart by themselves."""

    name_th = _part(_("name in Thai, with title"), 250, help_text="นางสาวสุดา ใจดี")
    name_en = _part(_("name in Latin letters"), 250, help_text="Miss Suda Jaidee")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("name_th") and not cleaned.get("name_en"):
            self.add_error("name_th", _("Give a name in Thai or in Latin letters."))
        return cleaned

    def name_values(self) -> dict[str, str]:
        """The parts of what was typed, by the columns of PersonName; a box left empty says nothing."""
        thai, latin = (split_full_name(self.cleaned_data[name]) for name in ("name_th", "name_en"))
        values = {f"{part}_th": getattr(thai, part) for part in PARTS} if self.cleaned_data["name_th"] else {}
        if values:
            values["title_th"] = expand_title(thai.title)
        if self.cleaned_data["name_en"]:
            values |= {f"{part}_en": getattr(latin, part) for part in PARTS}
        return values


class NewNameForm(_WholeNames):
    """The name from some day on; the one until now becomes a former name."""

    reason = forms.ChoiceField(
        label=_("reason"),
        choices=[choice for choice in PersonName.Reason.choices if choice[0] not in {"first", "correction"}],
    )
    since = ThaiDateField(
        label=_("since"), required=False, partial=True, help_text=_("The year is enough: 2561, or March 2561.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class FormerNameForm(_WholeNames):
    """A name under which friends and papers still know somebody."""

    valid_to = ThaiDateField(label=_("until"), required=False, partial=True)
    audience = AudienceField(initial="alumni")


class SpellingForm(forms.Form):
    """The registered name as it should be written, for the office to look at."""

    title_th = _part(_("title in Thai"), 60)
    first_th = _part(_("first name in Thai"), 100)
    middle_th = _part(_("middle name in Thai"), 100)
    last_th = _part(_("surname in Thai"), 120)
    note = NormalisedCharField(
        label=_("how we can see that it is so"),
        max_length=500,
        multiline=True,
        help_text=_("For example: my diploma and my identity card say สุดา, not สุตา."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("first_th") and not cleaned.get("last_th"):
            raise ValidationError(_("Write the name as it should be."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"note", "version"}}
