"""Mailings written, changed, given to a second person and sent off."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from apps.accounts.actions import notices
from apps.accounts.models import User
from apps.core.actions import repeats, rows, turns
from apps.core.registries import MailGate
from apps.mailings import rules
from apps.mailings.actions.refusals import (
    AlreadyDecided,
    AskedAnew,
    InThePast,
    NobodyGetsIt,
    NotEditable,
    NotReady,
    NotYours,
    TooManyMailings,
)
from apps.mailings.lib import audience
from apps.mailings.models import Mailing, MailingFile
from apps.mailings.querysets.audiences import check, writer_of
from apps.mailings.reports.reach import gates_of, reach_of
from apps.mailings.reports.ready import readiness

State = Mailing.State
DECIDED = "mailings.decided"  # a notice to the writer
TEXTS = ("topic", "title", "subject_th", "text_th", "subject_en", "text_en", "is_public")
NOT_DECIDED: Mapping[str, Any] = {
    "declared_neutral_at": None,
    "declared_neutral_by": None,
    "asked_at": None,
    "held_until": None,
    "approved_by": None,
    "approved_at": None,
    "scheduled_at": None,
    "remark": "",
}


@transaction.atomic
def write(values: Mapping[str, Any], *, sender_key: str, by: User, audience_data: Any = None) -> Mailing:
    """Begins a draft. The same sent twice is one mailing. Raises NotYours, ValidationError."""
    if not rules.may_write(by, sender_key):
        raise NotYours
    said = {"audience": audience_data or {}, **values}
    there = Mailing.objects.filter(sender_key=sender_key, author=by)
    if (before := repeats.sent_before(there, f"mailings.write:{sender_key}", **said)) is not None:
        return before
    row = Mailing(sender_key=sender_key, author=by, **said)
    return rows.create(row, by=by, action="mailings.write")


@transaction.atomic
def change(mailing: Mailing, values: Mapping[str, Any], *, by: User, expected_version: int | None = None) -> bool:
    """Changes the texts of a draft. Raises NotYours, NotEditable, Stale, ValidationError."""
    _check_editable(mailing, by)
    return rows.change(mailing, values, by=by, action="mailings.change", expected_version=expected_version)


@transaction.atomic
def address(mailing: Mailing, to: audience.Node, *, by: User, expected_version: int | None = None) -> bool:
    """Says to whom it goes. Raises BadAudience, NotYours, NotEditable, Stale."""
    _check_editable(mailing, by)
    check(to, writer_of(mailing))
    values = {"audience": audience.write(to)}
    return rows.change(mailing, values, by=by, action="mailings.address", expected_version=expected_version)


@transaction.atomic
def copy(mailing: Mailing, *, by: User, is_template: bool = False, title: str = "") -> Mailing:
    """A draft of one's own (or a template for all) with the same texts, pictures and audience. Raises NotYours."""
    if not rules.may_write(by, mailing.sender_key):
        raise NotYours
    values = {name: getattr(mailing, name) for name in TEXTS}
    values |= {"title": title or mailing.title, "audience": mailing.audience, "is_template": is_template}
    row = Mailing(sender_key=mailing.sender_key, author=by, copied_from=mailing, **values)
    rows.create(row, by=by, action="mailings.copy")
    files = MailingFile.objects.filter(mailing=mailing).order_by("pk")
    MailingFile.objects.bulk_create(
        _copied(file, row, by) for file in files
    )  # the same bytes under a name of their own
    return row


@transaction.atomic
def discard(mailing: Mailing, *, by: User) -> None:
    """Throws a draft or a template away. Raises NotYours, NotEditable, Stale."""
    _check_editable(mailing, by)
    rows.remove(mailing, by=by, action="mailings.discard")


@transaction.atomic
def send(mailing: Mailing, *, by: User, run_key: UUID, at: datetime | None = None) -> Mailing:
    """Whoever sends it declares by that that it is politically neutral. It goes out at its time, unless a second
    person must look at it first. Pressed twice it is sent once. Raises NotYours, NotEditable, NotReady, NobodyGetsIt,
    TooManyMailings, InThePast."""
    turns.take(f"mailings.send:{mailing.sender_key}")
    current = Mailing.objects.get(pk=mailing.pk)
    if current.run_key == run_key:
        return current
    _check_editable(current, by)
    if current.is_template:
        raise NotEditable
    now = timezone.now()
    if at is not None and at <= now:
        raise InThePast
    if current.sender_key != rules.OFFICE:
        _check_number(current, now)
        current.author = by
    gates = _gates(current)
    values: dict[str, Any] = {**NOT_DECIDED, "author": current.author, "run_key": run_key, "scheduled_at": at}
    values |= {"declared_neutral_at": now, "declared_neutral_by": by, "started_by": by}
    values |= _waiting(gates, now) if gates else {"state": State.SCHEDULED if at else State.FREEZING}
    _change(current, values, by=by, action="mailings.send")
    transaction.on_commit(_wake, robust=True)
    return current


