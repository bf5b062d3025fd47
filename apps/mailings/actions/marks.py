"""Recognises a restored backup before anything is sent from it, and finds at once what a dead worker held.

The database counts (`Mark.number`), and the folder outside of it remembers the highest count and each worker's newest
claim. Every batch compares the two first. A database that is behind has forgotten what was sent since the backup: from
then on nothing that was in it leaves, until a person has looked."""

import logging
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import F, Max, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.actions import audit
from apps.core.registries.mailings import perhaps_written
from apps.mailings.actions import gates, mailings, reminders
from apps.mailings.lib.mark_folder import Held, MarkFolder, Note
from apps.mailings.models import Mailing, Mark, Message
from apps.mailings.reports.letters import message_id

logger = logging.getLogger(__name__)
_PERHAPS_SENT = _("The database was restored from a backup, and this was perhaps sent before that. Look first.")


@contextmanager
def batch() -> Iterator[tuple[Mark, Note]]:
    """Compares, counts up and notes that a worker is at work, while it is. `Note.path` names the worker. Counts once
    more at the end: a backup of a moment within it is behind, too."""
    mark = compare()
    with closing(folder(mark).note(random.getrandbits(62))) as note:
        try:
            yield mark, note
        finally:
            _count(mark)
            _remember(mark)


def folder(mark: Mark) -> MarkFolder:
    """What is remembered of this database, whichever backup of it this is."""
    return MarkFolder(settings.MAIL_MARK_DIR / str(mark.key))


def compare() -> Mark:
    """The mark as it is now, one further. `held_to` says up to which message nothing may leave."""
    _keep_every_commit()
    with transaction.atomic():
        mark, _made = Mark.objects.select_for_update().get_or_create(id=1, defaults={"key": uuid4()})
        outside = folder(mark)
        if mark.number == 0:  # before this one commits: the next would take it for a mark that is forgotten outside
            outside.raise_to(0)
        held = outside.held()
        if mark.held_to is None and _is_behind(mark, outside.number(), held):
            _hold(mark)
        _count(mark)
    _remember(mark)
    if mark.held_to is None:
        _give_up(held)
    return mark


def is_held() -> bool:
    """Whether the clock may write anything: a restored backup does not know what was written since."""
    return compare().held_to is not None


def _count(mark: Mark) -> None:
    Mark.objects.filter(pk=mark.pk).update(number=F("number") + 1)
    mark.refresh_from_db()


def _remember(mark: Mark) -> None:
    """Once it is committed: what is outside must never be further."""
    if mark.held_to is None:
        folder(mark).raise_to(mark.number)


def _keep_every_commit() -> None:
    """A claim that a crash of the database server may forget is none, whatever is good enough for others there."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('synchronous_commit', 'on', false)"
                " WHERE current_setting('synchronous_commit') = 'off'"
            )


def workers_alive() -> int:
    return sum(held.is_alive for mark in Mark.objects.all() for held in folder(mark).held())


@transaction.atomic
def confirm(*, by: AbstractBaseUser, reason: str, send: bool) -> int:
    """A person has looked: what waited goes out (`send`), or never does, and nothing that would have followed by
    itself. How many messages that were."""
    mark = Mark.objects.select_for_update().get(pk=1)
    if mark.held_to is None:
        return 0
    waiting = Message.objects.filter(pk__lte=mark.held_to, state=Message.State.QUEUED)
    number = waiting.count()
    _leave_to_a_person(folder(mark).held())
    if not send:
        alone = waiting.filter(mailing__isnull=True)
        alone.update(state=Message.State.FAILED, error="not sent again: the database was restored from a backup")
        for mailing in Mailing.objects.filter(state__in=mailings.STOPPABLE):
            mailings.stop(mailing, by=by)
        for mailing in Mailing.objects.filter(state=Mailing.State.WAITING):
            gates.give_back(mailing, str(_PERHAPS_SENT))
        reminders.pass_over(timezone.now())
        for _key, pass_over in perhaps_written:
            pass_over(mark.held_at or timezone.now())
    before = {"held_to": mark.held_to}
    Mark.objects.filter(pk=mark.pk).update(held_to=None, held_at=None)
    change = audit.Change(audit.table_of(Mark), str(mark.pk), mark.number, before, {"held_to": None})
    audit.write([change], action="mailings.confirm_restored", by=by, reason=reason)
    folder(mark).set_to(mark.number)  # before the commit: a batch that waits for it must not take this for a backup
    transaction.on_commit(_wake, robust=True)
    return number


def _leave_to_a_person(held: list[Held]) -> None:
    """What a worker had claimed since the backup was made may have left: whatever is said of all the others, this one
    is settled by itself."""
    for each in held:
        rows = Message.objects.filter(pk=each.message_id, attempts__lt=each.attempt, state=Message.State.QUEUED)
        for message in rows.select_related("mailing"):
            if message.mailing is not None and message.person_id is not None:
                message.message_id = message_id(message.mailing, message.person_id)
            message.state, message.attempts = Message.State.UNCONFIRMED, each.attempt
            message.error = "it was being sent after the backup was made"
            message.save(update_fields=["state", "attempts", "error", "message_id"])


def _wake() -> None:
    """Nobody waits for the next sweep."""
    from apps.mailings.tasks import wake, wake_mailings  # noqa: PLC0415 - tasks call actions

    wake()
    wake_mailings()


def _is_behind(mark: Mark, outside: int | None, held: list[Held]) -> bool:
    is_behind = mark.number < outside if outside is not None else mark.number > 0  # nobody knows what was sent since
    return is_behind or any(map(_is_unknown, held))


def _is_unknown(held: Held) -> bool:
    """A claim of which the database knows nothing. Rows may have been erased since, but not the newest ones."""
    attempts = Message.objects.filter(pk=held.message_id).values_list("attempts", flat=True).first()
    if attempts is not None:
        return attempts < held.attempt
    return held.message_id > (Message.objects.aggregate(newest=Max("pk"))["newest"] or 0)


def _hold(mark: Mark) -> None:
    newest = Message.objects.aggregate(newest=Max("pk"))["newest"] or 0
    logger.critical("the database was restored from a backup: no mail leaves until somebody confirms it in the office")
    Mark.objects.filter(pk=mark.pk).update(held_to=newest, held_at=Now())


def _give_up(held: list[Held]) -> None:
    """Nobody knows whether the message of a worker that died has left: the one that its file names, or one that it had
    claimed and not named yet."""
    for each in held:
        if not each.is_alive:
            theirs = Q(claimed_by=each.worker) | Q(pk=each.message_id, attempts=each.attempt)
            held_still = Message.objects.filter(theirs, state=Message.State.SENDING)
            held_still.update(state=Message.State.UNCONFIRMED, error="the worker stopped while it was sending")
            each.path.unlink(missing_ok=True)
