"""Writing in a group's name: a draft, a declaration, then out at once or to the office."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters import rules
from apps.chapters.actions import pictures
from apps.chapters.actions.refusals import AlreadyDecided, NotEditable, NotOpen, TooManyPinned
from apps.chapters.lib.photo_picture import PhotoPicture
from apps.chapters.models import Chapter, Post
from apps.chapters.querysets.posts import hold_on, trust_of, was_refused
from apps.core.actions import repeats, rows, turns
from apps.records.models import Person

State = Post.State


def write(
    chapter: Chapter, author: Person, values: Mapping[str, Any], *, picture: PhotoPicture | None = None, by: User
) -> Post:
    """Begins a draft, with a photograph if there is one. The same sent twice is one post. Raises NotOpen,
    ValidationError."""
    if not chapter.is_open:
        raise NotOpen
    with _kept(picture) as photo, transaction.atomic():
        if (before := _written_before(chapter, author, values, has_photo=bool(photo))) is not None:
            pictures.forget(photo)
            return before
        post = Post(chapter=chapter, author=author, photo=photo, **values)
        return rows.create(post, by=by, action="chapters.write_post")


def _written_before(chapter: Chapter, author: Person, values: Mapping[str, Any], *, has_photo: bool) -> Post | None:
    """A picture that is sent again is stored under another name."""
    there = Post.objects.filter(chapter=chapter, author=author).exclude(state__in=[State.WITHDRAWN, State.REMOVED])
    there = there.exclude(photo="") if has_photo else there.filter(photo="")
    return repeats.sent_before(there, f"chapters.write_post:{chapter.pk}", **values)


def change(
    post: Post,
    values: Mapping[str, Any],
    *,
    picture: PhotoPicture | None = None,
    drops_photo: bool = False,
    by: User,
    expected_version: int | None = None,
) -> bool:
    """Changes what is not out; another photograph takes the place of the one until now. Raises NotEditable, Stale,
    ValidationError."""
    if not post.is_editable:
        raise NotEditable
    with _kept(picture) as photo, transaction.atomic():
        old = Post.objects.values_list("photo", flat=True).get(pk=post.pk)
        said = dict(values)
        if photo or drops_photo:
            said["photo"] = photo
            pictures.forget(old)
        if drops_photo and not photo:
            said["photo_alt"] = ""
        return rows.change(post, said, by=by, action="chapters.change_post", expected_version=expected_version)


@transaction.atomic
def pin(post: Post, *, is_pinned: bool, by: User) -> None:
    """Keeps a post above the others, or no longer. Raises AlreadyDecided where it is not out, TooManyPinned."""
    turns.take(f"chapters.pinned:{post.chapter_id}")
    if post.state != State.PUBLISHED:
        raise AlreadyDecided
    others = Post.objects.published().filter(chapter=post.chapter_id, pinned_at__isnull=False).exclude(pk=post.pk)
    if is_pinned and others.count() >= rules.PINNED:
        raise TooManyPinned
    values = {"pinned_at": timezone.now() if is_pinned else None}
    try:
        rows.change(post, values, by=by, action="chapters.pin_post")
    except rows.Stale as stale:
        raise AlreadyDecided from stale


@contextmanager
def _kept(picture: PhotoPicture | None) -> Iterator[str]:
    """The name under which the files of a picture lie ("" without one); they go where nothing comes of it."""
    name = pictures.keep(picture) if picture else ""
    try:
        yield name
    except BaseException:
        pictures.delete_files(name)
        raise


@transaction.atomic
def send(post: Post, author: Person, *, by: User, expected_version: int | None = None) -> Post:
    """Whoever sends it declares by that that it is politically neutral, and answers for it as its author. It goes out
    at once if the office trusts its author and nothing holds posts on this day; what is only held goes out by itself
    afterwards, anything else waits for the office, and what it has refused does so always. Raises NotOpen,
    NotEditable, and Stale where it does not say any more what its sender has read."""
    if not post.chapter.is_open:
        raise NotOpen
    if expected_version is not None and post.version != expected_version:
        raise rows.Stale
    if not post.is_editable:
        raise NotEditable
    now = timezone.now()
    values: dict[str, Any] = {"author": author, "declared_at": now, "state": State.WAITING, "is_held": False}
    if trust_of(author, post.chapter).is_trusted and not was_refused(post):
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
