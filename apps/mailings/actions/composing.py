"""Mailings written, changed, given to a second person and sent off."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import rows, turns
from apps.mailings import rules
from apps.mailings.actions import drafts, gates
from apps.mailings.actions.files import add_picture_file, forget_unused
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
from apps.mailings.querysets import refused
from apps.mailings.querysets.audiences import check, writer_of
from apps.mailings.querysets.gone_out import next_turn
from apps.mailings.querysets.marks import database_now
from apps.records import policy

State = Mailing.State
TEXTS = ("topic", "title", "subject_th", "text_th", "subject_en", "text_en", "is_public")
ROOM = 7_500  # letters: a longer text gets no picture by itself, lest it be too long for its form


@transaction.atomic
def write(
    values: Mapping[str, Any], *, sender_key: str, by: User, audience_data: Any = None, form_key: UUID | None = None
) -> Mailing:
    """Begins a draft. A form that is sent twice (`form_key`) begins one, and what it says the second time is what the
    draft says, as long as it was never sent. Raises NotYours, ValidationError."""
    if not rules.may_write(by, sender_key):
        raise NotYours
    row = Mailing(sender_key=sender_key, author=by, audience=audience_data or {}, **values)
    if form_key is not None:
        row.public_id = uuid5(form_key, f"{sender_key} {by.pk}")  # nobody else's form begins this one
        turns.take(f"mailings.write:{row.public_id}")
        if begun := Mailing.objects.select_for_update(no_key=True).filter(public_id=row.public_id).first():
            if begun.run_key is None:
                said = {**values, "audience": audience_data} if audience_data else values
                rows.change(begun, said, by=by, action="mailings.change")
            return begun
    return rows.create(row, by=by, action="mailings.write")


@transaction.atomic
def change(mailing: Mailing, values: Mapping[str, Any], *, by: User, expected_version: int | None = None) -> bool:
    """Changes the texts of a draft. Raises NotYours, NotEditable, Stale, ValidationError."""
    drafts.take(mailing, by)
    return rows.change(mailing, values, by=by, action="mailings.change", expected_version=expected_version)


@transaction.atomic
def address(mailing: Mailing, to: audience.Node, *, by: User, expected_version: int | None = None) -> bool:
    """Says to whom it goes. Raises BadAudience, NotYours, NotEditable, Stale."""
    drafts.take(mailing, by)
    check(to, writer_of(mailing))
    values = {"audience": audience.write(to)}
    return rows.change(mailing, values, by=by, action="mailings.address", expected_version=expected_version)


def add_picture(mailing: Mailing, content: bytes, *, alt: str, by: User) -> bool:
    """A picture from a file that somebody uploaded, which is shown at the end of each text until its writer moves it;
    whether it is shown there. Raises BadPicture, TooManyFiles, NotYours, NotEditable, Stale."""
    return _show(mailing, add_picture_file(mailing, content, alt=alt, by=by), by)


def _show(mailing: Mailing, picture: MailingFile, by: User) -> bool:
    """Unless it is shown there already, or there is no room."""
    texts = {name: getattr(mailing, name).rstrip() for name in ("text_th", "text_en")}
    if any(f"]({picture.name})" in text for text in texts.values()):
        return False
    written = [name for name, text in texts.items() if text] or ["text_th"]
    line = f"![{picture.alt}]({picture.name})"
    values = {name: f"{texts[name]}\n\n{line}".lstrip() for name in written if len(texts[name]) < ROOM}
    return bool(values) and change(mailing, values, by=by)


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
    """Throws a draft or a template away, with its pictures and documents. Raises NotYours, NotEditable, Stale."""
    drafts.take(mailing, by)
    names = list(MailingFile.objects.filter(mailing=mailing).values_list("file", flat=True))
    rows.remove(mailing, by=by, action="mailings.discard")
    for name in names:
        transaction.on_commit(partial(forget_unused, name))


@transaction.atomic
def send(mailing: Mailing, *, by: User, seen: int, at: datetime | None = None) -> Mailing:
    """Whoever sends it declares by that that it is politically neutral. It goes out at its time, unless a second
    person must look at it first. Pressed twice on the same version (`seen`) it is sent once, and a press that comes
    late starts nothing that was taken back or changed since. Raises NotYours, NotEditable, Stale, NotReady,
    NobodyGetsIt, TooManyMailings, InThePast."""
    turns.take(f"mailings.send:{mailing.sender_key}")
    current, run_key = Mailing.objects.get(pk=mailing.pk), uuid5(mailing.public_id, str(seen))
    if current.run_key == run_key and not current.is_editable:
        return current
    current = drafts.take(current, by)
    if current.is_template:
        raise NotEditable
    if current.version != seen:
        raise rows.Stale
    now = timezone.now()
    if at is not None and at <= now:
        raise InThePast
    if current.sender_key != rules.OFFICE:
        if next_turn(current.sender_key, now):
            raise TooManyMailings
        current.author = by
    current.scheduled_at, current.approved_size = at, None
    shut = gates.shut(current, gates.check_ready(current))
    values: dict[str, Any] = {**gates.NOT_DECIDED, "author": current.author, "run_key": run_key, "scheduled_at": at}
    values |= {"declared_neutral_at": now, "declared_neutral_by": by, "started_by": by}
    values |= gates.waiting(shut, now) if shut else {"state": State.SCHEDULED if at else State.FREEZING}
    _change(current, values, by=by, action="mailings.send")
    transaction.on_commit(_wake, robust=True)
    return current


@transaction.atomic
def withdraw(mailing: Mailing, *, by: User) -> None:
    """Back to a draft, while it waits for a second person or for its time. Raises NotYours, AlreadyDecided."""
    current = Mailing.objects.get(pk=mailing.pk)
    if not rules.may_change(by, current):
        raise NotYours
    if current.state not in {State.WAITING, State.SCHEDULED}:
        raise AlreadyDecided
    values = {**gates.NOT_DECIDED, "state": State.DRAFT, "started_by": None}
    _change(current, values, by=by, action="mailings.withdraw")


@transaction.atomic
def approve(mailing: Mailing, *, by: User, seen: int | None = None) -> Mailing:
    """A second person lets it go out, at its time. Raises NotYours, AlreadyDecided, AskedAnew, NotReady,
    NobodyGetsIt."""
    current = _waiting_for(mailing, by, seen)
    number = gates.check_ready(current)
    now = timezone.now()
    later = current.scheduled_at is not None and current.scheduled_at > now
    values = {"approved_by": by, "approved_at": now, "approved_size": number, "held_until": None}
    values |= {"state": State.SCHEDULED if later else State.FREEZING}
    _change(current, values, by=by, action=refused.APPROVE)
    transaction.on_commit(_wake, robust=True)
    gates.tell(current)
    return current


@transaction.atomic
def refuse(mailing: Mailing, *, remark: str, by: User, seen: int | None = None) -> None:
    """It does not go out; its writer reads why. Raises NotYours, AlreadyDecided, AskedAnew, ValidationError."""
    current = _waiting_for(mailing, by, seen)
    values = {**gates.NOT_DECIDED, "state": State.REFUSED, "started_by": None}
    values |= {"approved_by": by, "approved_at": timezone.now(), "remark": remark}
    rows.change(current, values, by=by, action=refused.REFUSE, subject_id=_leader_of(current), reason=remark)
    gates.tell(current)


def release(now: datetime | None = None) -> int:
    """Lets go what was only held for a time, if nothing else keeps it by now. How many went."""
    now = now or database_now()
    due = Mailing.objects.filter(state=State.WAITING, held_until__lte=now).order_by("pk")
    return sum(_release(mailing, now) for mailing in due)


@transaction.atomic
def _release(mailing: Mailing, now: datetime) -> bool:
    current = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if current.state != State.WAITING:
        return False
    try:
        shut = gates.shut(current, gates.check_ready(current), now)
    except (NotReady, NobodyGetsIt):
        gates.give_back(current)
        return False
    if shut:
        until = max((gate.until for gate in shut if gate.until), default=None)
        rows.change(current, {"held_until": until}, by=None, action="mailings.hold")
        return False
    later = current.scheduled_at is not None and current.scheduled_at > now
    values = {"state": State.SCHEDULED if later else State.FREEZING, "held_until": None}
    return rows.change(current, values, by=None, action="mailings.release")


def _leader_of(mailing: Mailing) -> int | None:
    """Who wrote it in a group's name: the refusal is about them."""
    author = None if mailing.sender_key == rules.OFFICE else mailing.author
    person = policy.person_of(author) if author else None
    return person.pk if person else None


def _wake() -> None:
    """Asks a worker; where it does not hear, the sweep does the same a little later."""
    from apps.mailings.tasks import wake_mailings  # noqa: PLC0415 - tasks call actions

    wake_mailings()


def _waiting_for(mailing: Mailing, by: User, seen: int | None) -> Mailing:
    """`seen`: the version at which the second person looked; what was changed since is another one."""
    current = Mailing.objects.select_for_update(no_key=True).get(pk=mailing.pk)
    if not rules.may_decide(by, current):
        raise NotYours
    if current.state != State.WAITING:
        raise AlreadyDecided
    if seen is not None and seen != current.version:
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
