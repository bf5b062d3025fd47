"""Forms for what is known about a person. Each names its source: who said so decides whether it may overwrite."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.admin import ThaiDayField
from apps.core.admin.forms import office_field
from apps.core.fields import NormalisedCharField, ThaiDateField, ThaiYearField
from apps.core.lib import phones
from apps.core.lib.dates import be_from_ce
from apps.core.lib.student_ids import normalise_student_id
from apps.core.lib.text import is_thai
from apps.records.actions import contacts
from apps.records.models import (
    Address,
    Campus,
    Contact,
    Degree,
    Employment,
    Faculty,
    PersonName,
    Programme,
    Source,
)
from apps.records.models.facts import Fact

# Whose word a clerk may write down; a returned mail is noted by the mail system alone.
SOURCES = [(source.value, source.label) for source in Source if source != Source.BOUNCE]

# How a date may be typed.
DAY = _("Such as 31/3/2549 or 31 Mar 2006.")
PART_OF_A_DAY = _("Such as 31/3/2549; 3/2549 or only 2549 will do too.")


class FactForm(forms.ModelForm[Any]):
    """What all facts share: the source, and the version that the reader saw."""

    source = forms.ChoiceField(label=_("who said so"), choices=SOURCES, initial=Source.STAFF)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def changes(self) -> dict[str, Any]:
        """The model's values as typed, without the source and the version."""
        names = set(self.fields) - {"source", "version"}
        columns = {field.name for field in self._meta.model._meta.concrete_fields}
        return {name: self.cleaned_data[name] for name in self.fields if name in names & columns}


class NameForm(FactForm):
    """A name as it is written in the registry."""

    class Meta:
        model = PersonName
        fields = [
            *("title_th", "first_th", "middle_th", "last_th"),
            *("title_en", "first_en", "middle_en", "last_en"),
            *("nickname", "audience", "source"),
        ]
        formfield_callback = office_field
        help_texts = dict.fromkeys(["valid_from", "valid_to"], PART_OF_A_DAY)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for script in ("th", "en"):
            if cleaned.get(f"last_{script}") and cleaned.get(f"first_{script}") == "":
                self.add_error(f"first_{script}", _("Write the first name too."))
        for name in ("title_en", "first_en", "middle_en", "last_en"):
            if is_thai(cleaned.get(name, "")):
                self.add_error(name, _("Write this in Latin letters."))
        return cleaned


class RenameForm(NameForm):
    """A name that the person took from some day on."""

    reason = forms.ChoiceField(
        label=_("reason"),
        choices=[c for c in PersonName.Reason.choices if c[0] not in {"first", "correction"}],
    )
    since = ThaiDateField(label=_("since"), required=False, partial=True, help_text=PART_OF_A_DAY)


class FormerNameForm(NameForm):
    """A name that the person used to have."""

    class Meta(NameForm.Meta):
        fields = [*NameForm.Meta.fields, "reason", "valid_from", "valid_to"]


