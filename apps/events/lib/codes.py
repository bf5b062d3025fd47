"""Codes of tickets: 12 letters and digits by chance (60 bits) and a check sign. Crockford's alphabet has no I, L, O
and U, so that they are read out and typed without mistakes."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 13
_LOOK_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}


class WrongCode(ValueError):
    """No such code was ever given: a sign is missing, or one was mistyped."""


def new() -> str:
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check_sign(body)


def parse(text: str) -> str:
    """The code as it is stored, from whatever somebody typed. Raises WrongCode."""
    code = "".join(sign for sign in text.upper().translate(_LOOK_ALIKE) if sign.isalnum())
    if len(code) != LENGTH or any(sign not in _VALUES for sign in code) or _check_sign(code[:-1]) != code[-1]:
        raise WrongCode(text)
    return code


def written(code: str) -> str:
    """In groups, as it stands on a ticket: 4F7K 2M9P QX3T7."""
    return f"{code[:4]} {code[4:8]} {code[8:]}".strip()


def _check_sign(body: str) -> str:
    """Luhn's sum to the base 32: finds every mistyped sign and nearly all that changed places."""
    total = 0
    for number, sign in enumerate(reversed(body)):
        value = _VALUES[sign] * (2 if number % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]
