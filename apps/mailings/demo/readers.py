"""What readers and their mail servers do with a mailing of the demonstration: by the same doors as in real life."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.message import EmailMessage
from itertools import cycle, islice

from apps.accounts.models import User
from apps.mailings.actions import inbox, preferences, returns
from apps.mailings.demo.words import ANSWERS, HARD, OUR_ANSWER, SOFT
from apps.mailings.lib.bounces import Kind, Reason, Verdict, of_answer
from apps.mailings.models import InboxItem, Mailing, Message, Return, Via
from apps.records.models import PersonName

FEW, TOO_MANY = 3, 24  # dead addresses of a mailing that is well, and of one that pauses itself
FULL, AWAY, LEAVING = 4, 3, 5
LATER = timedelta(hours=2)


def answer(mailing: Mailing, sent: Sequence[Message], *, by: User) -> None:
    """Some readers answer, some want no more, and some of it comes back."""
    rest = iter(sent)
    items = [answered(mailing, message, words) for words, message in zip(ANSWERS, rest, strict=False)]
    if items:
        inbox.answer(items[0], OUR_ANSWER, by=by)
    for item in items[1:3]:
        inbox.mark(item, InboxItem.State.READ, by=by)
    for message in islice(rest, LEAVING):
        if message.person is not None:
            preferences.stop_what_it_was(message.person, mailing, via=Via.ONE_CLICK)
    send_back(list(rest), hard=FEW)


def send_back(sent: Sequence[Message], *, hard: int) -> None:
    """Dead addresses, full mailboxes, a complaint, and what machines answer."""
    rest = (each for each in sent if not _is_met(each))
    complaint = Verdict(Kind.COMPLAINT, Reason.ABUSE)
    verdicts = [[of_answer(words, for_good=True) for words in said] for said in (HARD, SOFT)]
    for found, number in zip([*verdicts, [complaint]], (hard, FULL, 1), strict=True):
        for verdict, message in zip(cycle(found), islice(rest, number)):
            returns.told_by_provider(
                verdict, message=message, digest=_digest("returned", message), at=_moment(message)
            )
    for message in islice(rest, AWAY):
        Return.objects.create(
            kind=Return.Kind.AUTO_REPLY, message=message, recipient=message.to, reason="out_of_office",
            digest=_digest("away", message), at=_moment(message),
        )  # fmt: skip


def answered(mailing: Mailing, message: Message, words: str) -> InboxItem:
    """A reader writes back; a copy goes to whoever reads the sender's mail."""
    name = PersonName.objects.filter(person=message.person, is_current=True).first()
    mail = EmailMessage()
    mail["From"] = f'"{name or ""}" <{message.to}>'
    mail["Subject"] = f"Re: {mailing.subject_th}"
    mail.set_content(words)
    raw, digest = mail.as_bytes(), _digest("answer", message)
    item = inbox.receive(raw, mailing=mailing, person=message.person, digest=digest, at=_moment(message))
    Return.objects.create(
        kind=Return.Kind.REPLY, message=message, recipient=message.to, digest=digest, at=_moment(message)
    )
    return item or InboxItem.objects.get(digest=digest)


def _is_met(message: Message) -> bool:
    """One signs in as them here, so their address must go on working."""
    return message.person is not None and message.person.account is not None


def _moment(message: Message) -> datetime:
    return (message.sent_at or message.created_at) + LATER


def _digest(what: str, message: Message) -> str:
    return hashlib.sha256(f"demonstration:{what}:{message.pk}".encode()).hexdigest()
