"""Codes that prove that somebody reads what comes to a contact or an address on file. Whoever sends one writes the
digits into the message and forgets them."""

import hmac
import secrets
from datetime import timedelta
from enum import Enum

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from apps.core.lib.digits import to_arabic
from apps.core.lib.keyed_hash import keyed_hash
from apps.records.models import Address, Claim, Contact, OneTimeCode, Person

DIGITS = 6
MOST_TRIES = 5
LIFETIME = timedelta(minutes=15)
MOST_IN_AN_HOUR = 5  # codes for one person, whatever the purpose


class TooManyCodes(Exception):
    """As many codes as an hour allows were sent to this person; no other was made."""


class Answer(Enum):
    """What became of a code that somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"  # none was sent, or it is too old, was used, or was tried too often


@transaction.atomic
def issue(
    purpose: OneTimeCode.Purpose,
    person: Person,
    *,
    claim: Claim | None = None,
    contact: Contact | None = None,
    address: Address | None = None,
    lifetime: timedelta = LIFETIME,
) -> str:
    """Makes a code and returns its digits, which are kept nowhere; an earlier one for the same thing is over. Raises
    TooManyCodes."""
    now = timezone.now()
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if OneTimeCode.objects.filter(person=person, sent_at__gt=now - timedelta(hours=1)).count() >= MOST_IN_AN_HOUR:
        raise TooManyCodes
    where = {"person": person, "claim": claim, "contact": contact, "address": address}
    open_codes(purpose).filter(**where).update(expires_at=now)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    digest = _digest(purpose, person.pk, code)
    OneTimeCode.objects.create(purpose=purpose, digest=digest, sent_at=now, expires_at=now + lifetime, **where)
    return code


def redeem(codes: QuerySet[OneTimeCode], typed: str) -> Answer:
    """Uses up the newest of these codes if it is what was typed. A wrong try is counted before it is judged, so that
    many at once are no more than so many one after the other."""
    code = codes.order_by("-pk").first()
    if code is None:
        return Answer.OVER
    alive = open_codes(OneTimeCode.Purpose(code.purpose)).filter(pk=code.pk)
    if not alive.update(tries=F("tries") + 1):
        return Answer.OVER
    if not hmac.compare_digest(_digest(code.purpose, code.person_id, _bare(typed)), code.digest):
        return Answer.WRONG
    used = OneTimeCode.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=timezone.now())
    return Answer.RIGHT if used else Answer.OVER


def open_codes(purpose: OneTimeCode.Purpose) -> QuerySet[OneTimeCode]:
    """Those that may still be tried."""
    return OneTimeCode.objects.filter(
        purpose=purpose, used_at__isnull=True, expires_at__gt=timezone.now(), tries__lt=MOST_TRIES
    )


def _digest(purpose: str, person_id: int | None, code: str) -> str:
    return keyed_hash(f"{purpose}:{person_id}:{code}", settings.KEYED_HASH_KEY)


def _bare(typed: str) -> str:
    return "".join(digit for digit in to_arabic(typed) if digit.isdigit())
