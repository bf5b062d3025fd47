"""What flufl.bounce knows: shapes of notices that Mailman met in twenty years."""

import logging
from email import message_from_bytes
from email.message import Message

from flufl.bounce import all_failures

from . import addresses
from .mime import Part

MAX_BYTES, MAX_LINES, MAX_LINE, MAX_DEPTH = 200_000, 1_500, 500, 8  # its fifty patterns look at each line alone

logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)  # it tells of each pattern that it tries


def failures(message: Part) -> tuple[list[str], list[str]]:
    """The recipients whom it finds: temporary and permanent ones. None where it stumbles."""
    try:
        temporary, permanent = all_failures(_standard(message))
    except Exception:  # the standard parser and the library's detectors were not made for hostile input
        return [], []
    return _names(temporary), _names(permanent)


def recipient(message: Part) -> str:
    temporary, permanent = failures(message)
    return next(iter([*permanent, *temporary]), "")


def _standard(message: Part) -> Message:
    if any(part.depth > MAX_DEPTH for part in message.walk()):
        return Message()
    lines = [f"{name}: {value}" for name, values in message.headers.items() for value in values[:20]]
    head = "\n".join(lines).encode("latin-1", "replace")[:100_000]
    body = b"\n".join(line[:MAX_LINE] for line in message.body[:MAX_BYTES].split(b"\n")[:MAX_LINES])
    return message_from_bytes(head + b"\n\n" + body)


def _names(found: frozenset[bytes] | frozenset[str]) -> list[str]:
    texts = [name.decode("ascii", "replace") if isinstance(name, bytes) else str(name) for name in found]
    return sorted(name for text in texts if "@" in (name := addresses.clean(text)))
