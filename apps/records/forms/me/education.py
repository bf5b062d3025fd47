"""What somebody studied here: theirs to open and close; what it says is the registrar's word."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, ThaiYearField
from apps.core.lib.dates import be_from_ce
from apps.core.lib.student_ids import normalise_student_id
from apps.records.actions import degrees
from apps.records.models import Degree, DegreeTitle, Faculty, Institution

ASKED = ("student_id", "title", "faculty", "entry_year_be", "graduation_year_be", "honours")


class StudyForm(forms.Form):
    """A course of study, and how the office can see that it is so."""

    student_id = forms.CharField(label=_("student id"), required=False, max_length=20)
    title = forms.ModelChoiceField(label=_("degree"), queryset=DegreeTitle.objects.order_by("pk"), required=False)
    faculty = forms.ModelChoiceField(label=_("faculty"), queryset=Faculty.objects.none(), required=False)
    entry_year_be = ThaiYearField(label=_("year of entry (B.E.)"), required=False)
    graduation_year_be = ThaiYearField(
        label=_("academic year of graduation (B.E.)"), required=False, last=be_from_ce(timezone.localdate().year)
    )
    honours = forms.ChoiceField(label=_("honours"), choices=Degree.Honours, required=False)
    note = NormalisedCharField(
        label=_("how we can see that it is so"),
        max_length=500,
        multiline=True,
        help_text=_("For example: my transcript says 2548; I can send a picture of it."),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        faculties = Faculty.objects.filter(institution__code=settings.INSTITUTION).order_by("campus_id", "name_th")
        self.fields["faculty"].queryset = faculties  # type: ignore[attr-defined] # a ModelChoiceField

    def clean_student_id(self) -> str:
        return normalise_student_id(self.cleaned_data["student_id"])


class MissingDegreeForm(StudyForm):
    """A whole degree that is not on record."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for name in ("title", "faculty", "graduation_year_be"):
            self.fields[name].required = True

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ASKED}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        entry, end = cleaned.get("entry_year_be"), cleaned.get("graduation_year_be")
        if entry and end and entry > end:
            self.add_error("entry_year_be", _("The year of entry is after the year of graduation."))
        wrong = degrees.before_first_class(Institution.objects.served(), end)
        if wrong:
            self.add_error("graduation_year_be", wrong)
        return cleaned


class DegreeCorrectionForm(StudyForm):
    """How a course of study should stand in the record."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, degree: Degree) -> None:
        super().__init__(data, initial={name: getattr(degree, name) for name in (*ASKED, "version")})

    def changes(self) -> dict[str, Any]:
        """A box that was emptied says nothing: nobody's degree has no faculty."""
        values = {name: self.cleaned_data[name] for name in ASKED}
        return {name: value for name, value in values.items() if value not in (None, "") or name == "honours"}
