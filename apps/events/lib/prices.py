"""Prices as organisers type them. Nothing is a price too: many events are free."""

from decimal import Decimal, InvalidOperation

from apps.core.lib.digits import to_arabic
from apps.core.lib.errors import BadInputError

MOST = 1_000_000 * 100  # satang; nobody's ticket costs a million baht
_FREE = {"ฟรี", "free", "-"}
_UNITS = ("บาท", "baht", "thb", "฿", ".-", ",-")


class PriceError(BadInputError):
    """A text that is no price. Codes: unreadable, negative, satang, too_large."""


def parse_price(text: str) -> int:
    """Satang: 800, 1,250.50 บาท, ฟรี. Raises PriceError."""
    plain = to_arabic(text).strip().lower()
    if plain in _FREE:
        return 0
    for unit in _UNITS:
        plain = plain.removesuffix(unit).removeprefix(unit).strip()
    try:
        baht = Decimal(plain.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        raise PriceError("unreadable", f"no price: {text[:20]!r}") from None
    if not baht.is_finite():
        raise PriceError("unreadable", f"no price: {text[:20]!r}")
    if baht < 0:
        raise PriceError("negative", "less than nothing")
    if baht * 100 > MOST:
        raise PriceError("too_large", f"more than {MOST} satang")
    if baht * 100 != int(baht * 100):
        raise PriceError("satang", "a fraction of a satang")
    return int(baht * 100)


def plain_price(satang: int) -> str:
    """As it stands in a form: 1,250.50; 800; 0."""
    return f"{Decimal(satang) / 100:,.2f}".removesuffix(".00")
