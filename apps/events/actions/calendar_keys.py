"""The secret address under which somebody's calendar program reads their events. Only its hash is kept, so it is shown
once; whoever has lost it makes another."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.models import CalendarKey

MOST = 10  # good at once
BYTES = 24
USED_AGAIN_AFTER = timedelta(hours=1)  # how exactly it is known when a key was last used


class TooManyKeys(Exception):
    message = _("You have many addresses that are good. Revoke one that you no longer use.")


@transaction.atomic
def make(account: User, *, label: str) -> str:
    """The secret, which nobody can read again. Raises TooManyKeys, ValidationError."""
    User.objects.select_for_update(no_key=True).get(pk=account.pk)
    if CalendarKey.objects.filter(account=account, revoked_at=None).count() >= MOST:
        raise TooManyKeys
    secret = secrets.token_urlsafe(BYTES)
    row = CalendarKey(account=account, digest=digest(secret), label=label)
    rows.create(row, by=account, action="events.make_calendar_key")
    return secret


def revoke(key: CalendarKey, *, by: User) -> None:
    """Whoever has the address reads nothing any more. Raises Stale."""
    if key.revoked_at is None:
        rows.change(key, {"revoked_at": timezone.now()}, by=by, action="events.revoke_calendar_key")


def opened_by(secret: str) -> CalendarKey | None:
    """The key that this secret is, if it is good; notes that it was used, now and then."""
    found = CalendarKey.objects.filter(digest=digest(secret), revoked_at=None).select_related("account")
    key = found.filter(account__is_active=True).first()
    now = timezone.now()
    if key is not None and (key.last_used_at is None or now - key.last_used_at > USED_AGAIN_AFTER):
        CalendarKey.objects.filter(pk=key.pk).update(last_used_at=now)
    return key


def digest(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()
