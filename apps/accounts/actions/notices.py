"""What stands under the bell of an account: written when something happens, marked when its owner has read it."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from apps.accounts.models import Notice, User
from apps.core import registries


class UnknownKind(Exception):
    """No app has registered words for this kind of notice."""


def notify(account: User, kind: str, **params: Any) -> Notice:
    """Puts a notice under the account's bell. `params` are what its words need later; JSON keeps them."""
    _check(kind)
    return Notice.objects.create(account=account, kind=kind, params=params)


def notify_each(kind: str, params: Mapping[int, Mapping[str, Any]]) -> None:
    """The same for many accounts at once: what each is told, by the account's key."""
    _check(kind)
    Notice.objects.bulk_create(
        (Notice(account_id=account_id, kind=kind, params=dict(told)) for account_id, told in params.items()),
        batch_size=500,
    )


def mark_read(notice: Notice) -> None:
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(account: User) -> None:
    Notice.objects.filter(account=account, read_at=None).update(read_at=timezone.now())


def _check(kind: str) -> None:
    if kind not in registries.notices:
        raise UnknownKind(kind)
