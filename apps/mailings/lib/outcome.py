"""What became of one attempt to hand a message to a mail server."""

import smtplib
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class Fate(Enum):
    """Every attempt ends in one of these; only a postponed message may be tried again without proof."""

    TAKEN = "taken"  # the server answers for it from now on
    REFUSED = "refused"  # for good
    POSTPONED = "postponed"  # certainly not taken, but perhaps later
    UNKNOWN = "unknown"  # the message had left, the answer never came


class Claim(NamedTuple):
    """A message that a worker has taken. The number of the attempt tells it from an older claim."""

    pk: int
    attempts: int


@dataclass(frozen=True)
class Outcome:
    """`usable`: the connection may carry the next message; `reachable`: there was a server at all. `provider_id`: the
    number that a provider gave the message which it took, and by which its events name it."""

    fate: Fate
    error: str = ""
    usable: bool = True
    reachable: bool = True
    provider_id: str = ""


TAKEN = Outcome(Fate.TAKEN)
NOT_FINISHED = Outcome(Fate.UNKNOWN, "not finished")


def judge(error: Exception, *, handed_over: bool | None) -> Outcome:
    """The outcome of an attempt that raised `error`. `handed_over`: had the message's last byte left (None: the
    transport cannot tell)?

    A 4yz or 5yz reply is the server's word that it did not take the message, at every step of the dialogue and after
    the final dot too (RFC 5321, section 4.2.5). Without a reply it depends on whether the message had left."""
    code, text = _reply(error)
    if code is not None and 400 <= code < 500:
        return Outcome(Fate.POSTPONED, text, usable=code != 421)
    if (code is not None and 500 <= code < 600) or isinstance(error, smtplib.SMTPNotSupportedError):
        return Outcome(Fate.REFUSED, text)
    if handed_over is False:
        return Outcome(Fate.POSTPONED, text, usable=False)
    return Outcome(Fate.UNKNOWN, text, usable=False)


def _reply(error: Exception) -> tuple[int | None, str]:
    """The server's own code, if it gave one about this message, and something to read."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused) if refused:
            code, text = next(iter(refused.values()))
            return code, _readable(code, text)
        case smtplib.SMTPSenderRefused() | smtplib.SMTPDataError():
            return error.smtp_code, _readable(error.smtp_code, error.smtp_error)
        case _:
            return None, f"{type(error).__name__}: {error}"


def _readable(code: int, text: bytes | str) -> str:
    return f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"
