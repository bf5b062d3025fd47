"""Entering somebody by hand: who they are, what they studied, how to reach them."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, ThaiDateField, ThaiYearField
from apps.core.lib.names import expand_title, split_full_name
from apps.core.lib.student_ids import normalise_student_id
from apps.core.lib.text import is_thai
from apps.office.forms.facts import PART_OF_A_DAY, SOURCES, year_gone_by
from apps.records.actions import contacts
from apps.records.models import Claim, Contact, DegreeTitle, Faculty, Person, Source

# The box in which each part of a name was typed.
COLUMNS = {
    f"{part}_{script}": f"name_{script}" for part in ("title", "first", "middle", "last") for script in ("th", "en")
}


class NewPersonForm(forms.Form):
    """The full name is typed in one box as it stands on paper; the title is told apart by itself."""

    name_th = NormalisedCharField(
        label=_("name in Thai, with title"), required=False, max_length=250, help_text="นางสาวสุดา ใจดี"
    )
    name_en = NormalisedCharField(
        label=_("name in Latin letters"), required=False, max_length=250, help_text="Miss Suda Jaidee"
    )
    nickname = NormalisedCharField(label=_("nickname"), required=False, max_length=60)
    gender = forms.ChoiceField(label=_("gender"), choices=Person.Gender, required=False)
    birth_date = ThaiDateField(
        label=_("date of birth"), required=False, partial=True, latest=timezone.localdate, help_text=PART_OF_A_DAY
    )
    student_id = forms.CharField(label=_("student id"), required=False, max_length=20)
    title = forms.ModelChoiceField(label=_("degree"), queryset=DegreeTitle.objects.order_by("pk"), required=False)
    faculty = forms.ModelChoiceField(label=_("faculty"), queryset=Faculty.objects.none(), required=False)
    entry_year_be = ThaiYearField(label=_("year of entry (B.E.)"), required=False)
    graduation_year_be = ThaiYearField(label=_("academic year of graduation (B.E.)"), required=False)
    email = forms.CharField(label=_("e-mail"), required=False, max_length=254)
    mobile = forms.CharField(label=_("mobile phone"), required=False, max_length=60)
    source = forms.ChoiceField(label=_("who said so"), choices=SOURCES, initial=Source.STAFF)
    somebody_else = forms.BooleanField(
        label=_("I have looked at the people below: this is somebody else"), required=False
    )

    def __init__(self, *args: Any, institution_code: str, campuses: tuple[int, ...] | None, **kwargs: Any) -> None:
        """`campuses`: those to which the clerk is limited, who enters only people that they will see; None: all."""
        super().__init__(*args, **kwargs)
        faculties = Faculty.objects.filter(institution__code=institution_code).select_related("campus")
        if campuses is not None:
            faculties = faculties.filter(campus__in=campuses)
            self.fields["faculty"].required = True
        self.fields["faculty"].queryset = faculties.order_by("campus_id", "name_th")  # type: ignore[attr-defined]

    def clean_graduation_year_be(self) -> int | None:
        return year_gone_by(self.cleaned_data["graduation_year_be"])

    def clean_student_id(self) -> str:
        return normalise_student_id(self.cleaned_data["student_id"])

    def clean_email(self) -> str:
        return _contact(Contact.Kind.EMAIL, self.cleaned_data["email"])

    def clean_mobile(self) -> str:
        return _contact(Contact.Kind.MOBILE, self.cleaned_data["mobile"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("name_th") and not cleaned.get("name_en") and not self.errors:
            self.add_error("name_th", _("Give a name in Thai or in Latin letters."))
        if self._studied(cleaned) and not cleaned.get("title"):
            self.add_error("title", _("Choose the degree, so that the level is known."))
        return cleaned

    def has_study(self) -> bool:
        return self._studied(self.cleaned_data) or bool(self.cleaned_data.get("title"))

    def name_values(self) -> dict[str, str]:
        """The two names in their parts, by the columns of PersonName."""
        thai = split_full_name(self.cleaned_data["name_th"])
        latin = split_full_name(self.cleaned_data["name_en"])
        return {
            **{f"{part}_th": getattr(thai, part) for part in ("title", "first", "middle", "last")},
            **{f"{part}_en": getattr(latin, part) for part in ("title", "first", "middle", "last")},
            "title_th": expand_title(thai.title),
            "nickname": self.cleaned_data["nickname"],
        }

    @staticmethod
    def _studied(cleaned: dict[str, Any]) -> bool:
        return any(cleaned.get(name) for name in ("student_id", "faculty", "entry_year_be", "graduation_year_be"))


def from_claim(claim: Claim) -> dict[str, Any]:
    """What the form says at first where somebody asked to be added."""
    script = "th" if is_thai(claim.name) else "en"
    return {
        f"name_{script}": claim.name,
        "birth_date": claim.birth_date,
        "student_id": claim.student_id,
        "graduation_year_be": claim.year_be,
        "email": claim.email,
        "mobile": claim.phone,
    }


def _contact(kind: str, value: str) -> str:
    return contacts.normal_value(kind, value) if value else ""
