"""Amounts as people type them into a form: baht with at most two decimals; kept as whole satang."""

import re
from decimal import Decimal

from apps.core.lib.digits import to_arabic
from apps.core.lib.errors import BadInputError

from .promptpay import MOST_SATANG

_BAHT = re.compile(r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]+))?")
_AROUND = re.compile(r"^(?:฿|thb)|(?:\.-|บาท(?:ถ้วน)?|baht|thb|฿)$", re.IGNORECASE)
_LONGEST = 40


class AmountError(BadInputError):
    """No amount. Codes: empty, invalid, satang (more than two decimals), nothing, too_large."""


def parse(text: str) -> int:
    """The amount in satang: "1,250.50", "๑๒๕๐", "฿300", "300 บาท". Raises AmountError."""
    if len(text) > _LONGEST:
        raise AmountError("invalid", "too long for an amount")
    written = re.sub(r"\s", "", to_arabic(text))
    if not written:
        raise AmountError("empty", "no amount")
    found = _BAHT.fullmatch(_AROUND.sub("", written))
    if found is None:
        raise AmountError("invalid", f"no amount: {text!r}")
    part = found["part"] or ""
    if len(part) > 2:
        raise AmountError("satang", "a baht has a hundred satang")
    satang = int(found["whole"].replace(",", "")) * 100 + int(part.ljust(2, "0"))
    if not satang:
        raise AmountError("nothing", "nothing is no amount")
    if satang > MOST_SATANG:
        raise AmountError("too_large", "larger than any payment")
    return satang


def baht(satang: int) -> Decimal:
    return Decimal(satang) / 100
