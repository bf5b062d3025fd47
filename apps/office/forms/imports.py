"""Forms on a file's way into the registry."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, ThaiDateField, ThaiYearField
from apps.core.lib.dates import PartialDate
from apps.imports.models import Import, ImportRow, SavedMapping
from apps.imports.reports import fields
from apps.imports.reports.columns import Shown
from apps.office.forms.person import ReasonForm
from apps.records.models import Campus, Faculty, Level

LARGEST_MB = 100
ENDINGS = ".xlsx,.xls,.xlsb,.ods,.csv,.tsv,.txt"
COLUMN = "column_{}"
DATE_ORDERS = (
    ("", _("as the file itself shows")),
    ("dmy", _("day, month, year (31/12/2540)")),
    ("mdy", _("month, day, year (12/31/1997)")),
    ("ymd", _("year, month, day (2540-12-31)")),
)
NAME_ORDERS = (
    ("", _("as the file itself shows")),
    ("as_they_are", _("first names and surnames stand where their columns say")),
    ("swapped", _("first names and surnames stand in each other's column")),
)
GRADES = (("", _("as the file itself shows")), ("hundredths", _("without a point (325 is 3.25)")))
BIRTH_YEARS = (("", _("not certain: hold such rows for us")), *((str(year), "") for year in range(2450, 2501, 10)))


class UploadForm(forms.Form):
    """A file, and whose it is."""

    file = forms.FileField(
        label=_("file"),
        allow_empty_file=True,  # its refusal says more
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS}),
        help_text=_(
            "XLSX, XLS, ODS, CSV or TSV, up to 100 MB. Take it as it was sent: titles, headings, sums and blank lines "
            "may stay."
        ),
        error_messages={"required": _("Choose the file.")},
    )
    kind = forms.ChoiceField(
        label=_("what it is"), choices=Import.Kind.choices, widget=forms.RadioSelect, initial=Import.Kind.REGISTRAR
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_MB * 1_000_000:
            raise forms.ValidationError(
                _("The file is larger than 100 MB. Divide it, or take pictures and other sheets out of it.")
            )
        return file


class ReadingForm(forms.Form):
    """Where in the file the table is, and which saved mapping to begin with."""

    sheet = forms.ChoiceField(label=_("sheet"), required=False)
    header = forms.TypedChoiceField(label=_("line with the heads of the columns"), coerce=int, empty_value=None)
    saved = forms.ModelChoiceField(
        SavedMapping.objects.none(),
        label=_("saved mapping"),
        required=False,
        empty_label=_("none: as the file itself shows"),
    )

    def __init__(
        self, *args: Any, sheets: Sequence[tuple[str, str]], lines: Sequence[tuple[int, str]], kind: str
    ) -> None:
        super().__init__(*args)
        self.fields["sheet"].choices = sheets  # type: ignore[attr-defined] # a choice field
        self.fields["header"].choices = lines  # type: ignore[attr-defined] # a choice field
        self.fields["header"].required = False
        self.fields["saved"].queryset = SavedMapping.objects.filter(kind=kind).order_by("name")  # type: ignore[attr-defined]
        if len(sheets) < 2:
            del self.fields["sheet"]


class ColumnsForm(forms.Form):
    """What each column of a file holds, and what is to be known of the file as a whole."""

    date_order = forms.ChoiceField(label=_("dates are written"), choices=DATE_ORDERS, required=False)
    names = forms.ChoiceField(label=_("names"), choices=NAME_ORDERS, required=False)
    gpa = forms.ChoiceField(label=_("grades are written"), choices=GRADES, required=False)
    two_digit_birth = forms.ChoiceField(label=_("dates of birth with a year of two digits"), required=False)
    faculty = forms.ChoiceField(label=_("faculty"), required=False)
    campus = forms.ChoiceField(label=_("campus"), required=False)
    level = forms.ChoiceField(label=_("level"), choices=[("", "–"), *Level.choices], required=False)
    graduation_year_be = ThaiYearField(label=_("year of graduation"), required=False)
    save_as = NormalisedCharField(
        label=_("keep this mapping under the name"),
        max_length=80,
        required=False,
        help_text=_("The next file with the same heads is then matched by itself. One of the same name is replaced."),
    )

    OPTIONS = ("date_order", "names", "gpa", "two_digit_birth")
    CONSTANTS = ("faculty", "campus", "level", "graduation_year_be")

    def __init__(self, data: Any = None, *, columns: Sequence[Shown], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.columns = columns
        self.fields["two_digit_birth"].choices = _birth_years()  # type: ignore[attr-defined] # a choice field
        self.fields["faculty"].choices = _coded(Faculty)  # type: ignore[attr-defined] # a choice field
        self.fields["campus"].choices = _coded(Campus)  # type: ignore[attr-defined] # a choice field
        choices = [("", _("do not read")), *fields.choices()]
        for column in columns:
            label = column.header or column.letter
            self.fields[COLUMN.format(column.index)] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=column.kind
            )

    def chosen(self) -> dict[int, str]:
        return {column.index: self.cleaned_data.get(COLUMN.format(column.index), "") for column in self.columns}

    def options(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.OPTIONS}

    def constants(self) -> dict[str, str]:
        return {name: str(self.cleaned_data[name] or "") for name in self.CONSTANTS}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first: dict[str, Shown] = {}
        for column in self.columns:
            kind = cleaned.get(COLUMN.format(column.index), "")
            if kind in first:
                said = _("Already chosen for the column “%(column)s”. Each meaning can be in one column only.")
                other = first[kind]
                self.add_error(COLUMN.format(column.index), said % {"column": other.header or other.letter})
            elif kind:
                first[kind] = column
        if not self.errors and not fields.WHO & set(first):
            self.add_error(None, _("Say at least in which column the names or the student ids are."))
        return cleaned

    def matched(self) -> list[tuple[Shown, forms.BoundField]]:
        """Each column with its select."""
        return [(column, self[COLUMN.format(column.index)]) for column in self.columns]


class MappingForm(forms.Form):
    """The name of a saved mapping."""

    name = NormalisedCharField(label=_("name of the mapping"), max_length=80)
    version = forms.IntegerField(widget=forms.HiddenInput)


class RowDecisionForm(forms.Form):
    """What a held row is."""

    decision = forms.ChoiceField(
        label=_("decision"),
        choices=ImportRow.Decision.choices,
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose one of the buttons.")},
    )
    person = forms.UUIDField(widget=forms.HiddenInput, required=False, label=_("record"))
    reason = NormalisedCharField(
        label=_("reason"), max_length=300, required=False, help_text=_("For colleagues who ask later.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") in {ImportRow.Decision.SAME, ImportRow.Decision.REST} and not cleaned.get("person"):
            self.add_error(None, _("Choose the person on record first."))
        return cleaned


class CorrectionsForm(ReasonForm):
    """The time of which the registrar has not heard yet."""

    since = ThaiDateField(
        label=_("accepted since"), latest=timezone.localdate, help_text=_("Such as 31/3/2549 or 31 Mar 2006.")
    )
    field_order = ("since", "reason")

    def clean_since(self) -> Any:
        since = self.cleaned_data["since"]
        return since.first_day if isinstance(since, PartialDate) else since


def _coded(model: type[Faculty] | type[Campus]) -> list[tuple[str, str]]:
    return [("", "–"), *((row.code, str(row)) for row in model.objects.order_by("code"))]


def _birth_years() -> list[tuple[str, Any]]:
    said = _("between %(first)s and %(last)s")
    return [(value, label or said % {"first": value, "last": int(value) + 99}) for value, label in BIRTH_YEARS]
