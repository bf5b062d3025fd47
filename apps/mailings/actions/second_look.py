"""A message that could not be claimed is looked at again, by itself: what has changed since its list was closed?"""

from enum import Enum

from django.db import transaction
from django.db.models.functions import Now

from apps.core.actions import turns
from apps.mailings.models import LeftOut, Mailing, Message
from apps.mailings.querysets.eligible import Kind, with_reason
from apps.mailings.querysets.marks import database_today
from apps.records.models import Person


class Verdict(Enum):
    NOT_OURS = "not ours"  # another worker has it, or it waits for its time
    MAILING_RESTS = "mailing rests"  # it was paused or stopped
    LEFT_OUT = "left out"  # it does not go any more
    GOES_ELSEWHERE = "goes elsewhere"  # the reader has another address by now, or may get it after all


@transaction.atomic
def at(key: int) -> Verdict:
    """Writes down what has become of it."""
    waits = Message.objects.filter(pk=key, state=Message.State.QUEUED, not_before__lte=Now())
    message = waits.select_for_update(of=("self",)).select_related("mailing").first()
    mailing = message.mailing if message else None
    if message is None or mailing is None:
        return Verdict.NOT_OURS
    if mailing.state != Mailing.State.SENDING:
        return Verdict.MAILING_RESTS
    reason, address = _now(message, mailing)
    if reason:
        message.state, message.reason = Message.State.LEFT_OUT, reason
        message.save(update_fields=["state", "reason"])
        return Verdict.LEFT_OUT
    message.to, message.domain = address, address.rpartition("@")[2].lower()
    message.save(update_fields=["to", "domain"])
    return Verdict.GOES_ELSEWHERE


def _now(message: Message, mailing: Mailing) -> tuple[str, str]:
    """Why it may not go, or to which address it does."""
    if message.person_id is None:
        return LeftOut.MERGED, ""
    kind = Kind.of(mailing, database_today())
    found = with_reason(Person.objects.filter(pk=message.person_id), kind).get()
    turns.take(f"mailings.address:{mailing.pk}:{found.mail_address}")  # two may move to one address at once
    others = Message.objects.filter(mailing=mailing, to=found.mail_address).exclude(pk=message.pk)
    if not found.left_out and not kind.is_service and others.exclude(state=Message.State.LEFT_OUT).exists():
        return LeftOut.SAME_ADDRESS, ""
    return found.left_out, found.mail_address
