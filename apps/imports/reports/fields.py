"""What the columns of files can hold, as a person chooses it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Labels = dict[str, "_StrPromise"]

_NAME: Labels = {
    "full_name": _("whole name (title, first name, surname)"),
    "title_th": _("title"),
    "first_th": _("first name"),
    "middle_th": _("middle name"),
    "last_th": _("surname"),
    "former_first_th": _("former first name"),
    "former_last_th": _("former surname"),
    "nickname": _("nickname"),
}
_LATIN_NAME: Labels = {
    "full_name_th": _("whole name, Thai"),
    "full_name_en": _("whole name, English"),
    "title_en": _("title, English"),
    "first_en": _("first name, English"),
    "middle_en": _("middle name, English"),
    "last_en": _("surname, English"),
    "former_last_en": _("former surname, English"),
}
_PERSON: Labels = {
    "gender": _("gender"),
    "birth_date": _("date of birth"),
    "nationality": _("nationality"),
    "national_id": _("national id (13 digits)"),
    "passport_no": _("passport number"),
    "note": _("note"),
}
_STUDY: Labels = {
    "student_id": _("student id"),
    "faculty": _("faculty"),
    "campus": _("campus"),
    "degree": _("degree"),
    "programme": _("programme"),
    "level": _("level"),
    "entry_year_be": _("year of entry"),
    "entry_cohort": _("entry class (รุ่น)"),
    "graduation_year_be": _("year of graduation"),
    "conferred_on": _("day on which the degree was conferred"),
    "honours": _("honours"),
    "gpa": _("grade point average"),
}
_CONTACT: Labels = {
    "email": _("e-mail"),
    "email_2": _("second e-mail"),
    "mobile": _("mobile number"),
    "mobile_2": _("second mobile number"),
    "phone": _("telephone"),
    "phone_2": _("second telephone"),
    "line_id": _("LINE ID"),
    "contacts": _("telephone and e-mail in one cell"),
}
_ADDRESS: Labels = {
    "address": _("whole address in one cell"),
    "house_no": _("house number"),
    "moo": _("moo (หมู่)"),
    "village": _("village or building"),
    "soi": _("soi (ซอย)"),
    "road": _("road"),
    "subdistrict": _("subdistrict"),
    "district": _("district"),
    "province": _("province"),
    "postcode": _("postcode"),
    "country": _("country"),
    "foreign_lines": _("address abroad"),
}
_WORK: Labels = {"employer": _("employer"), "position": _("position")}

GROUPS: tuple[tuple["_StrPromise", Labels], ...] = (
    (_("Name"), _NAME),
    (_("Name in English"), _LATIN_NAME),
    (_("Person"), _PERSON),
    (_("Study"), _STUDY),
    (_("Contact"), _CONTACT),
    (_("Address"), _ADDRESS),
    (pgettext_lazy("occupation", "Work"), _WORK),
)
LABELS: Labels = {kind: label for _group, labels in GROUPS for kind, label in labels.items()}
WHO = frozenset({"student_id", "national_id", "full_name", "full_name_th", "full_name_en", "first_th", "first_en"})


def label(kind: str) -> str:
    return str(LABELS[kind]) if kind in LABELS else kind


def choices() -> list[tuple[str, list[tuple[str, "_StrPromise"]]]]:
    """The choices of a column, in groups."""
    return [(str(group), list(labels.items())) for group, labels in GROUPS]
