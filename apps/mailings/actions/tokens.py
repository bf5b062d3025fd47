"""The proof in a link: of one person, for one purpose, after one mailing. Nothing is kept of it; it is good for as
long as its person is known (to stop what a mailing was about: as long as that mailing is), and survives a new
SECRET_KEY as long as the old one is a fallback."""

import re

from django.core.signing import BadSignature, Signer

PREFERENCES = "preferences"  # opens the page on which somebody says what mail they want
ONE_CLICK = "one-click"  # stops what the mailing was about, and nothing else
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MEANT = re.compile(r"([0-9a-z]{1,13})-([0-9a-z]{1,13})?")
MAX_LENGTH = 100


def make(person_id: int, purpose: str, mailing_id: int | None = None) -> str:
    """The same at every call, so that a message is the same at every attempt."""
    return _signer(purpose).sign(f"{short(person_id)}-{'' if mailing_id is None else short(mailing_id)}")


def read(token: str, purpose: str) -> tuple[int, int | None] | None:
    """The person and the mailing; None for what is no token of ours for this purpose."""
    if len(token) > MAX_LENGTH:
        return None
    try:
        found = _MEANT.fullmatch(_signer(purpose).unsign(token))
    except (BadSignature, ValueError):
        return None
    if found is None:
        return None
    return int(found[1], 36), int(found[2], 36) if found[2] else None


def short(number: int) -> str:
    """A number in few letters, the same in upper and lower case."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits or "0"


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"mailings.{purpose}", sep=".")
