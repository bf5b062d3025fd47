"""What speaks for and against a pair, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WORDS: dict[str, "_StrPromise"] = {
    "name_same": _("same name"),
    "former_name_same": _("same name as a former one"),
    "name_swapped": _("first name and surname changed places"),
    "first_same": _("same first name"),
    "first_alike": _("first name spelled differently, spoken alike"),
    "first_slip": _("first name but for a slip of the hand"),
    "first_spoken": _("first name spoken alike in the other script"),
    "last_same": _("same surname"),
    "last_alike": _("surname spelled differently, spoken alike"),
    "last_slip": _("surname but for a slip of the hand"),
    "last_spoken": _("surname spoken alike in the other script"),
    "birth_same": _("same date of birth"),
    "birth_swapped": _("day and month of birth changed places"),
    "birth_era": _("year of birth in another era"),
    "birth_digit": _("date of birth but for one digit"),
    "birth_year": _("same year of birth"),
    "birth_month": _("same month of birth"),
    "student_id_same": _("same student id"),
    "student_id_slip": _("student id but for one digit"),
    "class_same": _("same faculty and year"),
    "class_near": _("same faculty, one year apart"),
    "faculty_same": _("same faculty"),
    "year_same": _("same year"),
    "national_id_same": _("same national id"),
    "email_same": _("same e-mail"),
    "phone_same": _("same telephone"),
    "died": _("same date of death"),
    "nickname": _("same nickname"),
    "-first_different": _("other first name"),
    "-first_neighbour": _("first names alike, but both are in use"),
    "-last_different": _("other surname"),
    "-last_neighbour": _("surnames alike, but both are in use"),
    "-birth_different": _("other date of birth"),
    "-student_id_different": _("other student id"),
    "-study_different": _("other course of study"),
    "-national_id_different": _("other national id"),
    "-gender": _("other gender"),
    "-died": _("other date of death"),
    "-nickname": _("other nickname"),
}


@dataclass(frozen=True)
class Reason:
    """One piece of evidence, as it is read."""

    words: "_StrPromise"
    is_against: bool


def in_words(codes: Iterable[str]) -> list[Reason]:
    """The codes of a verdict in the reader's language; what speaks for it first."""
    told = [Reason(WORDS[code], code.startswith("-")) for code in codes if code in WORDS]
    return sorted(told, key=lambda reason: reason.is_against)