class DegreeForm(FactForm):
    """A course of study."""

    entry_year_be = ThaiYearField(label=_("year of entry (B.E.)"), required=False)
    graduation_year_be = ThaiYearField(label=_("academic year of graduation (B.E.)"), required=False)
    conferred_on = ThaiDayField(label=_("conferred on"), required=False, help_text=DAY)

    class Meta:
        model = Degree
        fields = [
            *("student_id", "status", "level", "title", "faculty", "programme", "campus"),
            *("entry_year_be", "graduation_year_be", "conferred_on", "honours", "gpa", "audience", "source"),
        ]
        formfield_callback = office_field
        # A box of type "number" takes no Thai digits.
        widgets = {"gpa": forms.TextInput(attrs={"inputmode": "decimal"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = {"institution": self.instance.institution}
        choices: dict[str, QuerySet[Any]] = {
            "faculty": Faculty.objects.filter(**here).order_by("campus_id", "name_th"),
            "campus": Campus.objects.filter(**here).order_by("pk"),
            "programme": Programme.objects.filter(faculty__institution=here["institution"])
            .select_related("title")
            .order_by("faculty__name_th", "title__abbr_th", "name_th"),
        }
        for name, queryset in choices.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def clean_graduation_year_be(self) -> int | None:
        return year_gone_by(self.cleaned_data["graduation_year_be"])

    def clean_student_id(self) -> str:
        return normalise_student_id(self.cleaned_data["student_id"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        programme: Programme | None = cleaned.get("programme")
        if programme and cleaned.get("faculty") and programme.faculty != cleaned["faculty"]:
            self.add_error("programme", _("This programme belongs to another faculty."))
        return cleaned


def year_gone_by(year_be: int | None) -> int | None:
    """The academic year in which somebody graduated: each new one makes a graduating class. Raises ValidationError
    for one that has not come."""
    if year_be is not None and year_be > be_from_ce(timezone.localdate().year):
        raise ValidationError(_("This year has not come yet."))
    return year_be


class ContactForm(FactForm):
    """A way to reach the person."""

    class Meta:
        model = Contact
        fields = ["kind", "value", "label", "status", "is_primary", "audience", "source"]
        formfield_callback = office_field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, value = cleaned.get("kind"), cleaned.get("value")
        if kind and value and value != self.instance.value:
            try:
                cleaned["value"] = contacts.normal_value(kind, value)
            except ValidationError as error:
                self.add_error("value", error)
        if cleaned.get("is_primary") and cleaned.get("status") != Contact.Status.LIVE:
            self.add_error("is_primary", _("Only a contact in use can be used first."))
        return cleaned


PARTS_OF_AN_ADDRESS = (
    *("house_no", "moo", "village", "soi", "road", "subdistrict", "district"),
    *("province", "postcode", "foreign_lines"),
)


class AddressForm(FactForm):
    """A postal address in its Thai parts, or in lines when it is abroad."""

    foreign_lines = NormalisedCharField(label=_("address abroad"), required=False, max_length=400, multiline=True)

    class Meta:
        model = Address
        fields = [
            *("kind", "status", "house_no", "moo", "village", "soi", "road", "subdistrict", "district"),
            *("province", "postcode", "country", "foreign_lines", "audience", "source"),
        ]
        formfield_callback = office_field

    def clean_postcode(self) -> str:
        return phones.digits(self.cleaned_data["postcode"]) or self.cleaned_data["postcode"].strip()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        country, postcode = cleaned.get("country"), cleaned.get("postcode", "")
        if country and country.code == "TH" and postcode and not (postcode.isdigit() and len(postcode) == 5):
            self.add_error("postcode", _("A Thai postcode has five digits, such as 90110."))
        if not self.errors and not any(cleaned.get(part) for part in PARTS_OF_AN_ADDRESS):
            self.add_error(None, _("Write at least a part of the address."))
        return cleaned


class EmploymentForm(FactForm):
    """A post."""

    class Meta:
        model = Employment
        fields = [
            *("position", "employer", "sector", "field", "province", "country", "is_current"),
            *("valid_from", "valid_to", "audience", "source"),
        ]
        formfield_callback = office_field
        help_texts = dict.fromkeys(["valid_from", "valid_to"], PART_OF_A_DAY)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_current") and cleaned.get("valid_to"):
            self.add_error("is_current", _("Somebody who works there now has not left yet: take one of the two out."))
        return cleaned


class RemoveForm(forms.Form):
    """Taking out what was never true asks for a reason."""

    reason = forms.CharField(label=_("why it is wrong"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)


def fact_of(form: FactForm, fact: Fact) -> Fact:
    """The new fact that a valid form describes."""
    for name, value in form.changes().items():
        setattr(fact, name, value)
    fact.source = form.cleaned_data["source"]
    return fact
