<<<<<<< HEAD
"""Why a row was rejected, is held, or has a remark: in words for a clerk who has the file before them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.imports.lib.rows import Why
from apps.imports.reports import fields
from apps.imports.reports.names import DATES, Names

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words = dict[str, "_StrPromise"]

_PEOPLE: Words = {
    "nobody": gettext_lazy("neither a name nor a number says who this is"),
    "name_odd": gettext_lazy("the name holds something that names do not hold"),
    "name_without_surname": gettext_lazy("there is no surname"),
    "name_parts_unsure": gettext_lazy("it is not clear where the first name ends and the surname begins"),
    "name_swapped": gettext_lazy("first name and surname seem to stand in each other's column"),
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
    "date_cells_swapped": gettext_lazy("the spreadsheet seems to have swapped day and month"),
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
WORDS: Words = {**_PEOPLE, **_DATES, **_STUDY, **_REACH, **_REGISTRY}
EVIDENCE: Words = {
    "name": gettext_lazy("the same name"),
    "birth_date": gettext_lazy("the same date of birth"),
    "contact": gettext_lazy("the same contact"),
}
# Reasons whose value is the number of another row.
_ROWS = {"like_row", "repeated", "contradicts_row"} | {code for code in _REGISTRY if code.endswith("_in_file")}
_KEYS = {"title", "programme", "faculty", "campus", "cohort", "province", "country"}  # told by what is changed
_DECIDED = {"rejected": "reject", "held": "hold"}


def title(code: str) -> str:
    """What a reason is called where many rows have it."""
    found = WORDS.get(code) or SKIPPED.get(code)
    return capfirst(str(found)) if found else code


def skipped(code: str) -> str:
    return capfirst(str(SKIPPED.get(code, code)))


def words(reason: Mapping[str, Any], names: Names | None = None) -> str:
    """The whole sentence: which column, what is wrong with it, what stands there and what it may mean."""
    about, code, value, hint = (str(reason.get(name) or "") for name in ("field", "code", "value", "hint"))
    if code in SKIPPED:
        return f"{skipped(code)}: “{value}”" if value else skipped(code)
    text, known = str(WORDS.get(code, code)), names or Names()
    said = [f"{capfirst(fields.label(about))}: {text}" if about in fields.LABELS else capfirst(text)]
    if code in _ROWS and value:
        said.append(_("row %(number)s") % {"number": value})
    elif code == "probable_duplicate":
        said.append(", ".join(str(EVIDENCE.get(each, each)) for each in value.split(", ") if each))
    elif value and not (code in {"said_by_person", "better_source"} and about in _KEYS):
        said.append(f"“{known.text(about, value) if about in DATES else value}”")
    if code == "birth_unlikely" and hint:
        said.append(_("%(years)s years old") % {"years": hint})
    elif hint:
        meant = _(" or ").join(known.text(about, each) for each in hint.split("|"))
        said.append(_("perhaps %(what)s") % {"what": meant})
    return " · ".join(filter(None, said))


def that_decide(reasons: list[dict[str, Any]], outcome: str) -> list[dict[str, Any]]:
    """Those of a row's reasons for which it ended as it did; of a row that goes through, all."""
    grade = _DECIDED.get(outcome)
    return [each for each in reasons if grade is None or each.get("grade", grade) == grade]


def that_remark(reasons: list[dict[str, Any]], outcome: str) -> list[dict[str, Any]]:
    """The others: worth telling."""
    deciding = that_decide(reasons, outcome)
    return [each for each in reasons if each not in deciding]
