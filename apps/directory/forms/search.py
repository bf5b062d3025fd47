"""The search box and the filters of the directory, read from the page's address."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from apps.core.fields import ThaiYearField
from apps.records.models import Campus, Cohort, Country, Employment, Faculty, HelpOffer, Province
from apps.records.querysets.filters import ANY_OFFER, PeopleFilters


class SearchForm(forms.Form):
    """Every filter is optional; what does not make sense is said at its field and left out of the search."""

    q = forms.CharField(label=_("name, nickname, workplace or profession"), required=False, max_length=200)
    faculty = forms.ModelChoiceField(label=_("faculty"), queryset=Faculty.objects.none(), required=False)
    campus = forms.ModelChoiceField(label=_("campus"), queryset=Campus.objects.none(), required=False)
    cohort = forms.ModelChoiceField(label=_("cohort"), queryset=Cohort.objects.none(), required=False)
    year_from = ThaiYearField(label=_("graduated from (B.E.)"), required=False)
    year_to = ThaiYearField(label=_("to (B.E.)"), required=False)
    province = forms.ModelChoiceField(label=_("province"), queryset=Province.objects.all(), required=False)
    country = forms.ModelChoiceField(label=_("country"), queryset=Country.objects.all(), required=False)
    sector = forms.ChoiceField(
        label=_("field of work"), choices=[("", ""), *Employment.Sector.choices], required=False
    )
    offers = forms.ChoiceField(
        label=_("ready to help"),
        choices=[("", ""), (ANY_OFFER, _("Ready to help")), *HelpOffer.Kind.choices],
        required=False,
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        here = {"institution__code": settings.INSTITUTION}
        for name, model in (("faculty", Faculty), ("campus", Campus), ("cohort", Cohort)):
            self.fields[name].queryset = model.objects.filter(**here)  # type: ignore[attr-defined]

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
