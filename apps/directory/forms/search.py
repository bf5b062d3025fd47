"""The search box and the filters of the directory, read from the page's address."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from apps.core.fields import ThaiYearField
from apps.records.models import Campus, Cohort, Country, Employment, Faculty, HelpOffer, Province
from apps.records.querysets import reference
from apps.records.querysets.filters import ANY_OFFER, PeopleFilters


class RowField(forms.Field):
    """A row of reference data by its key. The choices stand on the page with their counts, so no list of them is read;
    of an institution's rows those of ours are known. Cleans to the row with no more than its words, None if empty."""

    default_error_messages = {"invalid_choice": forms.ModelChoiceField.default_error_messages["invalid_choice"]}

    def __init__(self, model: type[Model], *, is_ours: bool = False, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.model = model
        self.is_ours = is_ours

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        row = reference.words_of(self.model, value, is_ours=self.is_ours)
        if row is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return row


class SearchForm(forms.Form):
    """Every filter is optional; what does not make sense is said at its field and left out of the search."""

    q = forms.CharField(label=_("name, nickname, workplace or profession"), required=False, max_length=200)
    faculty = RowField(Faculty, label=_("faculty"), is_ours=True)
    campus = RowField(Campus, label=_("campus"), is_ours=True)
    cohort = RowField(Cohort, label=_("cohort"), is_ours=True)
    year_from = ThaiYearField(label=_("graduated from (B.E.)"), required=False)
    year_to = ThaiYearField(label=_("to (B.E.)"), required=False)
    province = RowField(Province, label=_("province"))
    country = RowField(Country, label=_("country"))
    sector = forms.ChoiceField(
        label=_("field of work"), choices=[("", ""), *Employment.Sector.choices], required=False
    )
    offers = forms.ChoiceField(
        label=_("ready to help"),
        choices=[("", ""), (ANY_OFFER, _("Ready to help")), *HelpOffer.Kind.choices],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("year_from"), cleaned.get("year_to")
        if begins and ends and begins > ends:
            self.add_error("year_to", _("This year is before the first one."))
        return cleaned

    def filters(self) -> PeopleFilters:
        """What is asked for, without the fields that were refused."""
        self.is_valid()
        data = self.cleaned_data
        return PeopleFilters(
            text=data.get("q", ""),
            faculty=_key(data.get("faculty")),
            campus=_key(data.get("campus")),
            cohort=_key(data.get("cohort")),
            year_from=data.get("year_from"),
            year_to=data.get("year_to"),
            province=_key(data.get("province")) or "",
            country=_key(data.get("country")) or "",
            sector=data.get("sector", ""),
            offers=data.get("offers", ""),
        )


def _key(row: Any) -> Any:
    return row.pk if row else None
