"""The key of a row with a keyed hash, as it stands in a mailed link (`12-3fa9…`): whoever has the table cannot make
one."""

import hmac

from apps.core.lib.keyed_hash import keyed_hash

SIGNS = 32  # hexadecimal digits of the hash: 128 bits


def signed(key: int, told: str, secret: str) -> str:
    return f"{key}-{_digest(told, secret)}"


def key_in(token: str) -> int | None:
    """The row of which it speaks; whether truly, `is_signed` says."""
    key = token.partition("-")[0]
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else None


def is_signed(token: str, told: str, secret: str) -> bool:
    digest = token.partition("-")[2]
    return hmac.compare_digest(digest.encode(errors="replace"), _digest(told, secret).encode())


def _digest(told: str, secret: str) -> str:
    return keyed_hash(told, secret)[:SIGNS]
