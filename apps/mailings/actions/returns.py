"""Mail that comes to our return address: what it says, whose it is, and what follows. The same one twice counts once;
who can prove nothing changes nothing."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from apps.mailings.actions import addresses, inbox, ledger, preferences, routes
from apps.mailings.lib import bounces
from apps.mailings.lib.bounces import Kind, Reason, Verdict
from apps.mailings.models import Mailing, Message, Return, Via
from apps.mailings.querysets.preferences import mailing_of, person_of

logger = logging.getLogger(__name__)

KINDS = {
    Kind.HARD: Return.Kind.HARD,
    Kind.SOFT: Return.Kind.SOFT,
    Kind.AUTO_REPLY: Return.Kind.AUTO_REPLY,
    Kind.COMPLAINT: Return.Kind.COMPLAINT,
    Kind.NOT_A_BOUNCE: Return.Kind.OTHER,
}
# Returns that tell of the address. Of the others we are the cause, or the server, or it is still being tried.
OF_THE_ADDRESS = {
    *(Reason.MAILBOX_FULL, Reason.EXPIRED, Reason.NETWORK, Reason.SYSTEM, Reason.LOOP, Reason.UNDEFINED),
    *(Reason.UNKNOWN_HOST, Reason.DISABLED, Reason.MOVED, Reason.RELAY_DENIED, Reason.NOT_ACCEPTING),
    Reason.UNKNOWN_USER,
}


@dataclass(frozen=True)
class Taken:
    """What became of one incoming mail."""

    verdict: Verdict
    deed: str = "nothing"  # "address", "complaint", "stopped", "inbox", "answered", "noted", "known"
    message: Message | None = None


def take_in(raw: bytes, *, at: datetime | None = None) -> Taken:
    """Reads one incoming mail and does what follows from it, all or nothing."""
    verdict = bounces.read(raw)
    if verdict.reason is Reason.EMPTY:
        return Taken(verdict)
    with transaction.atomic():
        return _follow(raw, verdict, at or timezone.now())


def recipient_of(verdict: Verdict) -> str:
    """Whom a return is about: as it says, else who had the message that its envelope names. Changes nothing."""
    if verdict.recipient or verdict.kind is Kind.NOT_A_BOUNCE:
        return verdict.recipient
    route = next(filter(None, map(routes.read, verdict.addressed_to)), None)
    message = _message(route, verdict)
    return message.to if message else ""


@transaction.atomic
def told_by_provider(verdict: Verdict, *, message: Message, digest: str, at: datetime) -> Taken:
    """A provider's event says the same as a returned mail, and needs no reading."""
    if verdict.reason is Reason.DELIVERED:
        return _delivered(verdict, message, at)
    return _returned(verdict, message, digest, at)


def _follow(raw: bytes, verdict: Verdict, at: datetime) -> Taken:
    route = next(filter(None, map(routes.read, verdict.addressed_to)), None)
    if route and route.kind in {routes.STOP, routes.ANSWER}:
        return _word(raw, verdict, route, at)
    message = _message(route, verdict)
    answers = route is not None and route.kind == routes.REPLY
    if _is_letter(verdict, answers=answers):
        return _letter(raw, verdict, route, message, at)
    if answers and verdict.kind is not Kind.AUTO_REPLY:
        message = None  # no mail server returns anything to where answers go, an address that many may have read
    if verdict.reason is Reason.DELIVERED:
        return _delivered(verdict, message, at)
    return _returned(verdict, message, _digest(raw), at)


def _is_letter(verdict: Verdict, *, answers: bool) -> bool:
    """A person's, or perhaps one. A return is none where returns go."""
    if verdict.is_bounce:
        return answers and not verdict.certain
    return not verdict.certain or (verdict.kind is Kind.NOT_A_BOUNCE and verdict.reason is Reason.OTHER)


def _returned(verdict: Verdict, message: Message | None, digest: str, at: datetime) -> Taken:
    address = message.to if message and message.to else verdict.recipient
    row = _note(
        digest, kind=KINDS[verdict.kind], message=message, recipient=address, code=verdict.code,
        reason=verdict.diagnostic or verdict.reason.value, at=at,
    )  # fmt: skip
    if row is None:
        return Taken(verdict, "known", message)
    if message is None:  # anybody can write that somebody's address is dead
        return Taken(verdict, "noted")
    ledger.proved(message, "it came back, or was answered by a machine")
    return Taken(verdict, _conclude(verdict, message, address, at), message)


def _word(raw: bytes, verdict: Verdict, route: routes.Route, at: datetime) -> Taken:
    """Somebody wants no more, or answers from an inbox. A machine that writes there says nothing."""
    if route.kind == routes.STOP and not verdict.is_bounce:
        return _stop(raw, verdict, route, at)
    if route.item is None or not _is_letter(verdict, answers=True):
        return Taken(verdict)
    row = _note(_digest(raw), kind=Return.Kind.OTHER, message=None, recipient="", code="", reason="answer", at=at)
    if row is None:
        return Taken(verdict, "known")
    if inbox.answer_by_mail(raw, route.item):
        return Taken(verdict, "answered")
    row.delete()  # it was no answer
    return Taken(verdict)


