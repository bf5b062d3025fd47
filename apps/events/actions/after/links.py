"""The link by which somebody tells how an event was, signed in or not: for that one registration."""

import hmac
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from apps.core.lib.keyed_hash import keyed_hash
from apps.events.models import Registration

ANSWERED_UNTIL = timedelta(days=60)  # after the end
SIGNS = 32  # hexadecimal digits of the hash in a link: 128 bits


class Over(Exception):
    """The link is none, or it is too late to answer."""


def token_of(registration: Registration) -> str:
    return f"{registration.pk}-{_hash_of(registration.pk)}"


def opened(token: str) -> Registration:
    """The registration of a link, with its event. Raises Over."""
    key, _dash, digest = token.partition("-")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise Over
    if not hmac.compare_digest(digest.encode(errors="replace"), _hash_of(int(key)).encode()):
        raise Over
    row = Registration.objects.select_related("event__chapter", "account", "person").filter(pk=int(key)).first()
    if row is None or not may_answer(row):
        raise Over
    return row


def may_answer(registration: Registration) -> bool:
    """From the end of the event, for two months."""
    now, ends_at = timezone.now(), registration.event.ends_at
    is_theirs = registration.state == Registration.State.CONFIRMED and registration.forgotten_at is None
    return is_theirs and ends_at <= now <= ends_at + ANSWERED_UNTIL


def _hash_of(key: int) -> str:
    return keyed_hash(f"events.feedback:{key}", settings.KEYED_HASH_KEY)[:SIGNS]
