"""Why a row ended as it did, in words that a clerk understands."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from apps.imports.lib.rows import Grade, Problem
from apps.imports.reports.problems import sentence

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WORDS: dict[str, "_StrPromise"] = {
    "missing_name": _("The row has no first name and surname."),
    "missing_study": _("The row tells nothing about a course of study: no student id, degree or year."),
    "missing_level": _("It cannot be told which degree this is: neither a degree nor a level is given."),
    "missing_graduation_year": _("The year of graduation is missing."),
    "before_first_class": _("Nobody had graduated yet in %(value)s."),
    "entry_after_graduation": _("The year of entry (%(value)s) is after the year of graduation."),
    "another_name": _("This student id or national id belongs to somebody with another name: %(value)s."),
    "another_name_in_file": _("Row %(value)s has the same number, but another name."),
    "another_birth_date_in_file": _("Row %(value)s is about the same person, but has another date of birth."),
    "another_national_id_in_file": _("Row %(value)s is about the same person, but has another national id."),
    "another_national_id": _("The registry has another national id for this person."),
    "contradicts_row": _("Row %(value)s says something else about the same course of study."),
    "like_row": _("Row %(value)s has the same name; nothing tells whether it is the same person."),
    "repeated": _("The same as row %(value)s."),
    "two_people": _("The student id belongs to one person of the registry and the national id to another."),
    "no_name": _("The number is known, but the row has no name to compare."),
    "probable_duplicate": _("Somebody in the registry is probably the same person."),
    "said_by_person": _("The person themself said otherwise: %(value)s."),
    "better_source": _("A source that is trusted more said otherwise: %(value)s."),
    "unclear_degree": _("It cannot be told which degree of this person is meant."),
    "not_certain": _("People have this name, but nothing tells for certain who of them is meant."),
    "nobody_found": _("Nobody in the registry has this name. A contact list brings in nobody."),
    "clashes": _("A number of this row belongs to somebody else by now."),
    "nobody_chosen": _("Choose the person who is meant."),
}


def words_of(reason: Mapping[str, Any]) -> str:
    """One reason, as `ImportRow.reasons` keeps it."""
    code, value = str(reason.get("code", "")), str(reason.get("value", ""))
    if code in WORDS:
        return str(WORDS[code]) % {"value": value}
    problem = Problem(
        str(reason.get("field", "")), code, Grade(reason.get("grade", Grade.NOTE)), value, str(reason.get("hint", ""))
    )
    return sentence(problem)


def all_words(reasons: Iterable[Mapping[str, Any]]) -> str:
    """What stands in the column of a file of rejected rows."""
    return " ".join(map(words_of, reasons))
