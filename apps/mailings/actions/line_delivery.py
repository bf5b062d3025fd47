"""Sends a mailing's messages that go by LINE: the same ledger, the same states, the same rules as by mail. Off until a
provider is configured (settings.LINE_PROVIDER)."""

import logging
from time import monotonic
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Now
from django.utils.module_loading import import_string

from apps.mailings.actions import ledger
from apps.mailings.actions.headers import preferences_url
from apps.mailings.lib import line
from apps.mailings.lib.mark_folder import Note
from apps.mailings.lib.outcome import NOT_FINISHED, Claim, Fate, Outcome
from apps.mailings.models import LeftOut, Mailing, Message
from apps.mailings.querysets.eligible import Kind, by_line, with_reason
from apps.mailings.querysets.marks import database_today
from apps.mailings.querysets.recipients import Recipient, by_line_waiting
from apps.mailings.reports.letters import Letters, message_id
from apps.records.models import Person

logger = logging.getLogger(__name__)
State, Channel = Message.State, Message.Channel
UNREACHED = (LeftOut.NO_ADDRESS, LeftOut.BOUNCED)


def is_open() -> bool:
    return bool(settings.LINE_PROVIDER)


def turn_to_line(mailing: Mailing) -> int:
    """When the list is closed: those whom mail does not reach get it by LINE, where they may. How many they are."""
    if not is_open():
        return 0
    theirs = by_line(Person.objects.filter(pk=OuterRef("person")), _kind(mailing))
    rows = Message.objects.filter(Exists(theirs), mailing=mailing, state=State.LEFT_OUT, reason__in=UNREACHED)
    line_id = Subquery(theirs.order_by().values("line_id")[:1])
    number = rows.update(state=State.QUEUED, reason="", channel=Channel.LINE, to=line_id, domain="")
    first = _waiting(mailing).filter(to=OuterRef("to"), pk__lt=OuterRef("pk"))
    twice = list(_waiting(mailing).filter(Exists(first)).values_list("pk", flat=True))
    same = _waiting(mailing).filter(pk__in=twice)
    return number - same.update(state=State.LEFT_OUT, reason=LeftOut.SAME_ADDRESS)


def deliver(mailing: Mailing, note: Note, *, seconds: float) -> bool:
    """Sends what is due by LINE, for so many seconds. True: there may be more."""
    if not _waiting(mailing).exists():
        return False
    if not is_open():
        return _give_up(mailing)
    provider, letters, until = import_string(settings.LINE_PROVIDER)(), Letters(mailing), monotonic() + seconds
    breath = monotonic() + ledger.BREATH
    while waiting := by_line_waiting(mailing, letters.slots):
        moved = 0
        for recipient in waiting:
            if monotonic() > until:
                return True
            if monotonic() > breath:
                ledger.deliver_due(seconds=ledger.BREATH, note=note)
                breath = monotonic() + ledger.BREATH
            outcome = _serve(mailing, letters, recipient, provider, note)
            if outcome is not None and not outcome.reachable:
                return False
            moved += outcome is not None
        if not moved:
            return False
    return False


def _serve(
    mailing: Mailing, letters: Letters, recipient: Recipient, provider: line.LineProvider, note: Note
) -> Outcome | None:
    """None: it was not for us to send, or was not begun."""
    try:
        mail = letters.mail(recipient)
    except Exception as error:  # whatever a name does to a letter, it is theirs alone
        return _fail(mailing, recipient, error)
    settings_link = preferences_url(recipient.person_id, mailing.pk, recipient.language)
    text = line.letter(mail.subject, mail.text, settings_link=settings_link)
    held, outcome = None, NOT_FINISHED
    try:
        attempt = _claim(mailing, recipient, note)
        if attempt is None:
            _look_again(recipient.pk)
            return None
        note.write(recipient.pk, attempt)
        held = Claim(recipient.pk, attempt)
        outcome = line.push(provider, recipient.to, text, key=uuid5(NAMESPACE_URL, mail.message_id))
        ledger.close(held, outcome)
    except ledger.LOST as error:
        ledger.outlast(error, note, held, outcome)
    return outcome if held else None


def _fail(mailing: Mailing, recipient: Recipient, error: Exception) -> Outcome:
    logger.warning("message %s cannot be written: %s", recipient.pk, error)
    said = ledger.readable(f"{type(error).__name__}: {error}")
    name = recipient.message_id or message_id(mailing, recipient.person_id)
    waits = _rows(recipient.pk).filter(state=State.QUEUED)
    waits.update(state=State.FAILED, error=said, message_id=name, attempts=F("attempts") + 1)
    return Outcome(Fate.REFUSED, said)


@transaction.atomic(durable=True)
def _claim(mailing: Mailing, recipient: Recipient, note: Note) -> int | None:
    """Committed before LINE hears of it. The number of the attempt; None where it must not go, or somebody has it."""
    theirs = by_line(Person.objects.filter(pk=OuterRef("person")), _kind(mailing))
    running = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.SENDING)
    row = _rows(recipient.pk).filter(channel=Channel.LINE, person=recipient.person_id, to=recipient.to)
    due = row.filter(state=State.QUEUED, not_before__lte=Now())
    claimed = due.filter(Exists(running), Exists(theirs.filter(line_id=OuterRef("to")))).update(
        state=State.SENDING,
        claimed_at=Now(),
        claimed_by=note.worker,
        attempts=F("attempts") + 1,
        message_id=recipient.message_id or message_id(mailing, recipient.person_id),
    )
    return Message.objects.values_list("attempts", flat=True).get(pk=recipient.pk) if claimed else None


@transaction.atomic
def _look_again(key: int) -> None:
    """Why it could not be claimed: it goes elsewhere by now, or not at all, or it is not its time."""
    found = Message.objects.select_for_update(of=("self",)).select_related("mailing").get(pk=key)
    mailing = found.mailing
    if mailing is None or found.state != State.QUEUED or mailing.state != Mailing.State.SENDING:
        return
    if found.person_id is None:
        _leave_out(found, LeftOut.MERGED)
        return
    person = Person.objects.filter(pk=found.person_id)
    line_ids = list(by_line(person, _kind(mailing)).values_list("line_id", flat=True))
    judged: QuerySet[Any] = with_reason(person, _kind(mailing))
    now = judged.values("left_out", "mail_address").get()
    if line_ids:
        _rows(key).update(to=line_ids[0])
    elif now["left_out"]:
        _leave_out(found, LeftOut.NO_CONSENT if now["left_out"] in UNREACHED else now["left_out"])
    else:
        domain = now["mail_address"].rpartition("@")[2].lower()
        _rows(key).update(channel=Channel.MAIL, to=now["mail_address"], domain=domain)


def _leave_out(found: Message, reason: str) -> None:
    _rows(found.pk).update(state=State.LEFT_OUT, reason=reason)


def _rows(key: int) -> QuerySet[Message]:
    return Message.objects.filter(pk=key)


def _give_up(mailing: Mailing) -> bool:
    """LINE was closed while its messages waited: they are left out, as if it had never been open."""
    _waiting(mailing).update(state=State.LEFT_OUT, reason=LeftOut.NO_ADDRESS)
    return False


def _waiting(mailing: Mailing) -> QuerySet[Message]:
    return Message.objects.filter(mailing=mailing, channel=Channel.LINE, state=State.QUEUED)


def _kind(mailing: Mailing) -> Kind:
    return Kind.of(mailing, database_today())
