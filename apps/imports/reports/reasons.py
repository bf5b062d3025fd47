"""Why rows end as they do: a short title for many of them, a whole sentence for one; also what only the registry knows
(`problems` says what is wrong within a row)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.duplicates.reports.reasons import WORDS
from apps.imports.lib.rows import Why
from apps.imports.reports import fields
from apps.imports.reports.names import DATES, Names
from apps.imports.reports.problems import PROBLEMS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words = dict[str, "_StrPromise"]

_PEOPLE: Words = {
    "nobody": gettext_lazy("neither a name nor a number says who this is"),
    "name_odd": gettext_lazy("the name holds something that names do not hold"),
    "name_without_surname": gettext_lazy("there is no surname"),
    "name_parts_unsure": gettext_lazy("it is not clear where the first name ends and the surname begins"),
    "name_swapped": gettext_lazy("first name and surname seem to stand in each other's column"),
    "other_table": gettext_lazy("another table begins here, with other columns"),
    "several_names": gettext_lazy("several people stand in one cell"),
    "names_differ": gettext_lazy("two columns give different names"),
    "brackets": gettext_lazy("what stood in brackets was left out"),
    "gender_unclear": gettext_lazy("this gender is not understood"),
    "gender_differs": gettext_lazy("the gender does not go with the title"),
    "damaged": gettext_lazy("letters of this cell are damaged and cannot be read back"),
    "misread": gettext_lazy("the cell was saved in a wrong character set"),
    "too_long": gettext_lazy("the text is longer than the registry can keep"),
    "national_id_length": gettext_lazy("a national id has 13 digits"),
    "national_id_checksum": gettext_lazy("the last digit of the national id does not fit: one digit is mistyped"),
    "national_id_unreadable": gettext_lazy("this is no national id"),
    "national_id_other": gettext_lazy("the number looks like a card of another kind"),
    "passport_moved": gettext_lazy("it was taken for a passport number"),
}
_DATES: Words = {
    "two_digit_year": gettext_lazy("a year of two digits may mean two centuries or eras"),
    "two_readings": gettext_lazy("the date can be read in two ways"),
    "day_or_month": gettext_lazy("day and month may be swapped"),
    "date_unreadable": gettext_lazy("this is no date that can be read"),
    "date_incomplete": gettext_lazy("the date is not complete"),
    "date_unlikely": gettext_lazy("this date is hardly possible"),
    "date_far": gettext_lazy("this date lies too far back, or has not come yet"),
    "date_cells_swapped": gettext_lazy("the spreadsheet seems to have swapped day and month"),
    "date_unknown": gettext_lazy("this stands for a date that is not known"),
    "date_one_reading": gettext_lazy("the year has two digits, and only one reading is possible"),
    "date_serial": gettext_lazy("the spreadsheet's day number was turned into a date"),
    "birth_unlikely": gettext_lazy("with this date of birth the age at graduation is hardly possible"),
    "year_unreadable": gettext_lazy("this is no year that can be read"),
    "year_unlikely": gettext_lazy("this year is hardly possible"),
    "year_range": gettext_lazy("several years stand in the cell"),
    "year_from_date": gettext_lazy("the year was taken from a date"),
    "years_contradict": gettext_lazy("the years of this row contradict each other"),
}
_STUDY: Words = {
    "digits_lost": gettext_lazy("the spreadsheet has lost the last digits of this number (such as 5.01E+09)"),
    "id_restored": gettext_lazy("zeros that the spreadsheet had lost were put back"),
    "id_short": gettext_lazy("the student id is too short; a zero at its start may be lost"),
    "id_unlike": gettext_lazy("student ids of this university look different"),
    "several_ids": gettext_lazy("several student ids stand in one cell"),
    "old_id_differs": gettext_lazy("the student id does not go with the year or faculty"),
    "unknown_faculty": gettext_lazy("the university has no faculty of this name"),
    "faculty_like": gettext_lazy("the faculty's name is only like one of ours"),
    "faculty_by_beginning": gettext_lazy("the faculty was known by the beginning of its name"),
    "several_faculties": gettext_lazy("several faculties have this name"),
    "unknown_campus": gettext_lazy("the university has no campus of this name"),
    "campus_differs": gettext_lazy("the faculty belongs to another campus"),
    "unknown_degree": gettext_lazy("this degree is not in the reference data"),
    "unknown_programme": gettext_lazy("this programme is not in the reference data yet"),
    "unknown_level": gettext_lazy("this level of study is not understood"),
    "level_differs": gettext_lazy("the level does not go with the degree"),
    "honours_unclear": gettext_lazy("these honours are not understood"),
    "gpa_hundredths": gettext_lazy("the grade may be written in hundredths (325 for 3.25)"),
    "gpa_unreadable": gettext_lazy("this is no grade point average"),
    "gpa_rounded": gettext_lazy("the grade was rounded to two digits"),
    "cohort_unreadable": gettext_lazy("this entry class cannot be read"),
}
_REACH: Words = {
    "unknown_province": gettext_lazy("there is no province of this name"),
    "unknown_country": gettext_lazy("there is no country of this name"),
    "email_typo": gettext_lazy("the e-mail address seems to be mistyped"),
    "email_unreadable": gettext_lazy("this is no e-mail address; it was left out"),
    "phone_unreadable": gettext_lazy("this is no telephone number; it was left out"),
    "phone_old_mobile": gettext_lazy("an old mobile number of nine digits was brought up to date"),
    "more_not_taken": gettext_lazy("the cell holds more than two; the rest was left out"),
    "postcode_unlikely": gettext_lazy("this is no Thai postcode; it was left out"),
    "postcode_elsewhere": gettext_lazy("the postcode belongs to another province"),
    "address_unreadable": gettext_lazy("the parts of this address could not be told apart"),
}
_REGISTRY: Words = {
    "two_people": gettext_lazy("the student id is one person's and the national id another's"),
    "no_name": gettext_lazy("the number is on record, but the row gives no name to compare"),
    "another_name": gettext_lazy("the number is on record under another name"),
    "another_national_id": gettext_lazy("the person on record has another national id"),
    "another_name_in_file": gettext_lazy("another row has the same number with another name"),
    "another_birth_date_in_file": gettext_lazy("another row of the same person has another date of birth"),
    "another_national_id_in_file": gettext_lazy("another row of the same person has another national id"),
    "contradicts_row": gettext_lazy("another row says something else about the same course of study"),
    "like_row": gettext_lazy("another row of the file names somebody just like this"),
    "repeated": gettext_lazy("another row says the same"),
    "probable_duplicate": gettext_lazy("somebody on record is much like this"),
    "not_certain": gettext_lazy("it is not certain whom on record this means"),
    "nobody_found": gettext_lazy("nobody on record has this name with this date of birth or contact"),
    "unclear_degree": gettext_lazy("it is not clear to which degree on record this belongs"),
    "said_by_person": gettext_lazy("the person has said otherwise themself"),
    "better_source": gettext_lazy("a better trusted source says otherwise"),
    "missing_name": gettext_lazy("first name or surname is missing"),
    "missing_study": gettext_lazy("nothing is said of the study: no student id, faculty, degree or year"),
    "missing_level": gettext_lazy("neither degree nor level is known"),
    "missing_graduation_year": gettext_lazy("the year of graduation is missing"),
    "before_first_class": gettext_lazy("the university had no graduates yet in this year"),
    "entry_after_graduation": gettext_lazy("the year of entry is after the year of graduation"),
    "clashes": gettext_lazy("something else on record has the same number"),
    "nobody_chosen": gettext_lazy("nobody is chosen"),
}
SKIPPED: Words = {
    Why.TITLE: gettext_lazy("title above the table"),
    Why.HEADER: gettext_lazy("heads of the columns"),
    Why.BLANK: gettext_lazy("blank line"),
    Why.SUBTOTAL: gettext_lazy("sum"),
    Why.HEADING: gettext_lazy("heading (it counts for the rows below it)"),
    Why.NOTE: gettext_lazy("note"),
    Why.REPEATED_HEADER: gettext_lazy("heads of the columns again"),
}
TITLES: Words = {**_PEOPLE, **_DATES, **_STUDY, **_REACH, **_REGISTRY}
EVIDENCE: Words = {
    "name": gettext_lazy("the same name"),
    "birth_date": gettext_lazy("the same date of birth"),
    "contact": gettext_lazy("the same contact"),
}
# Reasons whose value is the number of another row.
_ROWS = {"like_row", "repeated", "contradicts_row"} | {code for code in _REGISTRY if code.endswith("_in_file")}
_KEYS = {"title", "programme", "faculty", "campus", "cohort", "province", "country"}  # told by what is changed
_CODED = {"campus_differs", "level_differs", "gender_differs"}  # what the row says is a code by then
_DECIDED = {"rejected": "reject", "held": "hold"}


def title(code: str) -> str:
    """What a reason is called where many rows have it."""
    found = TITLES.get(code) or SKIPPED.get(code)
    return capfirst(str(found)) if found else code


def skipped(code: str) -> str:
    return capfirst(str(SKIPPED.get(code, code)))


def words(reason: Mapping[str, Any], names: Names | None = None) -> str:
    """The whole sentence for one row."""
    about, code, value, hint = (str(reason.get(name) or "") for name in ("field", "code", "value", "hint"))
    if code in SKIPPED:
        return f"{skipped(code)}: “{value}”" if value else skipped(code)
    known = names or Names()
    if code in PROBLEMS:
        return _of_field(about, _problem(about, code, value, hint, known))
    text = str(TITLES.get(code, code))
    if code in _ROWS and value:
        text = _("%(what)s: row %(number)s") % {"what": text, "number": value}
    elif code == "probable_duplicate":
        known_evidence = {**EVIDENCE, **WORDS}
        same = ", ".join(str(known_evidence.get(each, each)) for each in value.split(", ") if each)
        text = f"{text}: {same}"
    elif value and not (code in {"said_by_person", "better_source"} and about in _KEYS):
        text = f"{text}: “{known.text(about, value) if about in DATES else value}”"
    return _of_field(about, text)


def that_decide(reasons: list[dict[str, Any]], outcome: str) -> list[dict[str, Any]]:
    """Those of a row's reasons for which it ended as it did; of a row that goes through, all."""
    grade = _DECIDED.get(outcome)
    return [each for each in reasons if grade is None or each.get("grade", grade) == grade]


def that_remark(reasons: list[dict[str, Any]], outcome: str) -> list[dict[str, Any]]:
    """The others: worth telling."""
    deciding = that_decide(reasons, outcome)
    return [each for each in reasons if each not in deciding]


def _problem(about: str, code: str, value: str, hint: str, names: Names) -> str:
    """Codes among what the value may mean stand there by name; no value is quoted that may not be shown."""
    meant = _(" or ").join(names.text(about, each) for each in hint.split("|")) if hint else "–"
    shown = names.text(about, value) if about in DATES or code in _CODED else value
    return str(PROBLEMS[code]) % {"value": shown or "…", "hint": meant}


def _of_field(about: str, text: str) -> str:
    return f"{capfirst(fields.label(about))}: {text}" if about in fields.LABELS else capfirst(text)
