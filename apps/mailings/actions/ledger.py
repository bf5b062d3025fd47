"""The mail ledger's writes. Each state is left by a conditional update, so that doubled tasks, two workers and a
sweeper at the wrong moment do no harm; the number of the claim (`attempts`) tells an old claim from the newest."""

import logging
from collections.abc import Sequence
from datetime import timedelta
from email.utils import format_datetime
from time import monotonic, sleep
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import audit
from apps.mailings.actions import mailings, marks
from apps.mailings.actions.headers import envelope_sender
from apps.mailings.lib.letter import ATTACHED_HEADER, Letter, compose
from apps.mailings.lib.mark_folder import Note
from apps.mailings.lib.outcome import NOT_FINISHED, Claim, Fate, Outcome
from apps.mailings.lib.skeleton import Attachment
from apps.mailings.lib.transport import Transport
from apps.mailings.models import MailingFile, Message
from apps.mailings.reports.documents import documents

logger = logging.getLogger(__name__)

# Seconds until the next attempt after the first, second ... failure; after the last one it has failed.
WAITS = (30, 60, 120, 300, 900, 1800, 3600, 7200, 14400, 28800, 57600)
DEAD_AFTER = timedelta(minutes=6)  # more than the delivery task may live
SECRETS_KEPT = timedelta(days=1)
BREATH = 1.0  # seconds; so long a sign-in code waits behind a mailing
PATIENCE = 120.0  # seconds for which a worker that knows what became of a message waits for the database
LOST = (OperationalError, InterfaceError)  # what is raised where the database went away


class Restored(Exception):
    """The database to which the worker came back is not the one that it left."""


class AlreadySettled(Exception):
    """What became of the message is known: somebody was faster, or the worker lived after all."""

    message = _("What became of this message is known in the meantime. Look at its state again.")


@transaction.atomic
def write(letters: Sequence[Letter]) -> list[Message]:
    """Puts each letter into the queue, one row for each of its recipients."""
    rows = [_row(letter, to) for letter in letters for to in letter.recipients]
    accounts = dict(User.objects.filter(email__in={row.to.lower() for row in rows}).values_list("email", "pk"))
    for row in rows:
        row.user_id = accounts.get(row.to.lower())
    return Message.objects.bulk_create(rows, batch_size=500)


def deliver(*, seconds: float) -> bool:
    """Sends what is due, for so many seconds. True: there may be more."""
    with marks.batch() as (mark, note):
        return deliver_due(seconds=seconds, note=note, after=mark.held_to)


def deliver_due(*, seconds: float, note: Note, after: int | None = None) -> bool:
    """The same for a worker that is at work already: one after the other over one connection (`after`: only what is
    younger than that and urgent)."""
    until = monotonic() + seconds
    held: Message | None = None
    outcome = NOT_FINISHED
    with Transport(settings.MAIL_TRANSPORT) as transport:
        try:
            while message := claim(note.worker, after=after, held=held, outcome=outcome):
                note.write(message.pk, message.attempts)
                email = _email(message, transport)
                held, outcome = message, NOT_FINISHED
                outcome = transport.send(email)
                if not outcome.reachable or monotonic() > until:
                    close(held, outcome)
                    return outcome.reachable
        except LOST as error:
            outlast(error, note, held, outcome)
            return True
    return False


@transaction.atomic(durable=True)
def claim(
    worker: int | None = None,
    *,
    after: int | None = None,
    held: Message | None = None,
    outcome: Outcome = NOT_FINISHED,
) -> Message | None:
    """Takes the next message that is due, and closes the one before (`held`) in the same commit. Committed before a
    mail server hears of it, so that no two workers send the same one and a dead worker's is known."""
    if held is not None:
        close(held, outcome)
    due = Message.objects.due()
    if after is not None:
        due = due.filter(pk__gt=after, priority=Message.Priority.URGENT)
    claimed = {"state": Message.State.SENDING, "claimed_at": Now(), "claimed_by": worker}
    while waiting := list(due.values_list("pk", flat=True)[:10]):
        for pk in waiting:
            if Message.objects.due().filter(pk=pk).update(**claimed, attempts=F("attempts") + 1):
                return Message.objects.get(pk=pk)
    return None


