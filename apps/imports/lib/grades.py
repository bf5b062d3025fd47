"""How grave each problem is. What certainly is wrong in what tells people apart rejects the row; what may be read in
two ways is held for a person; what a record can do without is a note."""

from .rows import Grade, Problem

_REJECT = (
    *("nobody", "other_table", "damaged", "misread", "digits_lost", "national_id_length", "national_id_checksum"),
    *("national_id_unreadable", "too_long"),
)
_HOLD = (
    *("name_odd", "name_without_surname", "name_parts_unsure", "name_swapped", "several_names"),
    *("two_digit_year", "two_readings", "day_or_month", "date_unreadable", "date_incomplete", "date_unlikely"),
    *("date_far",),
    *("date_cells_swapped", "birth_unlikely", "year_unreadable", "year_unlikely", "year_range", "year_from_date"),
    *("years_contradict", "id_short", "id_unlike", "several_ids", "national_id_other"),
    *("unknown_faculty", "faculty_like", "several_faculties", "unknown_campus", "campus_differs", "unknown_degree"),
    *("unknown_level", "level_differs", "honours_unclear", "gpa_hundredths", "gpa_unreadable", "gender_unclear"),
    *("email_typo",),
)
_NOTE = (
    *("date_unknown", "date_one_reading"),
    *("date_serial", "gpa_rounded", "faculty_by_beginning", "unknown_programme", "unknown_province"),
    *("unknown_country", "email_unreadable", "phone_unreadable", "phone_old_mobile", "more_not_taken", "brackets"),
    *("passport_moved", "gender_differs", "postcode_unlikely", "postcode_elsewhere", "cohort_unreadable"),
)
GRADES: dict[str, Grade] = {
    **dict.fromkeys(_REJECT, Grade.REJECT),
    **dict.fromkeys(_HOLD, Grade.HOLD),
    **dict.fromkeys(_NOTE, Grade.NOTE),
}


def problem(field: str, code: str, value: str = "", hint: str = "") -> Problem:
    return Problem(field, code, GRADES[code], value[:200], hint[:200])
