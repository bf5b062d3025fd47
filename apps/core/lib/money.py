"""Amounts of baht in figures and in Thai words."""

import os
from decimal import ROUND_HALF_UP, Decimal

from .errors import BadInputError

# pythainlp would make a folder for downloads in the home directory; nothing that is used here needs one.
os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
from pythainlp.util import bahttext

MAXIMUM = Decimal("999999999999.99")  # a float, in which pythainlp takes amounts, is exact to the satang beyond it
_SATANG = Decimal("0.01")


class MoneyError(BadInputError):
    """An amount that cannot be written. Codes: not_finite, too_large."""


def baht_text(amount: Decimal) -> str:
    """The amount in words, rounded half up to the satang: หนึ่งพันสองร้อยห้าสิบบาทยี่สิบห้าสตางค์, ลบหนึ่งบาทถ้วน.
    Raises MoneyError beyond 999,999,999,999.99."""
    rounded = _to_satang(amount)
    words: str = bahttext(float(abs(rounded)))
    if rounded and abs(rounded) < 1:
        words = words.removeprefix("ศูนย์บาท")
    return f"ลบ{words}" if rounded < 0 else words


def format_baht(amount: Decimal, language: str = "th") -> str:
    """1,250.25 บาท, 1,250 บาท; 1,250.25 baht in English. Raises MoneyError."""
    rounded = _to_satang(amount)
    figures = f"{rounded:,.2f}".removesuffix(".00")
    return f"{figures} {'บาท' if language.partition('-')[0] == 'th' else 'baht'}"


def _to_satang(amount: Decimal) -> Decimal:
    if not amount.is_finite():
        raise MoneyError("not_finite", f"{amount} is no amount")
    if abs(amount) > MAXIMUM:
        raise MoneyError("too_large", f"amounts end at {MAXIMUM:,}")
    return amount.quantize(_SATANG, ROUND_HALF_UP) + 0  # no minus before zero
