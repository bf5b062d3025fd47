"""The number under which a payment is asked for: twelve digits, short enough for every bank's reference 1. The last
one finds every mistyped digit and every two neighbours that changed places (H. Damm's quasigroup)."""

import re
import secrets

from apps.core.lib.digits import to_arabic
from apps.core.lib.errors import BadInputError

LENGTH = 12
_TABLE = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


class WrongReference(BadInputError):
    """No number of a payment. Codes: length, checksum."""


def new(year_be: int) -> str:
    """A number that nobody guesses: two digits of the year, nine by chance, the check digit."""
    body = f"{year_be % 100:02}{secrets.randbelow(10**9):09}"
    return body + _check(body)


def parse(text: str) -> str:
    """The number as somebody types it, in groups or in Thai digits. Raises WrongReference."""
    digits = re.sub(r"[\s\-–.]", "", to_arabic(text))
    if len(digits) != LENGTH or not re.fullmatch(r"[0-9]+", digits):
        raise WrongReference("length", "twelve digits are needed")
    if _check(digits) != "0":
        raise WrongReference("checksum", "a digit is wrong")
    return digits


def written(reference: str) -> str:
    """In groups, as one reads it aloud: 6912 3456 7890."""
    return " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))


def _check(digits: str) -> str:
    interim = 0
    for digit in digits:
        interim = int(_TABLE[interim][int(digit)])
    return str(interim)
