"""The search box and the filters of the people list, read from the page's address."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from apps.core.fields import ThaiYearField
from apps.core.registries import findings
from apps.records.actions.degrees import before_first_class
from apps.records.models import Campus, Cohort, Faculty, Level, Person, Province, SavedList
from apps.records.querysets.filters import PeopleFilters, Reach, Status, Without
from apps.records.reports import current_institution


class SearchForm(forms.Form):
    """Every filter is optional; what does not make sense is said at its field and left out of the search."""

    q = forms.CharField(label=_("search"), required=False, max_length=200)
    faculty = forms.ModelChoiceField(label=_("faculty"), queryset=Faculty.objects.none(), required=False)
    campus = forms.ModelChoiceField(label=_("campus"), queryset=Campus.objects.none(), required=False)
    level = forms.ChoiceField(label=_("level"), choices=[("", ""), *Level.choices], required=False)
    cohort = forms.ModelChoiceField(label=_("cohort"), queryset=Cohort.objects.none(), required=False)
    year_from = ThaiYearField(label=_("graduated from (B.E.)"), required=False)
    year_to = ThaiYearField(label=_("to (B.E.)"), required=False)
    province = forms.ModelChoiceField(label=_("province"), queryset=Province.objects.all(), required=False)
    reach = forms.ChoiceField(label=_("reach"), choices=Reach, required=False)
    status = forms.ChoiceField(label=_("status"), choices=Status, required=False)
    gender = forms.ChoiceField(label=_("gender"), choices=[("", ""), ("f", ""), ("m", "")], required=False)
    account = forms.NullBooleanField(label=_("has an account"), required=False)
    without = forms.ChoiceField(label=_("what the degree lacks"), choices=Without, required=False)
    first = forms.NullBooleanField(label=_("first degree"), required=False)
    finding = forms.ChoiceField(label=_("what looks wrong"), required=False)
    list = forms.ModelChoiceField(
        label=_("list"), queryset=SavedList.objects.none(), to_field_name="public_id", required=False
    )

    def __init__(self, data: Any, *, viewer: Any) -> None:
        super().__init__(data)
        here = {"institution__code": settings.INSTITUTION}
        choices = {
            "faculty": Faculty.objects.filter(**here),
            "campus": Campus.objects.filter(**here),
            "cohort": Cohort.objects.filter(**here),
            "list": SavedList.objects.seen_by(viewer).filter(query=""),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]
        self.fields["finding"].choices = [("", ""), *((key, found.title) for key, found in findings)]  # type: ignore[attr-defined]
        self.fields["gender"].choices = Person.Gender.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        institution = current_institution()
        for name in ("year_from", "year_to"):
            if institution and (error := before_first_class(institution, cleaned.get(name))):
                self.add_error(name, error)
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
            level=data.get("level", ""),
            cohort=_key(data.get("cohort")),
            year_from=data.get("year_from"),
            year_to=data.get("year_to"),
            province=data["province"].code if data.get("province") else "",
            reach=data.get("reach", ""),
            status=data.get("status", ""),
            gender=data.get("gender", ""),
            has_account=data.get("account"),
            saved_list=_key(data.get("list")),
            without=data.get("without", ""),
            is_first=data.get("first"),
            finding=data.get("finding", ""),
        )


def _key(row: Any) -> int | None:
    return row.pk if row else None
