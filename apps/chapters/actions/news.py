"""Writing in a group's name: a draft, a declaration, then out at once or to the office."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters.actions.refusals import AlreadyDecided, NotEditable, NotOpen
from apps.chapters.models import Chapter, Post
from apps.chapters.querysets.posts import hold_on, trust_of
from apps.core.actions import rows
from apps.records.models import Person

State = Post.State


@transaction.atomic
def write(chapter: Chapter, author: Person, values: Mapping[str, Any], *, by: User) -> Post:
    """Begins a draft. Raises NotOpen, ValidationError."""
    if not chapter.is_open:
        raise NotOpen
    return rows.create(Post(chapter=chapter, author=author, **values), by=by, action="chapters.write_post")


@transaction.atomic
def change(post: Post, values: Mapping[str, Any], *, by: User, expected_version: int | None = None) -> bool:
    """Changes what is not out. Raises NotEditable, Stale, ValidationError."""
    if not post.is_editable:
        raise NotEditable
    return rows.change(post, values, by=by, action="chapters.change_post", expected_version=expected_version)


@transaction.atomic
def send(post: Post, author: Person, *, by: User) -> Post:
    """Whoever sends it declares by that that it is politically neutral, and answers for it as its author. It goes out
    at once if the office trusts its author and nothing holds posts on this day; what is only held goes out by itself
    afterwards, anything else waits for the office. Raises NotOpen, NotEditable."""
    if not post.chapter.is_open:
        raise NotOpen
    if not post.is_editable:
        raise NotEditable
    now = timezone.now()
    values: dict[str, Any] = {"author": author, "declared_at": now, "state": State.WAITING, "is_held": False}
    if trust_of(author, post.chapter).is_trusted:
        if hold_on(timezone.localdate()) is None:
            values |= {"state": State.PUBLISHED, "published_at": now}
        else:
            values["is_held"] = True
    try:
        rows.change(post, values, by=by, action="chapters.send_post")
    except rows.Stale as stale:
        raise NotEditable from stale
    return post


@transaction.atomic
def withdraw(post: Post, *, by: User) -> None:
    """The group takes its own post down, or back from the office. Raises AlreadyDecided."""
    if post.state not in {State.PUBLISHED, State.WAITING}:
        raise AlreadyDecided
    try:
        rows.change(
            post,
            {"state": State.WITHDRAWN, "is_held": False, "pinned_at": None},
            by=by,
            action="chapters.withdraw_post",
        )
    except rows.Stale as stale:
        raise AlreadyDecided from stale
