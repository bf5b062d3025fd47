"""Letters that leaders wrote to members before there were mailings: those that still wait are decided on and sent."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters import emails
from apps.chapters.actions import impartial, telling
from apps.chapters.actions.refusals import AlreadyDecided, NotOpen
from apps.chapters.audiences import sender_key
from apps.chapters.models import Chapter, GroupLetter, LetterRecipient
from apps.chapters.querysets.letters import recipients
from apps.core.actions import rows, turns
from apps.mailings.actions import marks, preferences
from apps.mailings.models import Message, Via
from apps.records.models import Person

State = GroupLetter.State
CHUNK = 50  # recipients in one transaction: SQLite has one writer


@transaction.atomic
def approve(letter: GroupLetter, *, by: User) -> None:
    """The office lets it go. Raises OwnMatter, AlreadyDecided, NotOpen."""
    impartial.check(by, letter.chapter, letter.author)
    if letter.state != State.WAITING:
        raise AlreadyDecided
    if not letter.chapter.is_open:
        raise NotOpen
    decided = {"decided_by": by, "decided_at": timezone.now(), "is_held": False}
    _change(letter, decided, by=by, action="chapters.approve_letter", refusal=AlreadyDecided)
    close_list(letter, by=by, action="chapters.approve_letter")
    _tell_author(letter)


@transaction.atomic
def reject(letter: GroupLetter, *, objection: str, remark: str, by: User) -> None:
    """The office does not let it go; the group reads why. Raises OwnMatter, AlreadyDecided, ValidationError."""
    impartial.check(by, letter.chapter, letter.author)
    if letter.state != State.WAITING:
        raise AlreadyDecided
    values = {"state": State.REJECTED, "is_held": False, "objection": objection, "remark": remark}
    values |= {"decided_by": by, "decided_at": timezone.now()}
    rows.change(letter, values, by=by, action="chapters.reject_letter", reason=remark)
    _tell_author(letter)


@transaction.atomic
def close_list(letter: GroupLetter, *, by: User | None, action: str) -> None:
    """From here on it is certain who gets it: one row for each, with the reason where none goes to them."""
    found = recipients(letter, timezone.localdate())
    LetterRecipient.objects.bulk_create(
        [LetterRecipient(letter=letter, person_id=each.person_id, left_out=each.left_out) for each in found],
        batch_size=500,
    )
    values = {"state": State.SENDING, "sent_at": timezone.now(), "is_held": False}
    _change(letter, values, by=by, action=action, refusal=AlreadyDecided)
    transaction.on_commit(partial(wake, letter.pk), robust=True)


def wake(letter_id: int) -> None:
    """Asks a worker; where it does not hear, the sweep does the same a little later."""
    from apps.chapters.tasks import deliver_letter  # noqa: PLC0415 - tasks call actions

    deliver_letter.delay(letter_id)


def deliver(letter_id: int) -> None:
    """Writes what is left into the mail ledger, some at a time. Two workers take turns; a dead one's part is done by
    the next."""
    while _deliver_some(letter_id):
        pass


def sweep() -> list[int]:
    """Letters of which something is left to be written; of a restored backup nobody knows."""
    if marks.is_held():
        return []
    return list(GroupLetter.objects.filter(state=State.SENDING).order_by("pk").values_list("pk", flat=True))


def pass_over(_since: datetime) -> None:
    """After a restored backup: what is left of them was perhaps written since, and is not written again."""
    for letter in GroupLetter.objects.filter(state=State.SENDING):
        rows.change(letter, {"state": State.SENT}, by=None, action="chapters.send_letter")


def stop(chapter: Chapter, person: Person, *, by: User | None) -> None:
    """No more letters of this group, from now on."""
    preferences.stop_sender(person, sender_key(chapter), via=Via.PAGE, by=by)


def resume(chapter: Chapter, person: Person, *, by: User) -> None:
    """Letters of this group again."""
    preferences.take_up_again(person, sender_key=sender_key(chapter), by=by)


@transaction.atomic
def _deliver_some(letter_id: int) -> bool:
    """One commit for each few; who is to be left out by now is. True: there may be more."""
    turns.take(f"chapters.deliver:{letter_id}")
    letter = GroupLetter.objects.select_related("chapter", "author").get(pk=letter_id)
    if letter.state != State.SENDING:
        return False
    left = list(letter.recipients.filter(left_out="", written_at=None).order_by("pk")[:CHUNK])
    if not left:
        _change(letter, {"state": State.SENT}, by=None, action="chapters.send_letter", refusal=AlreadyDecided)
        return False
    now = {each.person_id: each for each in recipients(letter, timezone.localdate(), [row.person_id for row in left])}
    for row in left:
        found = now.get(row.person_id)
        if found is None or found.left_out:
            row.left_out = found.left_out if found else LetterRecipient.LeftOut.NO_ADDRESS
        else:
            emails.send_letter(letter, person_id=row.person_id, address=found.address, language=found.language)
            row.message = Message.objects.filter(to=found.address).order_by("-pk").first()
            row.written_at = timezone.now()
    LetterRecipient.objects.bulk_update(left, ["left_out", "message", "written_at"])
    return True


def _change(
    letter: GroupLetter, values: Mapping[str, Any], *, by: User | None, action: str, refusal: type[Exception]
) -> None:
    try:
        rows.change(letter, values, by=by, action=action)
    except rows.Stale as stale:
        raise refusal from stale


def _tell_author(letter: GroupLetter) -> None:
    if letter.author is not None:
        telling.tell(letter.author, telling.LETTER_DECIDED, letter.chapter, letter=letter.pk)
