"""What is wrong with a row and what to do about it, in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from apps.imports.lib.rows import Grade, Problem

PROBLEMS = {
    # rejected
    "nobody": _("There is no name and no number by which somebody could be known. Fill in one of them."),
    "other_table": _(
        "This row stands below a second line of column names, different from the first. Send that table in a file of"
        " its own."
    ),
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
    "date_far": _("“%(value)s” lies too far back, or has not come yet. Look for a slip in the year."),
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
    "date_unknown": _("“%(value)s” stands for a date that is not known; it was not taken."),
    "date_one_reading": _("“%(value)s” was read as %(hint)s: no other year is possible."),
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