def outlast(error: Exception, note: Note, held: Message | Claim | None, outcome: Outcome) -> None:
    """The database went away. What is known of the message that was sent (`held`) is not given up: it is written down
    when the database is there again. What else the worker has claimed was not begun, and waits again. Raises Restored
    where that is another database, and `error` where none comes back."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        logger.warning("waiting for the database: %s", error)
        sleep(1)
        try:
            connection.close()
            if marks.compare().held_to is not None:
                raise Restored
            if held is not None:
                close(held, outcome)
            mine = Message.objects.filter(claimed_by=note.worker, state=Message.State.SENDING)
            mine.update(state=Message.State.QUEUED)
            return
        except LOST as again:
            error = again
    raise error


@transaction.atomic
def close(message: Message | Claim, outcome: Outcome) -> None:
    """Writes down what became of this claim, also when the sweeper has given the worker up too early."""
    mine = Message.objects.filter(
        pk=message.pk, attempts=message.attempts, state__in=[Message.State.SENDING, Message.State.UNCONFIRMED]
    )
    error = readable(outcome.error)
    if outcome.fate is Fate.TAKEN:
        mine.update(state=Message.State.SENT, sent_at=Now(), provider_id=outcome.provider_id, error="")
    elif outcome.fate is Fate.UNKNOWN:
        logger.warning("message %s is unconfirmed: %s", message.pk, error)
        mine.update(state=Message.State.UNCONFIRMED, error=error)
    elif outcome.fate is Fate.POSTPONED and message.attempts <= len(WAITS):
        wait = timedelta(seconds=WAITS[message.attempts - 1])
        mine.update(state=Message.State.QUEUED, not_before=Now() + wait, error=error)
    else:
        mine.update(state=Message.State.FAILED, error=error)


def readable(error: str) -> str:
    """What a mail server or a program said, as far as a page can show it."""
    return "".join(char if char.isprintable() else " " for char in error)[:500]


@transaction.atomic
def settle(message: Message, *, outcome: Message.State, by: AbstractBaseUser, reason: str) -> None:
    """A person says what became of an unconfirmed message, by the mail server's log (`reason`): SENT, FAILED, or
    QUEUED to send it again because it certainly did not leave, as one that was refused. Raises AlreadySettled."""
    if outcome not in {Message.State.SENT, Message.State.FAILED, Message.State.QUEUED}:
        raise ValueError(outcome)
    if not _settled(message, outcome, by=by, reason=reason):
        raise AlreadySettled
    if message.mailing_id and outcome == Message.State.QUEUED:
        mailings.reopen(message.mailing_id, by=by)


@transaction.atomic
def proved(message: Message, reason: str) -> bool:
    """Something shows that a message left of which nobody knew: it came back, was answered, was delivered, or stands
    in the mail server's log. Whether it was unconfirmed."""
    return message.state == Message.State.UNCONFIRMED and _settled(message, Message.State.SENT, by=None, reason=reason)


def _settled(message: Message, outcome: Message.State, *, by: AbstractBaseUser | None, reason: str) -> bool:
    is_open = Q(state=Message.State.UNCONFIRMED)
    if outcome == Message.State.QUEUED:
        is_open |= Q(state=Message.State.FAILED, body_erased_at__isnull=True)
    sent_at = F("claimed_at") if outcome == Message.State.SENT else None
    rows = Message.objects.filter(is_open, pk=message.pk)
    before = rows.values_list("state", flat=True).first()
    if not before or not rows.update(state=outcome, sent_at=sent_at, not_before=Now()):
        return False
    change = audit.Change(
        audit.table_of(Message), str(message.pk), message.attempts, {"state": before}, {"state": outcome.value}
    )
    audit.write([change], action="mailings.settle_message", by=by, reason=reason)
    return True


def sweep() -> bool:
    """Marks what dead workers held, erases codes and links that have had their day. True: something is due."""
    Message.objects.abandoned(after=DEAD_AFTER).update(
        state=Message.State.UNCONFIRMED, error="the worker stopped while it was sending"
    )
    Message.objects.spent_secrets(after=SECRETS_KEPT).update(body_text="", body_html="", body_erased_at=Now())
    return Message.objects.due().exists()


def _row(letter: Letter, to: str) -> Message:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return Message(
        to=to,
        occasion=letter.occasion or None,
        person_id=letter.person_id,
        purpose=Message.Purpose.NOTICE if letter.purpose == "notice" else Message.Purpose.SECURITY,
        priority=Message.Priority.NORMAL if letter.priority == "normal" else Message.Priority.URGENT,
        subject=letter.subject,
        body_text=letter.text,
        body_html=letter.html,
        from_email=letter.from_email,
        headers=dict(letter.headers),
        message_id=f"<{uuid4().hex}@{host}>",
    )


def _email(message: Message, transport: Transport) -> EmailMessage:
    """The same mail at every attempt, but for the boundary between its parts. A mail server returns it to an address
    that names it, where there is one; providers have their own."""
    fixed = {"Message-ID": str(message.message_id), "Date": format_datetime(localtime(message.created_at))}
    headers = {**message.headers, **fixed}
    of_mailing = headers.pop(ATTACHED_HEADER, "")
    email = compose(
        to=message.to,
        subject=message.subject,
        text=message.body_text,
        html=message.body_html,
        from_email=message.from_email,
        headers=headers,
    )
    for each in _documents(of_mailing) if of_mailing else []:
        email.attach(each.name, each.content, each.content_type)
    if transport.takes_parcels and (sender := envelope_sender(message.pk)):
        email.from_email, email.extra_headers["From"] = sender, message.from_email
    return email


def _documents(public_id: str) -> list[Attachment]:
    """What goes with the letters of a mailing that is tried; it goes without, where the storage has lost one."""
    try:
        return list(documents(MailingFile.objects.filter(mailing__public_id=public_id)))
    except OSError:
        logger.exception("a document of the mailing %s is lost", public_id)
        return []
