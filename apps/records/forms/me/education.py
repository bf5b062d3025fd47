"""What somebody studied here: theirs to open and close; what it says is the registrar's word."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, ThaiYearField
from apps.core.lib.dates import be_from_ce
from apps.core.lib.student_ids import normalise_student_id
from apps.records.models import Degree, DegreeTitle, Faculty

ASKED = ("student_id", "title", "faculty", "entry_year_be", "graduation_year_be", "honours")


class DegreeCorrectionForm(forms.Form):
    """How a course of study should stand in the record, and how the office can see it."""

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
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, degree: Degree) -> None:
        initial = {name: getattr(degree, name) for name in ASKED} | {"version": degree.version}
        super().__init__(data, initial=initial)
        faculties = Faculty.objects.filter(institution=degree.institution_id).order_by("campus_id", "name_th")
        self.fields["faculty"].queryset = faculties  # type: ignore[attr-defined] # a ModelChoiceField

    def clean_student_id(self) -> str:
        return normalise_student_id(self.cleaned_data["student_id"])

    def changes(self) -> dict[str, Any]:
        """A box that was emptied says nothing: nobody's degree has no faculty."""
        values = {name: self.cleaned_data[name] for name in ASKED}
        return {name: value for name, value in values.items() if value not in (None, "") or name == "honours"}
