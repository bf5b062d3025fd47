"""Numbers by which people are known, and marks: student ids, national ids, passports, grade point averages."""

import re

from apps.core.lib.national_id import NationalIdError, check_digit, parse_national_id
from apps.core.lib.student_ids import normalise_student_id
from apps.imports.lib.reference import IdPattern

from .plain import NOTHING, Found, Reader, arabic, flagged, put

_SCIENTIFIC = re.compile(r"([0-9])(?:\.([0-9]+))?e\+?([0-9]{1,2})", re.IGNORECASE)
_THIRTEEN = re.compile(r"[1-8][0-9]{12}")
_PASSPORT = re.compile(r"[A-Za-z]{1,3}[0-9]{5,9}")
_SEVERAL = re.compile(r"[,;/&\n]|และ| {2,}")
_COHORT = re.compile(r"(?:[ก-์]+ ?)?(?:รุ่น(?:ที่)?)? ?([0-9]{1,3})(?:\.0)?")


def whole_digits(text: str) -> tuple[str, bool]:
    """A number that a spreadsheet has shortened, as it was where all digits are still there ("5.100001E+06"), and
    whether digits are lost."""
    found = _SCIENTIFIC.fullmatch(text)
    if not found:
        return text.removesuffix(".0"), False
    digits = found[1] + (found[2] or "")
    return digits, len(digits) - 1 != int(found[3])


def student_id(patterns: tuple[IdPattern, ...]) -> Reader:
    whole = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns)) if patterns else None
    lengths = _lengths(whole)

    def read(cell: str) -> Found:
        if whole and cell.isascii() and cell.isalnum() and whole.fullmatch(cell) and len(set(cell)) > 1:
            return (("student_id", cell),), ()
        text = arabic(cell).removeprefix("'")
        if not text:
            return NOTHING
        digits, lost = whole_digits(text)
        if lost:
            return flagged("student_id", "digits_lost", text)
        value = normalise_student_id(digits)
        if not value:
            return flagged("student_id", "id_unlike", text)
        if len(value) > 20:
            return flagged("student_id", "several_ids" if _SEVERAL.search(text) else "too_long", text, "20")
        return _matched(text, value, whole, lengths)

    return read


def _matched(text: str, value: str, whole: re.Pattern[str] | None, lengths: set[int]) -> Found:
    pieces = [normalise_student_id(piece) for piece in _SEVERAL.split(text)]
    if len(pieces) > 1 and all(len(piece) > 4 for piece in pieces):
        return flagged("student_id", "several_ids", text, "|".join(pieces))
    if whole is None or whole.fullmatch(value):
        return (("student_id", value),), ()
    if value.isdecimal() and len(value) + 1 in lengths and whole.fullmatch("0" + value):
        return flagged("student_id", "id_short", text, "0" + value)
    return flagged("student_id", "id_unlike", text, value)


def _lengths(whole: re.Pattern[str] | None) -> set[int]:
    return {length for length in range(4, 16) if whole and whole.fullmatch("5" * length)}


def national_id(cell: str) -> Found:
    if _THIRTEEN.fullmatch(cell) and len(set(cell)) > 1 and check_digit(cell[:12]) == int(cell[12]):
        return (("national_id", cell),), ()
    text = arabic(cell).removeprefix("'").strip()
    if not text:
        return NOTHING
    if _PASSPORT.fullmatch(text):
        return (("passport_no", text.upper()),), (("national_id", "passport_moved", text, ""),)
    digits, lost = whole_digits(text)
    if lost:
        return flagged("national_id", "digits_lost", text)
    try:
        return (("national_id", parse_national_id(digits)),), ()
    except NationalIdError as error:
        codes = {"length": "national_id_length", "checksum": "national_id_checksum"}
        other = "national_id_other" if error.code in {"juristic", "unassigned"} else "national_id_unreadable"
        return flagged("national_id", codes.get(error.code, other), text, error.params.get("count", ""))


def passport(cell: str) -> Found:
    text = arabic(cell).upper().replace(" ", "").replace("-", "")
    return put("passport_no", text)


def gpa(*, hundredths: bool) -> Reader:
    """`hundredths`: the whole column is written as 350."""

    def read(cell: str) -> Found:
        text = arabic(cell).replace(",", ".").strip(" .")
        if not text:
            return NOTHING
        try:
            value = float(text) if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{1,15})?", text) else -1.0
        except ValueError:
            value = -1.0
        if 100 <= value <= 400 and value == int(value):
            proposal = f"{value / 100:.2f}"
            pairs = (("gpa", proposal),)
            return (pairs, ()) if hundredths else flagged("gpa", "gpa_hundredths", text, proposal, pairs)
        if not 0 <= value <= 4:
            return flagged("gpa", "gpa_unreadable", text)
        if value == 0:
            return NOTHING
        rounded = f"{value + 1e-9:.2f}"
        if abs(float(rounded) - value) > 1e-6:
            return (("gpa", rounded),), (("gpa", "gpa_rounded", text, rounded),)
        return (("gpa", rounded),), ()

    return read


def cohort(cell: str) -> Found:
    text = arabic(cell)
    if not text:
        return NOTHING
    found = _COHORT.fullmatch(text)
    if not found or not 0 < int(found[1]) < 200:
        return flagged("entry_cohort", "cohort_unreadable", text)
    return (("entry_cohort", str(int(found[1]))),), ()


_GENDERS = {
    **dict.fromkeys(("ชาย", "ช", "ช.", "m", "m.", "male", "man", "เพศชาย"), "m"),
    **dict.fromkeys(("หญิง", "ญ", "ญ.", "f", "f.", "female", "woman", "เพศหญิง"), "f"),
}


def gender(cell: str) -> Found:
    text = arabic(cell).lower()
    if not text:
        return NOTHING
    known = _GENDERS.get(text)
    return ((("gender", known),), ()) if known else flagged("gender", "gender_unclear", text)
