"""A mailing's run: started at its time, paused, taken up again, stopped, finished when nothing is left. Workers see
each of these at their next message."""

from contextlib import suppress
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.actions import rows
from apps.mailings import rules
from apps.mailings.models import LeftOut, Mailing, Message
from apps.mailings.querysets.marks import database_now

State = Mailing.State
STOPPABLE = (State.SCHEDULED, State.FREEZING, State.SENDING, State.PAUSED)
CHUNK = 5_000  # messages in one transaction: SQLite has one writer


class NotRunning(Exception):
    """There is nothing to pause, take up or stop."""

    message = _("This mailing is not being sent. Look at what it says now.")


class PausedItself(NotRunning):
    """Whoever wrote it may want it to go on; whoever keeps the university's good name with mail providers decides."""

    message = _("It paused itself, because something is wrong. The office decides whether it goes on.")


def start_due() -> None:
    """Starts what was scheduled for now, or for a time when everything was down."""
    for mailing in Mailing.objects.to_be_started():
        with suppress(rows.Stale):  # somebody took it back, or another worker was faster
            rows.change(mailing, {"state": State.FREEZING}, by=mailing.started_by, action="mailings.start")


@transaction.atomic
def pause(mailing: Mailing, *, by: AbstractBaseUser | None, why: str = Mailing.PauseReason.PERSON) -> None:
    """No further message leaves; those on their way arrive. Raises NotRunning."""
    current = _locked(mailing)
    if current.state == State.PAUSED:
        return
    if current.state != State.SENDING:
        raise NotRunning
    _change(mailing, current, {"state": State.PAUSED, "pause_reason": why}, by=by, action="mailings.pause")


@transaction.atomic
def resume(mailing: Mailing, *, by: AbstractBaseUser | None) -> None:
    """Goes on where it was. What came back until now does not pause it again. Raises NotRunning, PausedItself."""
    current = _locked(mailing)
    if current.state == State.SENDING:
        return
    if current.state != State.PAUSED:
        raise NotRunning
    if current.pause_reason != Mailing.PauseReason.PERSON and by is not None and not rules.may_overrule(by):
        raise PausedItself
    values = {"state": State.SENDING, "pause_reason": "", "resumed_at": database_now()}
    _change(mailing, current, values, by=by, action="mailings.resume")
    transaction.on_commit(_wake, robust=True)


def stop(mailing: Mailing, *, by: AbstractBaseUser | None) -> None:
    """Ends it for good: whoever did not get it yet does not. Raises NotRunning."""
    with transaction.atomic():
        current = _locked(mailing)
        if current.state == State.STOPPED:
            return
        if current.state not in STOPPABLE:
            raise NotRunning
        values = {"state": State.STOPPED, "pause_reason": "", "finished_at": timezone.now()}
        _change(mailing, current, values, by=by, action="mailings.stop_mailing")
    leave_out_rest(mailing.pk)


def leave_out_rest(mailing_id: int) -> None:
    """Nothing of a stopped mailing waits any more."""
    waiting = Message.objects.filter(mailing=mailing_id, state=Message.State.QUEUED)
    while keys := list(waiting.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        rows_ = waiting.filter(pk__in=keys)
        rows_.update(state=Message.State.LEFT_OUT, reason=LeftOut.STOPPED)


@transaction.atomic
def finish(mailing_id: int) -> bool:
    """Closes a run of which nothing is left to be sent; whether it did."""
    current = Mailing.objects.select_for_update(no_key=True).filter(pk=mailing_id).to_be_finished().first()
    if current is None:
        return False
    values = {"state": State.DONE, "finished_at": timezone.now()}
    return rows.change(current, values, by=None, action="mailings.finish")


@transaction.atomic
def reopen(mailing_id: int, *, by: AbstractBaseUser | None) -> None:
    """Somebody found that a message of a finished run did not leave: it goes now."""
    current = Mailing.objects.select_for_update(no_key=True).get(pk=mailing_id)
    if current.state == State.DONE:
        values = {"state": State.SENDING, "finished_at": None}
        rows.change(current, values, by=by, action="mailings.reopen")


DEEDS = {"pause": pause, "resume": resume, "stop": stop}  # what is done by a button


def _locked(mailing: Mailing) -> Mailing:
    return Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)


def _change(
    mailing: Mailing, current: Mailing, values: dict[str, Any], *, by: AbstractBaseUser | None, action: str
) -> None:
    rows.change(current, values, by=by, action=action)
    for name in (*values, "version", "updated_at"):
        setattr(mailing, name, getattr(current, name))


def _wake() -> None:
    from apps.mailings.tasks import wake_mailings  # noqa: PLC0415 - tasks call actions

    wake_mailings()
