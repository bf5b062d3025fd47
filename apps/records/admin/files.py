"""The files of reference data: which columns they have. Rows are told by their codes, never by numbers of ours."""

from typing import Any, ClassVar

from django.db import models
from import_export.fields import Field
from import_export.widgets import CharWidget

from apps.core.admin import ChoiceWidget, CodeWidget, DayWidget, FileResource, NumberWidget, YearWidget
from apps.records.actions import reference_rows
from apps.records.models import (
    Campus,
    CampusName,
    Cohort,
    DegreeTitle,
    Faculty,
    FacultyName,
    Institution,
    Level,
    Programme,
    Province,
)


class HereWidget(CodeWidget):
    """A campus or faculty of this university, by its code."""

    def get_queryset(self, value: Any, row: Any, *args: Any, **kwargs: Any) -> Any:
        return self.model.objects.filter(institution=Institution.objects.served())


def text(name: str) -> Field:
    return Field(name, widget=CharWidget())


def year(name: str) -> Field:
    return Field(name, widget=YearWidget())


def number(name: str) -> Field:
    return Field(name, widget=NumberWidget())


def day(name: str) -> Field:
    return Field(name, widget=DayWidget())


def of_here(model: type[models.Model], name: str) -> Field:
    return Field(name, widget=HereWidget(model, field="code"))


class ReferenceResource(FileResource):
    """Rows of this university."""

    actions: ClassVar[Any] = reference_rows
    within: ClassVar[str] = ""  # how a row leads to its institution; empty: it belongs to none

    def get_queryset(self) -> Any:
        rows = super().get_queryset().order_by(*self._meta.import_id_fields)
        related = [each.attribute for each in self.get_export_fields() if isinstance(each.widget, CodeWidget)]
        rows = rows.select_related(*related) if related else rows
        return rows.filter(**{self.within: Institution.objects.served()}) if self.within else rows

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:
        if new and self.within == "institution":
            instance.institution = Institution.objects.served()


class CampusFile(ReferenceResource):
    within = "institution"
    code, name_th, name_en = text("code"), text("name_th"), text("name_en")
    student_id_digit, opened_be, address_th = text("student_id_digit"), year("opened_be"), text("address_th")
    province = Field("province", widget=CodeWidget(Province, field="code"))

    class Meta:
        model = Campus
        import_id_fields = ("code",)
        fields = ("code", "name_th", "name_en", "student_id_digit", "province", "opened_be", "address_th")
        export_order = fields


class CampusNameFile(ReferenceResource):
    within = "campus__institution"
    title = CampusName._meta.verbose_name_plural
    campus, valid_from, valid_to = of_here(Campus, "campus"), day("valid_from"), day("valid_to")
    name_th, name_en = text("name_th"), text("name_en")
    kind = Field("kind", widget=ChoiceWidget(CampusName.Kind))

    class Meta:
        model = CampusName
        import_id_fields = ("campus", "valid_from")
        fields = ("campus", "valid_from", "valid_to", "name_th", "name_en", "kind")
        export_order = fields


class FacultyFile(ReferenceResource):
    within = "institution"
    code, name_th, name_en = text("code"), text("name_th"), text("name_en")
    campus, successor = of_here(Campus, "campus"), of_here(Faculty, "successor")
    mhesi_code, student_id_digits = text("mhesi_code"), text("student_id_digits")
    founded_be, closed_be = year("founded_be"), year("closed_be")
    first_intake_be, first_graduates_be = year("first_intake_be"), year("first_graduates_be")

    class Meta:
        model = Faculty
        import_id_fields = ("code",)
        fields = (
            *("code", "name_th", "name_en", "campus", "mhesi_code", "student_id_digits", "founded_be", "closed_be"),
            *("first_intake_be", "first_graduates_be", "successor"),
        )
        export_order = fields


class FacultyNameFile(ReferenceResource):
    within = "faculty__institution"
    title = FacultyName._meta.verbose_name_plural
    faculty, valid_from, valid_to = of_here(Faculty, "faculty"), day("valid_from"), day("valid_to")
    name_th, name_en, abbr_th = text("name_th"), text("name_en"), text("abbr_th")

    class Meta:
        model = FacultyName
        import_id_fields = ("faculty", "valid_from")
        fields = ("faculty", "valid_from", "valid_to", "name_th", "name_en", "abbr_th")
        export_order = fields


class DegreeTitleFile(ReferenceResource):
    abbr_th, abbr_en = text("abbr_th"), text("abbr_en")
    name_th, name_en = text("name_th"), text("name_en")
    level = Field("level", widget=ChoiceWidget(Level))

    class Meta:
        model = DegreeTitle
        import_id_fields = ("abbr_th",)
        fields = ("abbr_th", "name_th", "abbr_en", "name_en", "level")
        export_order = fields


class ProgrammeFile(ReferenceResource):
    within = "faculty__institution"
    faculty = of_here(Faculty, "faculty")
    degree_title = Field("title", column_name="title", widget=CodeWidget(DegreeTitle, field="abbr_th"))
    name_th, name_en, code = text("name_th"), text("name_en"), text("code")

    class Meta:
        model = Programme
        import_id_fields = ("faculty", "title", "name_th")
        fields = ("faculty", "title", "name_th", "name_en", "code")
        export_order = fields


class CohortFile(ReferenceResource):
    within = "institution"
    graduation_year_be = year("graduation_year_be")
    ceremony_no = number("ceremony_no")

    class Meta:
        model = Cohort
        import_id_fields = ("graduation_year_be",)
        fields = ("graduation_year_be", "ceremony_no")
        export_order = fields
