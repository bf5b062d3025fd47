"""The reference data of the registry: what the office itself keeps up to date. Every save is checked, versioned and
written to the audit log."""

from datetime import date
from itertools import combinations
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from apps.core.admin import AuditedForm, AuditedFormSet, FilesAdmin, OfficeInline
from apps.core.fields import ThaiYearField
from apps.core.lib.dates import be_from_ce
from apps.core.templatetags.thai import be_date
from apps.records import reports
from apps.records.actions import dated_names
from apps.records.admin import files
from apps.records.models import (
    Campus,
    CampusName,
    Cohort,
    Country,
    DegreeTitle,
    Faculty,
    FacultyName,
    Institution,
    Programme,
    Province,
)
from apps.records.querysets.reference import successors_of

Row = TypeVar("Row", bound=models.Model)
EDITED = frozenset({"add", "change", "remove"})
Fields = tuple[str | tuple[str, ...], ...]


class ReferenceAdmin(FilesAdmin[Row]):
    """A page of reference data; all of them are one thing in the history."""

    noun = "reference"

    def get_sortable_by(self, request: HttpRequest) -> Any:
        """Not by name: the database knows no Thai order, and these tables hold no sort keys."""
        return [column for column in self.get_list_display(request) if not str(column).startswith("name_")]


class DatedNameFormSet(AuditedFormSet):
    """The names of one campus or faculty through time: no two at once, and never none."""

    def clean(self) -> None:
        super().clean()
        spans = [(form, *_span(form.cleaned_data)) for form in self.forms if self._counts(form)]
        if self.deleted_forms and not spans:
            raise ValidationError(_("One name has to stay. Change the last one instead of removing it."))
        for (_one, begins, ends), (other, starts, stops) in combinations(sorted(spans, key=lambda span: span[1]), 2):
            if starts <= ends and begins <= stops:
                other.add_error("valid_from", _("Another name is already in use on that day."))

    def _counts(self, form: Any) -> bool:
        return bool(form.is_valid() and form.cleaned_data.get("name_th")) and form not in self.deleted_forms


class DatedNameInline(OfficeInline):
    """A name and the days between which it was in use."""

    may = EDITED
    noun = "reference"
    formset = DatedNameFormSet
    names: ClassVar[Fields] = (("name_th", "name_en"),)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Fields:
        days = ("valid_from", "valid_to") if self.has_change_permission(request, obj) else ("since", "until")
        return (*self.names, days)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return () if self.has_change_permission(request, obj) else ("since", "until")

    @admin.display(description=_("from"))
    def since(self, name: CampusName | FacultyName) -> str:
        return be_date(name.valid_from) if name.valid_from else ""

    @admin.display(description=_("until"))
    def until(self, name: CampusName | FacultyName) -> str:
        return be_date(name.valid_to) if name.valid_to else ""


class FacultyForm(AuditedForm):
    """A faculty; the line of its successors never comes back to it."""

    def clean_successor(self) -> Faculty | None:
        chosen: Faculty | None = self.cleaned_data["successor"]
        if chosen and self.instance.pk in successors_of(chosen):
            message = _("“%(name)s” cannot come after this faculty: it is the same one, or it came before.")
            raise ValidationError(message % {"name": chosen.name}, code="circle")
        return chosen


class CampusNameInline(DatedNameInline):
    model = CampusName
    names: ClassVar[Fields] = (("name_th", "name_en"), "kind")


class FacultyNameInline(DatedNameInline):
    model = FacultyName
    names: ClassVar[Fields] = (("name_th", "name_en"), "abbr_th")


class NamedAdmin(ReferenceAdmin[Row]):
    """A campus or faculty: listed under today's name, which follows from its dated names."""

    may = EDITED
    details: ClassVar[Fields] = ()

    def get_fields(self, request: HttpRequest, obj: Row | None = None) -> Fields:
        return self.details if obj else (("name_th", "name_en"), *self.details)

    def get_inlines(self, request: HttpRequest, obj: Row | None = None) -> Any:
        return self.inlines if obj else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.institution = Institution.objects.served()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        assert request.user.is_authenticated  # noqa: S101 - for the type checker; the policy has seen to it
        if change:
            dated_names.settle(form.instance, by=request.user)
        else:
            dated_names.begin(form.instance, by=request.user)


