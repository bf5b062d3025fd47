"""The 13-digit Thai identification number of a person (first digit 1-8) or of a juristic person (first digit 0); the
last digit checks the others."""

import re

from .digits import to_arabic
from .errors import BadInputError
from .text import normalise

_PARTS = re.compile(r"([0-9])([0-9]{4})([0-9]{5})([0-9]{2})([0-9])")
_SEPARATORS = re.compile(r"[ \-‐‑‒–—._]")
_SPREADSHEET = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]+", re.IGNORECASE)
_LONGEST = 60


class NationalIdError(BadInputError):
    """A text that is no such number. Codes: empty, invalid, length, checksum, juristic, not_juristic, unassigned
    (first digit 9), spreadsheet ("1.1017E+12": the digits are lost)."""


def check_digit(first_twelve: str) -> int:
    """The 13th digit that belongs to twelve others."""
    total = sum(int(digit) * (13 - place) for place, digit in enumerate(first_twelve))
    return (11 - total % 11) % 10


def parse_national_id(text: str) -> str:
    """A person's number as 13 digits; dashes, spaces and Thai digits are taken. Raises NationalIdError."""
    digits = _checked(text)
    if digits[0] == "0":
        raise NationalIdError("juristic", "the number of a juristic person")
    if digits[0] == "9":
        raise NationalIdError("unassigned", "no person's number begins with 9")
    return digits


def parse_tax_id(text: str) -> str:
    """The tax number of a company, foundation or office as 13 digits (it begins with 0). Raises NationalIdError."""
    digits = _checked(text)
    if digits[0] != "0":
        raise NationalIdError("not_juristic", "the number of a natural person")
    return digits


def format_national_id(digits: str) -> str:
    """1-0000-00000-01-7, as on the card. Raises NationalIdError unless given 13 digits."""
    return "-".join(_parts(digits))


def mask_national_id(digits: str) -> str:
    """x-xxxx-xxxxx-01-7: the last three digits only. Raises NationalIdError unless given 13 digits."""
    *_, two, last = _parts(digits)
    return f"x-xxxx-xxxxx-{two}-{last}"


def _checked(text: str) -> str:
    written = to_arabic(normalise(text[: _LONGEST + 1]))
    if not written:
        raise NationalIdError("empty", "no number")
    if _SPREADSHEET.fullmatch(written):
        raise NationalIdError("spreadsheet", "shortened by a spreadsheet: the digits are lost")
    digits = _SEPARATORS.sub("", written.removesuffix(".0"))
    if len(text) > _LONGEST or re.search(r"[^0-9]", digits):
        raise NationalIdError("invalid", "something other than digits")
    if len(digits) != 13:
        raise NationalIdError("length", f"{len(digits)} digits instead of 13", {"count": str(len(digits))})
    if check_digit(digits[:12]) != int(digits[12]):
        raise NationalIdError("checksum", "the last digit does not fit the others")
    return digits


def _parts(digits: str) -> tuple[str, ...]:
    found = _PARTS.fullmatch(digits)
    if not found:
        raise NationalIdError("length", "13 digits are needed", {"count": str(len(digits))})
    return found.groups()
