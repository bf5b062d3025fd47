"""Links and QR codes for joining a group."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters import rules
from apps.chapters.actions.refusals import AlreadyDecided, NotOpen, TooManyLinks
from apps.chapters.models import Chapter, JoinLink
from apps.core.actions import rows, turns


@transaction.atomic
def make(chapter: Chapter, *, days: int, label: str = "", by: User) -> JoinLink:
    """A link that is good for so many days. Raises NotOpen, TooManyLinks."""
    if not chapter.is_open:
        raise NotOpen
    turns.take(f"chapters.links:{chapter.pk}")
    now = timezone.now()
    if JoinLink.objects.filter(chapter=chapter, ended_at=None, expires_at__gt=now).count() >= rules.LINKS:
        raise TooManyLinks
    row = JoinLink(chapter=chapter, code=secrets.token_urlsafe(9), label=label, made_by=by)
    row.expires_at = now + timedelta(days=days)
    return rows.create(row, by=by, action="chapters.make_link")


def end(link: JoinLink, *, by: User) -> None:
    """It is no good from now on. Raises AlreadyDecided."""
    if link.ended_at is not None:
        raise AlreadyDecided
    try:
        rows.change(link, {"ended_at": timezone.now()}, by=by, action="chapters.end_link")
    except rows.Stale as stale:
        raise AlreadyDecided from stale
