"""LINE as a way out of the house, beside mail: what a provider must be able to do, and how a letter reads there."""

from typing import Protocol
from uuid import UUID

from .outcome import Fate, Outcome

LONGEST = 5_000  # of a message, in UTF-16 units, as LINE counts


class LineProvider(Protocol):
    """Whoever carries messages to LINE. `to`: the reader's LINE id; `key`: the same at every attempt, by which LINE
    takes a message once. An outcome is POSTPONED only where it is certain that nothing was taken."""

    def push(self, to: str, text: str, *, key: UUID) -> Outcome: ...


def push(provider: LineProvider, to: str, text: str, *, key: UUID) -> Outcome:
    """Every attempt ends in an outcome, none in an exception."""
    try:
        return provider.push(to, text, key=key)
    except Exception as error:  # providers raise what they like; nobody knows whether it had left
        return Outcome(Fate.UNKNOWN, f"{type(error).__name__}: {error}")


def letter(subject: str, text: str, *, settings_link: str) -> str:
    """Subject and text as one message. What is too long is cut, but never the way out of it."""
    whole = f"{subject}\n\n{text.strip()}"
    if _size(whole) <= LONGEST:
        return whole
    end = f"…\n\n{settings_link}"
    return _cut(whole, LONGEST - _size(end)) + end


def _cut(text: str, size: int) -> str:
    return text.encode("utf-16-le")[: 2 * size].decode("utf-16-le", "ignore").rstrip()


def _size(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
