"""Notices in words: made when they are read, in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from apps.accounts.models import Notice
from apps.core import registries
from apps.core.registries import NoticeText


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
