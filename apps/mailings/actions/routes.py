"""The addresses at which mail comes back to us, all of one mailbox: MAIL_RETURN_ADDRESS with a plus part that says
what came back, of whom, and proves that we wrote it.

portal+b<message>.<proof>@…            a mail server returns a message (its envelope sender)
portal+r<person>-<mailing>.<proof>@…   a reader answers a mailing (its Reply-To)
portal+a<item>.<proof>@…               whoever reads an inbox answers an answer that was sent on to them
portal+u<person>-<mailing>.<proof>@…   a reader wants no more of it (its List-Unsubscribe)

Mail servers on the way change the case of letters at will: the proof has one case."""

import base64
import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from .tokens import short

BOUNCE, REPLY, ANSWER, STOP = "b", "r", "a", "u"
_PLUS = re.compile(r"\+([abru])([0-9a-z]{1,13})(?:-([0-9a-z]{1,13}))?\.([a-z2-7]{16})$")


@dataclass(frozen=True)
class Route:
    """What one of our addresses means. `message`: of a bounce; `item`: of an answer from an inbox; `person` and
    `mailing`: of the others."""

    kind: str
    message: int | None = None
    item: int | None = None
    person: int | None = None
    mailing: int | None = None


def is_open() -> bool:
    """Whether there is a mailbox to which mail can come back."""
    return "@" in settings.MAIL_RETURN_ADDRESS


def bounce_address(message_id: int) -> str:
    """The envelope sender of one message: a return to it tells which one, whatever it says."""
    return _address(f"{BOUNCE}{short(message_id)}")


def reply_address(person_id: int, mailing_id: int) -> str:
    return _address(f"{REPLY}{short(person_id)}-{short(mailing_id)}")


def answer_address(item_id: int) -> str:
    return _address(f"{ANSWER}{short(item_id)}")


def stop_address(person_id: int, mailing_id: int) -> str:
    return _address(f"{STOP}{short(person_id)}-{short(mailing_id)}")


def read(address: str) -> Route | None:
    """What the address means; None for one that we did not write."""
    local, _, domain = address.strip().strip("<>").lower().rpartition("@")
    ours, _, our_domain = settings.MAIL_RETURN_ADDRESS.lower().rpartition("@")
    found = _PLUS.search(local)
    if not found or domain != our_domain or local[: found.start()] != ours:
        return None
    what = local[found.start() + 1 :].rpartition(".")[0]
    if not any(constant_time_compare(found[4], _proof(what, key)) for key in _keys()):
        return None
    number = int(found[2], 36)
    if found[1] in {BOUNCE, ANSWER} and not found[3]:
        return Route(BOUNCE, message=number) if found[1] == BOUNCE else Route(ANSWER, item=number)
    if found[1] in {REPLY, STOP} and found[3]:
        return Route(found[1], person=number, mailing=int(found[3], 36))
    return None


def _address(what: str) -> str:
    local, _, domain = settings.MAIL_RETURN_ADDRESS.rpartition("@")
    return f"{local}+{what}.{_proof(what, settings.SECRET_KEY)}@{domain}"


def _proof(what: str, key: str | bytes) -> str:
    digest = salted_hmac("mailings.routes", what, secret=key, algorithm="sha256").digest()
    return base64.b32encode(digest[:10]).decode().lower()


def _keys() -> list[str | bytes]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
