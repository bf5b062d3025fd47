"""Notices in words: made when they are read, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from apps.accounts.models import Notice, User
from apps.core import registries
from apps.core.registries import NoticeText

FEW = 3


@dataclass(frozen=True)
class ToldNotice:
    """A notice and what it says."""

    notice: Notice
    said: NoticeText


def tell_notices(notices: Iterable[Notice]) -> list[ToldNotice]:
    """Those of a kind that no app speaks for any more are passed over."""
    return [
        ToldNotice(notice, registries.notices[notice.kind](notice.params))
        for notice in notices
        if notice.kind in registries.notices
    ]


def new_notices(user: User | AnonymousUser) -> list[ToldNotice]:
    """The newest ones that were not read yet, as many as fit beside other things."""
    return tell_notices(Notice.objects.filter(account=user.pk, read_at=None).order_by("-at", "-pk")[:FEW])
