"""The code of a ticket: sixty bits by chance, in Crockford's base 32, and a sign that finds every mistyped one and
every two that changed places. Read as people type it: small letters, spaces, hyphens, O for 0, I and L for 1."""

import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O and U
RANDOM = 12  # signs of five bits
LENGTH = RANDOM + 1
_LIKE = str.maketrans("OIL", "011")
_APART = str.maketrans("", "", " -–.\t\n\r\u00a0")


def _powers() -> list[int]:
    """Of a root of x⁵ + x² + 1: all numbers below 32 but 0, each once."""
    found = [1]
    while len(found) < 31:
        doubled = found[-1] << 1
        found.append(doubled ^ 0b100101 if doubled & 32 else doubled)
    return found


_POWERS = _powers()
_EXPONENTS = {value: exponent for exponent, value in enumerate(_POWERS)}


def new_code() -> str:
    """One that nobody guesses."""
    body = "".join(secrets.choice(LETTERS) for _ in range(RANDOM))
    return body + LETTERS[_weighed(body)]


def read_code(typed: str) -> str:
    """The code in what was typed or scanned, also at the end of an address: 'k7q2 m9tx-4hbw 3'. Empty where it is
    none, or where a sign is wrong."""
    code = plain(typed)
    return code if is_whole(code) else ""


def plain(typed: str) -> str:
    """What was typed, as codes are written; nothing is checked."""
    last = typed.strip().replace("#", "/").replace("=", "/").rstrip("/").rpartition("/")[2]
    return last.upper().translate(_APART).translate(_LIKE)


def looks_like_one(code: str) -> bool:
    """Has it the length and the signs of a code? Then it is one, or one with a mistake in it, and no name."""
    return len(code) == LENGTH and set(code) <= set(LETTERS)


def is_whole(code: str) -> bool:
    return looks_like_one(code) and LETTERS.index(code[-1]) == _weighed(code[:-1])


def written(code: str) -> str:
    """In groups, as it is printed: K7Q2-M9TX-4HBW3."""
    return "-".join((code[:4], code[4:8], code[8:])) if len(code) == LENGTH else code


def _weighed(body: str) -> int:
    """The sum in the field of 32 elements, each sign with a weight of its own."""
    total = 0
    for place, letter in enumerate(body, start=1):
        if value := LETTERS.index(letter):
            total ^= _POWERS[(_EXPONENTS[value] + place) % 31]
    return total