@admin.register(Institution)
class InstitutionAdmin(ReferenceAdmin[Institution]):
    may = frozenset({"change"})
    list_display = ("name_th", "name_en", "code")
    fieldsets = (
        (_("The university"), {"fields": (("name_th", "name_en"), ("abbr_th", "abbr_en"), "motto_th", "website")}),
        (_("Years"), {"fields": ("founded_be", ("cohort_base_be", "academic_year_starts"))}),
        (_("Colours"), {"fields": (("colour_primary", "colour_accent"),)}),
        (
            _("The alumni office"),
            {
                "fields": (
                    ("office_name_th", "office_name_en"),
                    "office_address_th",
                    ("office_phone", "office_email"),
                )
            },
        ),
        (_("Letters"), {"fields": ("letter_prefix", ("signatory_name_th", "signatory_position_th"))}),
    )
    readonly_fields = ("cohort_base_be", "academic_year_starts")  # every cohort already follows from them

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        transaction.on_commit(reports.forget_institution)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name.startswith("colour_"):
            picker = forms.TextInput(attrs={"type": "color"})
            return forms.RegexField(r"^#[0-9a-fA-F]{6}$", label=capfirst(db_field.verbose_name), widget=picker)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Campus)
class CampusAdmin(NamedAdmin[Campus]):
    resources = {"campuses": files.CampusFile, "names": files.CampusNameFile}
    list_display = ("name_th", "name_en", "code", "province", "opened_be")
    list_select_related = ("province",)
    ordering = ("institution", "student_id_digit", "code")
    inlines = (CampusNameInline,)
    details = (("code", "student_id_digit"), ("province", "opened_be"), "address_th")


@admin.register(Faculty)
class FacultyAdmin(NamedAdmin[Faculty]):
    resources = {"faculties": files.FacultyFile, "names": files.FacultyNameFile}
    list_display = ("name_th", "name_en", "code", "campus", "founded_be", "closed_be")
    list_select_related = ("campus",)
    list_filter = ("campus",)
    search_fields = ("code", "names__name_th", "names__name_en")
    ordering = ("institution", "code")
    inlines = (FacultyNameInline,)
    form = FacultyForm
    details = (
        ("code", "campus"),
        ("mhesi_code", "student_id_digits"),
        ("founded_be", "closed_be"),
        ("first_intake_be", "first_graduates_be"),
        "successor",
    )


@admin.register(DegreeTitle)
class DegreeTitleAdmin(ReferenceAdmin[DegreeTitle]):
    may = EDITED
    resources = {"titles": files.DegreeTitleFile}
    list_display = ("abbr_th", "name_th", "abbr_en", "name_en", "level")
    list_filter = ("level",)
    search_fields = ("abbr_th", "abbr_en", "name_th", "name_en")
    ordering = ("abbr_th",)
    fields = (("name_th", "name_en"), ("abbr_th", "abbr_en"), "level")


@admin.register(Programme)
class ProgrammeAdmin(ReferenceAdmin[Programme]):
    may = EDITED
    resources = {"programmes": files.ProgrammeFile}
    list_display = ("name_th", "name_en", "title", "faculty", "code")
    list_select_related = ("title", "faculty")
    list_filter = ("title__level", "faculty")
    search_fields = ("name_th", "name_en", "code", "title__abbr_th")
    ordering = ("faculty__code", "name_th")
    fields = (("name_th", "name_en"), ("faculty", "title"), "code")


@admin.register(Cohort)
class CohortAdmin(ReferenceAdmin[Cohort]):
    may = frozenset({"add", "change"})
    resources = {"cohorts": files.CohortFile}
    list_display = ("number", "graduation_year_be", "ceremony_no")
    search_fields = ("=number", "=graduation_year_be")
    ordering = ("-graduation_year_be",)

    def get_fields(self, request: HttpRequest, obj: Cohort | None = None) -> Fields:
        return (("number", "graduation_year_be"), "ceremony_no") if obj else ("graduation_year_be", "ceremony_no")

    def get_readonly_fields(self, request: HttpRequest, obj: Cohort | None = None) -> tuple[str, ...]:
        """A cohort's graduates have its year, and its number follows from it: neither can be another one."""
        return ("number", "graduation_year_be") if obj else ()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "graduation_year_be":
            first = Institution.objects.served().cohort_base_be + 1
            return ThaiYearField(label=capfirst(db_field.verbose_name), first=first, last=_this_year())
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.institution = Institution.objects.served()
            obj.number = obj.graduation_year_be - obj.institution.cohort_base_be
        super().save_model(request, obj, form, change)


@admin.register(Province)
class ProvinceAdmin(ReferenceAdmin[Province]):
    list_display = ("name_th", "name_en", "code", "abbr_th", "abbr_en", "region_th")
    list_filter = ("region_th",)
    search_fields = ("name_th", "name_en", "=code")
    ordering = ("code",)
    fields = (("name_th", "name_en"), ("abbr_th", "abbr_en"), "code", "region_th")


@admin.register(Country)
class CountryAdmin(ReferenceAdmin[Country]):
    list_display = ("name_th", "name_en", "code")
    search_fields = ("name_th", "name_en", "=code")
    ordering = ("name_en",)
    fields = (("name_th", "name_en"), "code")


def _this_year() -> int:
    return be_from_ce(timezone.localdate().year)


def _span(cleaned: dict[str, Any]) -> tuple[date, date]:
    return cleaned.get("valid_from") or date.min, cleaned.get("valid_to") or date.max
