"""What a group says of itself to everybody: like its posts it goes out at once where the office trusts whoever writes
it and holds nothing; else the page says what it said until the office has looked, or the hold is over."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters.actions import chapters, impartial, telling
from apps.chapters.actions.refusals import AlreadyDecided
from apps.chapters.models import Chapter, Introduction
from apps.chapters.querysets.introductions import refused_last
from apps.chapters.querysets.posts import hold_on, trust_of
from apps.core.actions import rows
from apps.directory.actions import cases
from apps.directory.actions.refusals import AlreadyDecided as CaseDecided
from apps.records.models import Person

Outcome = Introduction.Outcome
WORDS = ("about_th", "about_en")


@transaction.atomic
def describe(
    chapter: Chapter, leader: Person, values: Mapping[str, Any], *, by: User, expected_version: int | None = None
) -> Introduction | None:
    """Changes what the group's page says. Its words, which everybody reads, wait (the row) unless they may go out at
    once, and always where the office refused the last; whoever sends them declares by that that they are politically
    neutral. Raises Stale, ValidationError."""
    said = {name: values[name] for name in WORDS}
    rest = {name: value for name, value in values.items() if name not in WORDS}
    waits = Introduction.objects.filter(chapter=chapter, outcome="").first()
    before = Chapter.objects.get(pk=chapter.pk)
    if waits is not None and said != _words(waits):
        _close(waits, Outcome.WITHDRAWN, by=by, action="chapters.withdraw_introduction")
        waits = None
    is_new = waits is None and said != _words(before)
    is_trusted = is_new and refused_last(chapter) is None and trust_of(leader, chapter).is_trusted
    hold = hold_on(timezone.localdate())
    if is_new and is_trusted and hold is None:
        rest |= said
    is_changed = chapters.change(chapter, rest, by=by, expected_version=expected_version)
    if not is_new:
        return waits
    row = Introduction(chapter=chapter, by=leader, declared_at=timezone.now(), is_held=is_trusted, **said)
    if is_trusted and hold is None:
        row.is_held, row.outcome, row.decided_at = False, Outcome.PUBLISHED, row.declared_at
        if is_changed:
            chapters.tell_liaison(chapter)
    rows.create(row, by=by, action="chapters.send_introduction")
    return row if row.is_open else None


@transaction.atomic
def take_off(chapter: Chapter, *, objection: str, remark: str, by: User) -> None:
    """The page says nothing any more; whoever wrote what it said reads why, and it counts against them. Raises
    ValidationError."""
    before = _words(chapter)
    rows.change(chapter, dict.fromkeys(WORDS, ""), by=by, action="chapters.remove_words", reason=remark)
    out = Introduction.objects.filter(chapter=chapter, outcome=Outcome.PUBLISHED)
    last = out.order_by("-decided_at", "-pk").first()
    if last is None or _words(last) != before:
        return
    row = Introduction(chapter=chapter, by=last.by, declared_at=last.declared_at, **before)
    row.outcome, row.decided_by, row.decided_at = Outcome.REJECTED, by, timezone.now()
    row.objection, row.remark = objection, remark
    rows.create(row, by=by, action="chapters.reject_introduction", reason=remark)
    if row.by is not None:
        telling.tell(row.by, telling.INTRODUCTION_DECIDED, chapter, introduction=row.pk)


def withdraw(row: Introduction, *, by: User) -> None:
    """The group takes it back. Raises AlreadyDecided."""
    _close(row, Outcome.WITHDRAWN, by=by, action="chapters.withdraw_introduction")


@transaction.atomic
def decide(
    row: Introduction, outcome: Introduction.Outcome, *, by: User, objection: str = "", remark: str = ""
) -> None:
    """The page says it from now on, or it does not and its author reads why. Raises OwnMatter, AlreadyDecided,
    ValidationError."""
    impartial.check(by, row.chapter, row.by)
    against = outcome == Outcome.REJECTED
    action = "chapters.reject_introduction" if against else "chapters.publish_introduction"
    values = {"objection": objection if against else ""}
    _close(row, outcome, by=by, action=action, remark=remark, values=values)
    if not against:
        _say(row, by=by, action=action)
    if row.by is not None:
        telling.tell(row.by, telling.INTRODUCTION_DECIDED, row.chapter, introduction=row.pk)


@transaction.atomic
def release(row: Introduction, *, may_go: bool, action: str) -> None:
    """The hold is over: it goes out if its author would be let through today, else it waits for the office."""
    if not may_go:
        rows.change(row, {"is_held": False}, by=None, action=action)
        return
    _close(row, Outcome.PUBLISHED, by=None, action=action)
    _say(row, by=None, action=action)


def _say(row: Introduction, *, by: User | None, action: str) -> None:
    chapter = Chapter.objects.select_for_update(no_key=True).get(pk=row.chapter_id)
    rows.change(chapter, {name: getattr(row, name) for name in WORDS}, by=by, action=action)


def _close(
    row: Introduction,
    outcome: Introduction.Outcome,
    *,
    by: User | None,
    action: str,
    remark: str = "",
    values: Mapping[str, Any] | None = None,
) -> None:
    closed = {"is_held": False, **(values or {})}
    try:
        cases.decide(row, outcome, by=by, action=action, subject_id=None, remark=remark, values=closed)
    except CaseDecided as decided:
        raise AlreadyDecided from decided


def _words(row: Chapter | Introduction) -> dict[str, str]:
    return {name: getattr(row, name) for name in WORDS}