@transaction.atomic
def withdraw(mailing: Mailing, *, by: User) -> None:
    """Back to a draft, while it waits for a second person or for its time. Raises NotYours, AlreadyDecided."""
    current = Mailing.objects.get(pk=mailing.pk)
    if not rules.may_change(by, current):
        raise NotYours
    if current.state not in {State.WAITING, State.SCHEDULED, State.APPROVED}:
        raise AlreadyDecided
    values = {**NOT_DECIDED, "state": State.DRAFT, "run_key": None, "started_by": None}
    _change(current, values, by=by, action="mailings.withdraw")


@transaction.atomic
def approve(mailing: Mailing, *, by: User, seen: UUID | None = None) -> Mailing:
    """A second person lets it go out, at its time. Raises NotYours, AlreadyDecided, AskedAnew, NotReady,
    NobodyGetsIt."""
    current = _waiting_for(mailing, by, seen)
    _check_ready(current)
    now = timezone.now()
    later = current.scheduled_at is not None and current.scheduled_at > now
    values = {"approved_by": by, "approved_at": now, "held_until": None}
    values |= {"state": State.SCHEDULED if later else State.FREEZING}
    _change(current, values, by=by, action="mailings.approve")
    transaction.on_commit(_wake, robust=True)
    _tell(current)
    return current


@transaction.atomic
def refuse(mailing: Mailing, *, remark: str, by: User, seen: UUID | None = None) -> None:
    """It does not go out; its writer reads why. Raises NotYours, AlreadyDecided, AskedAnew, ValidationError."""
    current = _waiting_for(mailing, by, seen)
    values = {**NOT_DECIDED, "state": State.REFUSED, "run_key": None, "started_by": None}
    values |= {"approved_by": by, "approved_at": timezone.now(), "remark": remark}
    rows.change(current, values, by=by, action="mailings.refuse", reason=remark)
    _tell(current)


def release(now: datetime) -> int:
    """Lets go what was only held for a time, if nothing else keeps it by now. How many went."""
    due = Mailing.objects.filter(state=State.WAITING, held_until__lte=now).order_by("pk")
    return sum(_release(mailing, now) for mailing in due)


@transaction.atomic
def _release(mailing: Mailing, now: datetime) -> bool:
    current = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if current.state != State.WAITING:
        return False
    try:
        gates = _gates(current)
    except (NotReady, NobodyGetsIt):
        gates = [MailGate("")]
    if gates:
        until = max((gate.until for gate in gates if gate.until), default=None)
        rows.change(current, {"held_until": until}, by=None, action="mailings.hold")
        return False
    later = current.scheduled_at is not None and current.scheduled_at > now
    values = {"state": State.SCHEDULED if later else State.FREEZING, "held_until": None}
    return rows.change(current, values, by=None, action="mailings.release")


def _tell(mailing: Mailing) -> None:
    if mailing.author is not None:
        notices.notify(mailing.author, DECIDED, mailing=mailing.pk)


def _wake() -> None:
    """Asks a worker; where it does not hear, the sweep does the same a little later."""
    from apps.mailings.tasks import wake_mailings  # noqa: PLC0415 - tasks call actions

    wake_mailings()


def _gates(mailing: Mailing) -> list[MailGate]:
    """What keeps it from going out by itself. Raises NotReady, NobodyGetsIt."""
    return gates_of(mailing, _check_ready(mailing))


def _check_ready(mailing: Mailing) -> int:
    """How many get it."""
    if problems := readiness(mailing).refusals:
        raise NotReady(problems)
    reach = reach_of(mailing, timezone.localdate())
    if reach.problem:
        raise NotReady([str(reach.problem)])
    if not reach.number:
        raise NobodyGetsIt
    return reach.number


def _waiting(gates: list[MailGate], now: datetime) -> dict[str, Any]:
    """Held for a time only, if nothing else keeps it."""
    ends = [gate.until for gate in gates]
    until = max(ends) if all(ends) else None  # type: ignore[type-var] # none of them is None then
    return {"state": State.WAITING, "asked_at": now, "held_until": until}


def _check_editable(mailing: Mailing, by: User) -> None:
    if not rules.may_change(by, mailing):
        raise NotYours
    if not mailing.is_editable:
        raise NotEditable


def _check_number(mailing: Mailing, now: datetime) -> None:
    lately = Mailing.objects.filter(sender_key=mailing.sender_key, declared_neutral_at__gt=now - rules.LETTERS_WITHIN)
    if lately.exclude(state__in=Mailing.EDITABLE).count() >= rules.LETTERS:
        raise TooManyMailings


def _waiting_for(mailing: Mailing, by: User, seen: UUID | None) -> Mailing:
    """`seen`: the run that was asked for when the second person looked; what was changed since is another one."""
    current = Mailing.objects.get(pk=mailing.pk)
    if not rules.may_decide(by, current):
        raise NotYours
    if current.state != State.WAITING:
        raise AlreadyDecided
    if seen is not None and seen != current.run_key:
        raise AskedAnew
    return current


def _change(mailing: Mailing, values: Mapping[str, Any], *, by: User, action: str) -> None:
    try:
        rows.change(mailing, values, by=by, action=action)
    except rows.Stale as error:
        raise AlreadyDecided from error


def _copied(file: MailingFile, mailing: Mailing, by: User) -> MailingFile:
    file.pk, file.public_id, file.mailing, file.added_by, file.added_at = None, uuid4(), mailing, by, timezone.now()
    return file
