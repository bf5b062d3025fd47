"""The posts that somebody holds and held."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, ThaiDateField
from apps.records.forms.me.audience import AudienceField
from apps.records.forms.me.places import country_field, province_field
from apps.records.models import Audience, Employment


class PostForm(forms.Form):
    """A post, and who sees it."""

    position = NormalisedCharField(
        label=_("position"),
        max_length=150,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    employer = NormalisedCharField(
        label=_("employer"), max_length=200, required=False, widget=forms.TextInput({"autocomplete": "organization"})
    )
    sector = forms.ChoiceField(
        label=_("sector"), choices=[("", _("– choose –")), *Employment.Sector.choices], required=False
    )
    field = NormalisedCharField(
        label=_("field of work"),
        max_length=100,
        required=False,
        help_text=_("A word or two by which others find you: nursing, software, rubber"),
    )
    province = province_field()
    country = country_field(initial="TH")
    is_current = forms.BooleanField(label=_("I work there now"), required=False, initial=True)
    valid_from = ThaiDateField(
        label=_("from"), required=False, partial=True, help_text=_("The year is enough: 2561, or March 2561.")
    )
    valid_to = ThaiDateField(label=_("until"), required=False, partial=True)
    audience = AudienceField(initial=Audience.ALUMNI)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_current") and cleaned.get("valid_to"):
            self.add_error("valid_to", _("Who works there now has not left yet: leave this empty."))
        if cleaned.get("country") and cleaned["country"].code != "TH":
            cleaned["province"] = None
        return cleaned

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def initial_of(post: Employment) -> dict[str, Any]:
    return {name: getattr(post, name) for name in PostForm.base_fields}