def _conclude(verdict: Verdict, message: Message, address: str, at: datetime) -> str:
    if verdict.reason is Reason.UNSUBSCRIBED:  # by the provider's button, reported in the form of a complaint
        _stop_after(message, Via.MAIL)
        return "stopped"
    if verdict.kind is Kind.COMPLAINT:
        _complaint(message, address, at)
        return "complaint"
    if verdict.kind is Kind.AUTO_REPLY:
        _arrived(message, at)
    if verdict.is_bounce and address and verdict.reason in OF_THE_ADDRESS:
        words = verdict.diagnostic or verdict.reason.value
        addresses.came_back(address, hard=verdict.kind is Kind.HARD, reason=words, at=at)
        return "address"
    return "noted"


def _complaint(message: Message | None, address: str, at: datetime) -> None:
    """The address gets no mailings, and the person none of this sender or topic at another address."""
    if address:
        addresses.complained(address, at=at)
    _stop_after(message, Via.COMPLAINT)


def _stop_after(message: Message | None, via: Via) -> None:
    if message is not None and message.person is not None and message.mailing is not None:
        preferences.stop_what_it_was(message.person, message.mailing, via=via)


def _delivered(verdict: Verdict, message: Message | None, at: datetime) -> Taken:
    if message is None or not message.to:
        return Taken(verdict)
    ledger.proved(message, "it was reported as delivered")
    _arrived(message, at)
    return Taken(verdict, "address", message)


def _arrived(message: Message, at: datetime) -> None:
    """A report of success says so, and whoever answers, a person or a machine."""
    if message.to:
        addresses.arrived(message.to, at=message.sent_at or at)


def _stop(raw: bytes, verdict: Verdict, route: routes.Route, at: datetime) -> Taken:
    """The unsubscribe button of a mail program that writes a mail instead of asking a page."""
    person = person_of(route.person) if route.person is not None else None
    mailing = mailing_of(route.mailing)
    if person is None or mailing is None:
        return Taken(verdict)
    message = Message.objects.filter(mailing=mailing, person=person).first()
    preferences.stop_what_it_was(person, mailing, via=Via.MAIL)
    _note(_digest(raw), kind=Return.Kind.OTHER, message=message, recipient="", code="", reason="unsubscribe", at=at)
    return Taken(verdict, "stopped", message)


def _letter(raw: bytes, verdict: Verdict, route: routes.Route | None, message: Message | None, at: datetime) -> Taken:
    """A person's answer, to the relay or to the envelope: some programs answer there."""
    if route is None:
        return Taken(verdict)
    mailing = mailing_of(route.mailing) or _mailing(message)
    person = person_of(route.person) if route.person is not None else message.person if message else None
    if message is None and mailing is not None and person is not None:
        message = Message.objects.filter(mailing=mailing, person=person).first()
    digest = _digest(raw)
    item = inbox.receive(raw, mailing=mailing, person=person, digest=digest, at=at)
    if item is None:
        return Taken(verdict, "known", message)
    address = item.from_address
    _note(digest, kind=Return.Kind.REPLY, message=message, recipient=address, code="", reason="", at=at)
    if message is not None:
        ledger.proved(message, "its reader answered it")
        _arrived(message, at)
    return Taken(verdict, "inbox", message)


def _message(route: routes.Route | None, verdict: Verdict) -> Message | None:
    """Which of our messages it is about: by the envelope that we gave it, or by the id that only it has."""
    if route and route.message is not None:
        return Message.objects.filter(pk=route.message).first()
    if route and route.person is not None:
        return Message.objects.filter(mailing=route.mailing, person=route.person).first()
    wanted = verdict.message_id.strip()
    return Message.objects.filter(message_id=wanted).first() if wanted.startswith("<") else None


def _mailing(message: Message | None) -> Mailing | None:
    return message.mailing if message else None


def _note(
    digest: str,
    *,
    kind: Return.Kind,
    message: Message | None,
    recipient: str,
    code: str,
    reason: str,
    at: datetime,
) -> Return | None:
    """The row, or None where there is one for this mail already."""
    words = "".join(char if char.isprintable() else " " for char in reason)[:300]
    row, is_new = Return.objects.get_or_create(
        digest=digest,
        defaults={
            "kind": kind, "message": message, "recipient": recipient.lower()[:254], "code": code[:12],
            "reason": words, "at": at,
        },
    )  # fmt: skip
    return row if is_new else None


def _digest(raw: bytes) -> str:
    """The same for the same mail, by whatever way it came twice: what is added on the way stands before its id."""
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    names = (b"message-id:", b"date:", b"from:", b"subject:")
    lines = [line.strip() for line in head.split(b"\n") if line.lower().startswith(names)]
    return hashlib.sha256(b"\n".join([*sorted(lines), body])).hexdigest()
