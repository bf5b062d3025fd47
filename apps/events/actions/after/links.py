"""The link by which somebody tells how an event was, signed in or not: for that one registration."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from apps.events.lib.signed_keys import is_signed, key_in, signed
from apps.events.models import Registration

ANSWERED_UNTIL = timedelta(days=60)  # after the end


class Over(Exception):
    """The link is none, or it is too late to answer."""


def token_of(registration: Registration) -> str:
    return signed(registration.pk, _told(registration.pk), settings.KEYED_HASH_KEY)


def opened(token: str) -> Registration:
    """The registration of a link, with its event. Raises Over."""
    key = key_in(token)
    if key is None or not is_signed(token, _told(key), settings.KEYED_HASH_KEY):
        raise Over
    row = Registration.objects.select_related("event__chapter", "account", "person").filter(pk=key).first()
    if row is None or not may_answer(row):
        raise Over
    return row


def may_answer(registration: Registration) -> bool:
    """From the end of the event, for two months."""
    now, ends_at = timezone.now(), registration.event.ends_at
    is_theirs = registration.state == Registration.State.CONFIRMED and registration.forgotten_at is None
    return is_theirs and ends_at <= now <= ends_at + ANSWERED_UNTIL


def _told(key: int) -> str:
    return f"events.feedback:{key}"
