"""What somebody tells to claim a record: one question a page."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, PhoneField, ThaiDateField, ThaiYearField
from apps.core.lib.dates import PartialDate
from apps.core.lib.dates.words import MONTHS_EN, MONTHS_TH
from apps.core.lib.student_ids import normalise_student_id
from apps.core.lib.text import normalise
from apps.records.lib.claimed_name import folded_name
from apps.records.models import Claim


class NameForm(forms.Form):
    """Who they are: a name and a year, or a student id."""

    name = NormalisedCharField(
        label=_("first name and surname"),
        max_length=250,
        required=False,
        help_text=_("In Thai or in English, the name of now or of then; a title does no harm."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    year_be = ThaiYearField(
        label=_("year of graduation"),
        required=False,
        help_text=_("Such as 2552 or 2009. If you are not sure: the year of the ceremony."),
    )
    student_id = forms.CharField(
        label=_("student id"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_student_id(self) -> str:
        return normalise_student_id(self.cleaned_data["student_id"])

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"] or ""
        if name and not folded_name(name):
            raise forms.ValidationError(_("Write your name in letters."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("student_id"):
            if not cleaned.get("name"):
                self.add_error("name", _("Write your first name and surname."))
            if not cleaned.get("year_be"):
                self.add_error("year_be", _("Write the year, or your student id below."))
        return cleaned


class BirthDateForm(forms.Form):
    """When they were born: a day, a month from the list, a year of either era. Day and month may be missing, as they
    are in old registers."""

    day = forms.CharField(
        label=_("day"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-day"}),
    )
    month = forms.TypedChoiceField(
        label=_("month"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"autocomplete": "bday-month"}),
    )
    year = forms.CharField(
        label=_("year"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday-year"}),
        error_messages={"required": _("Write the year in which you were born.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = MONTHS_EN if get_language() == "en" else MONTHS_TH
        self.fields["month"].choices = [("", _("Choose")), *enumerate(months, 1)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                cleaned["birth_date"] = self._date(cleaned)
            except forms.ValidationError as error:
                self.add_error("year", error)
        return cleaned

    def _date(self, cleaned: dict[str, Any]) -> PartialDate | None:
        field = ThaiDateField(partial=True, latest=timezone.localdate, two_digit_year=timezone.localdate().year + 444)
        day, month = normalise(cleaned["day"]) or "0", cleaned["month"] or 0
        date: PartialDate | None = field.clean(f"{day}/{month}/{cleaned['year']}")
        return date


class CodeForm(forms.Form):
    """The code of the mail, or of the letter."""

    code = forms.CharField(
        label=_("code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"}),
        error_messages={"required": _("Type the code that you were sent.")},
    )


class HelpForm(forms.Form):
    """What the office needs to find somebody and to answer them."""

    email = forms.EmailField(
        label=_("e-mail address for our answer"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = PhoneField(label=_("telephone"), required=False)
    former_name = NormalisedCharField(
        label=_("name when you studied, if it was another"), max_length=250, required=False
    )
    faculty_text = NormalisedCharField(
        label=_("faculty and programme"), max_length=200, required=False, help_text=_("As you remember them.")
    )
    message = NormalisedCharField(
        label=_("what helps us to know that it is you"),
        max_length=2000,
        required=False,
        multiline=True,
        help_text=_(
            "For example: who advised you, who sat beside you, where you did your training. Send no documents."
        ),
    )

    def details(self) -> dict[str, str]:
        """By the columns of Claim."""
        phone = self.cleaned_data["phone"]
        words = {name: self.cleaned_data[name] for name in ("email", "former_name", "faculty_text", "message")}
        return words | {"phone": phone.stored if phone else ""}


class WholeClaimForm(NameForm, BirthDateForm, HelpForm):
    """All of it at once, for those who come straight to the office's help."""

    kind = forms.ChoiceField(
        label=_("what is it about"),
        choices=[
            (Claim.Kind.MINE, _("I cannot claim my record by myself")),
            (Claim.Kind.RECOVER, _("My record is mine already, but I have lost the e-mail or the account")),
            (Claim.Kind.ADD, _("I graduated here and am not on record")),
        ],
        widget=forms.RadioSelect,
        initial=Claim.Kind.MINE,
    )
    field_order = ("kind", "name", "year_be", "student_id", "day", "month", "year", "former_name", "faculty_text")


class WordsForm(forms.Form):
    """An answer to our question, or why we should look again."""

    text = NormalisedCharField(label=_("your answer"), max_length=2000, multiline=True)
