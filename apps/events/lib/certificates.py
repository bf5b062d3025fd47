"""The number of a certificate of attendance: which seat it is about, and eight signs that only the portal can make. So
nothing is stored, and no number can be invented."""

from apps.core.lib.keyed_hash import keyed_hash
from apps.events.lib.codes import ALPHABET

SIGNED = 8  # signs, of five bits each
LONGEST = 13 + SIGNED  # with the largest key of a database
_PURPOSE = "events.certificate"


def number_of(key: int, secret: str) -> str:
    """'1F4' and the signs: as it is written, 1F4-K7Q2-M9TX."""
    signs = _signs(key, secret)
    return f"{_digits(key)}-{signs[:4]}-{signs[4:]}"


def key_in(text: str, secret: str) -> int | None:
    """The key that a number is about, from whatever somebody typed; None where it is none of ours."""
    given = "".join(sign for sign in text.upper().translate(str.maketrans("OIL", "011")) if sign.isalnum())
    if not SIGNED < len(given) <= LONGEST or not set(given) <= set(ALPHABET):
        return None
    key = 0
    for sign in given[:-SIGNED]:
        key = key * 32 + ALPHABET.index(sign)
    return key if _signs(key, secret) == given[-SIGNED:] else None


def _digits(key: int) -> str:
    found = ""
    while key:
        key, last = divmod(key, 32)
        found = ALPHABET[last] + found
    return found or ALPHABET[0]


def _signs(key: int, secret: str) -> str:
    whole = int(keyed_hash(f"{_PURPOSE}:{key}", secret), 16)
    return "".join(ALPHABET[(whole >> (5 * place)) & 31] for place in range(SIGNED))
