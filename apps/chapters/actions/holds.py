"""What waited only because the office held it goes out by itself when the hold is over, if its author would be let
through today: still trusted, and still holding a post that permits it."""

import contextlib
from datetime import date

from django.db import transaction
from django.utils import timezone

from apps.chapters import rules
from apps.chapters.actions import introductions, letters
from apps.chapters.actions.refusals import AlreadyDecided
from apps.chapters.models import Chapter, GroupLetter, Introduction, Post
from apps.chapters.querysets.posts import hold_on, trust_of
from apps.core.actions import rows
from apps.records.models import Person

ACTION = "chapters.end_hold"


def release(day: date) -> None:
    """Nothing while any hold lasts. What may not go out by itself any more waits for the office like anything else."""
    if hold_on(day) is not None:
        return
    for post in Post.objects.waiting().filter(is_held=True).select_related("chapter", "author"):
        _release_post(post, day)
    held = GroupLetter.objects.filter(state=GroupLetter.State.WAITING, is_held=True)
    for letter in held.select_related("chapter", "author").order_by("declared_at", "pk"):
        _release_letter(letter, day)
    for words in Introduction.objects.filter(outcome="", is_held=True).select_related("chapter", "by"):
        with contextlib.suppress(rows.Stale, AlreadyDecided):  # somebody was faster
            introductions.release(words, may_go=_may_go(words.by, words.chapter, day), action=ACTION)


@transaction.atomic
def _release_post(post: Post, day: date) -> None:
    values: dict[str, object] = {"is_held": False}
    if _may_go(post.author, post.chapter, day):
        values |= {"state": Post.State.PUBLISHED, "published_at": timezone.now()}
    try:
        rows.change(post, values, by=None, action=ACTION)
    except rows.Stale:
        return  # somebody was faster: the group took it back, or the office decided


@transaction.atomic
def _release_letter(letter: GroupLetter, day: date) -> None:
    may_go = _may_go(letter.author, letter.chapter, day)
    try:
        rows.change(letter, {"is_held": False}, by=None, action=ACTION)
    except rows.Stale:
        return
    if may_go:
        letters.close_list(letter, by=None, action=ACTION)


def _may_go(author: Person | None, chapter: Chapter, day: date) -> bool:
    if author is None or not rules.standing_of(author, chapter, day).may(rules.Power.PUBLISH):
        return False
    return trust_of(author, chapter).is_trusted