=======
"""What is wrong with a row and what to do about it, in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from apps.imports.lib.rows import Grade, Problem

PROBLEMS = {
    # rejected
    "nobody": _("There is no name and no number by which somebody could be known. Fill in one of them."),
    "damaged": _("Letters were lost (“%(value)s”) when the file was saved. Type them anew."),
    "misread": _("“%(value)s” was saved in the wrong encoding and cannot be restored for certain. Type it anew."),
    "digits_lost": _(
        "Excel shortened the number to “%(value)s”: digits are lost. Format the column as text and enter the number"
        " again, for example 4410001."
    ),
    "national_id_length": _("A national id has 13 digits; “%(value)s” has another number of them."),
    "national_id_checksum": _("“%(value)s” cannot be a national id: its last digit does not fit. Look for a slip."),
    "national_id_unreadable": _("“%(value)s” is no national id. It has 13 digits, for example 1000000000017."),
    "too_long": _("“%(value)s” is longer than the %(hint)s letters that fit here. Shorten it."),
    # held
    "name_odd": _("“%(value)s” has signs in it that no name has. Is it right?"),
    "name_without_surname": _("“%(value)s” has no surname. Is that right, as with monks and some foreigners?"),
    "name_parts_unsure": _("Which part of “%(value)s” is the surname?"),
    "name_swapped": _("First name and surname seem to be the other way round: “%(value)s”. Perhaps: %(hint)s."),
    "several_names": _("More than one name stands in the cell: “%(value)s”. Which one is used now?"),
    "two_digit_year": _(
        "The year of “%(value)s” has two digits and may mean: %(hint)s. Write four, for example 2525."
    ),
    "two_readings": _("“%(value)s” may mean: %(hint)s. Write it as 31/03/2549."),
    "day_or_month": _("Day or month first? “%(value)s” may mean: %(hint)s. No date of this column tells."),
    "date_unreadable": _("“%(value)s” is no date. Write it as 31/03/2549 or 31 มี.ค. 2549."),
    "date_incomplete": _("“%(value)s” is not a whole date. Day, month and year are needed."),
    "date_unlikely": _("“%(value)s” can hardly be right (read as %(hint)s)."),
    "date_cells_swapped": _("Excel may have swapped day and month here: “%(value)s” may mean: %(hint)s."),
    "birth_unlikely": _("Born %(value)s, the person would have been %(hint)s years old at the end of the studies."),
    "year_unreadable": _("“%(value)s” is no year. Write it as 2549."),
    "year_unlikely": _("The year “%(value)s” can hardly be right (read as %(hint)s)."),
    "year_range": _("“%(value)s” names two years: %(hint)s. Which one is it?"),
    "year_from_date": _("“%(value)s” is a date where a year should be. Academic year %(hint)s?"),
    "years_contradict": _("The years %(value)s and %(hint)s do not fit together. Which one is wrong?"),
    "id_short": _("“%(value)s” has a digit too few: a zero may be lost. Perhaps %(hint)s?"),
    "id_unlike": _("“%(value)s” does not look like a student id of this university. Is it right?"),
    "several_ids": _("More than one student id stands in the cell: “%(value)s”. Give each degree a row of its own."),
    "national_id_other": _("“%(value)s” is not the number of a Thai citizen. Is it right?"),
    "unknown_faculty": _("No faculty is or was called “%(value)s”. Which one is meant?"),
    "faculty_like": _("No faculty is called “%(value)s”. Perhaps %(hint)s?"),
    "several_faculties": _("“%(value)s” may be several faculties: %(hint)s. Give the campus or the full name."),
    "unknown_campus": _("No campus is called “%(value)s”. Which one is meant?"),
    "campus_differs": _("The row says campus %(value)s, but the faculty belongs to %(hint)s."),
    "unknown_degree": _("“%(value)s” is not in the list of degrees. Write it as วท.บ. or วิทยาศาสตรบัณฑิต."),
    "unknown_level": _("“%(value)s” is no level. Write it as ปริญญาตรี, ปริญญาโท or ปริญญาเอก."),
    "level_differs": _("The row says level %(value)s, but the degree is of level %(hint)s."),
    "honours_unclear": _("Which class of honours is “%(value)s”? Write เกียรตินิยมอันดับ 1 or 2."),
    "gpa_hundredths": _("Is “%(value)s” meant as %(hint)s?"),
    "gpa_unreadable": _("“%(value)s” is no grade point average. It lies between 0.00 and 4.00, for example 3.50."),
    "gender_unclear": _("“%(value)s” does not say whether a man or a woman. Write ชาย or หญิง."),
    "email_typo": _("“%(value)s” has a slip in it, it seems. Perhaps %(hint)s?"),
    # told
    "date_serial": _("The number “%(value)s” is Excel's way to count days; it was read as %(hint)s."),
    "gpa_rounded": _("“%(value)s” was rounded to %(hint)s."),
    "faculty_by_beginning": _("“%(value)s” was taken for the faculty %(hint)s."),
    "unknown_programme": _("“%(value)s” is a programme that the portal does not know yet."),
    "unknown_province": _("No province is called “%(value)s”; it was not taken."),
    "unknown_country": _("No country is called “%(value)s”; it was not taken."),
    "email_unreadable": _("“%(value)s” is no e-mail address; it was not taken."),
    "phone_unreadable": _("“%(value)s” is no telephone number; it was not taken."),
    "phone_old_mobile": _("“%(value)s” is a mobile number of before 2549; it was taken as %(hint)s."),
    "more_not_taken": _("There are more than two in “%(value)s”; these were not taken: %(hint)s."),
    "brackets": _("“%(value)s” stood in brackets beside the name; it was not taken."),
    "passport_moved": _("“%(value)s” is a passport number and was taken as that."),
    "gender_differs": _("The row says %(value)s, but the title is %(hint)s."),
    "postcode_unlikely": _("“%(value)s” is no Thai postcode."),
    "postcode_elsewhere": _("The postcode %(value)s belongs to another province."),
    "cohort_unreadable": _("“%(value)s” is no cohort; it was not taken. Write it as 12."),
}


def sentence(problem: Problem) -> str:
    """One problem in words."""
    return str(PROBLEMS[problem.code]) % {"value": problem.value, "hint": problem.hint.replace("|", ", ") or "–"}


def reasons(problems: Iterable[Problem], grade: Grade = Grade.REJECT) -> str:
    """Why a row was rejected (or held), one sentence after the other."""
    return " ".join(sentence(problem) for problem in problems if problem.grade == grade)
>>>>>>> f46338171ece57f2c618f24af2012631d6304482
