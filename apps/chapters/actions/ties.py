"""Keeping a group and the university in touch."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from apps.accounts.actions.notices import notify
from apps.accounts.models import User
from apps.chapters import rules
from apps.chapters.actions import telling
from apps.chapters.actions.refusals import AlreadyDecided
from apps.chapters.models import Chapter, Matter, Talk
from apps.core.actions import repeats, rows

Direction = Matter.Direction


def note_talk(chapter: Chapter, *, held_on: date, channel: str, summary: str, by: User) -> Talk:
    """The office was really in touch with the group. Raises ValidationError."""
    row = Talk(chapter=chapter, held_on=held_on, channel=channel, summary=summary, by=by)
    return rows.create(row, by=by, action="chapters.note_talk")


@transaction.atomic
def ask_office(chapter: Chapter, *, subject: str, text: str, by: User) -> Matter:
    """A leader asks the office; the group's liaison officer sees to it, if there is one. The same sent twice is one
    request. Raises ValidationError."""
    if (before := _asked_before(chapter, Direction.TO_OFFICE, subject, text, by)) is not None:
        return before
    today = timezone.localdate()
    liaison = chapter.liaisons.filter(since__lte=today, until=None).select_related("officer").first()
    row = Matter(chapter=chapter, direction=Direction.TO_OFFICE, subject=subject, text=text, asked_by=by)
    row.owner = liaison.officer if liaison else None
    rows.create(row, by=by, action="chapters.ask_office")
    if row.owner is not None:
        notify(row.owner, telling.MATTER, chapter=chapter.pk, matter=row.pk)
    return row


@transaction.atomic
def ask_group(chapter: Chapter, *, subject: str, text: str, by: User) -> Matter:
    """The office asks the group's leaders; whoever asks sees to it until they answer. The same sent twice is one
    request. Raises ValidationError."""
    if (before := _asked_before(chapter, Direction.TO_GROUP, subject, text, by)) is not None:
        return before
    row = Matter(chapter=chapter, direction=Direction.TO_GROUP, subject=subject, text=text, asked_by=by, owner=by)
    rows.create(row, by=by, action="chapters.ask_group")
    telling.tell_leaders(chapter, rules.Power.OFFICERS, telling.MATTER, matter=row.pk)
    return row


def take(matter: Matter, *, by: User) -> None:
    """A member of the office sees to it from now on. Raises AlreadyDecided."""
    _change(matter, {"owner": by}, by=by, action="chapters.take_matter")


@transaction.atomic
def answer(matter: Matter, *, text: str, by: User) -> None:
    """Whoever asked is told. Raises AlreadyDecided."""
    values = {"answer": text, "answered_by": by, "answered_at": timezone.now()}
    _change(matter, values, by=by, action="chapters.answer_matter")
    notify(matter.asked_by, telling.MATTER, chapter=matter.chapter_id, matter=matter.pk)


def _asked_before(chapter: Chapter, direction: str, subject: str, text: str, by: User) -> Matter | None:
    there = Matter.objects.filter(chapter=chapter, direction=direction, asked_by=by)
    return repeats.sent_before(there, f"chapters.ask:{chapter.pk}", subject=subject, text=text)


def _change(matter: Matter, values: dict[str, object], *, by: User, action: str) -> None:
    if not matter.is_open:
        raise AlreadyDecided
    try:
        rows.change(matter, values, by=by, action=action)
    except rows.Stale as stale:
        raise AlreadyDecided from stale
