"""A code that is sent to an address or a mobile number which somebody has written into their own record: whoever can
read it back owns it. The digits are in the message alone; kept is their keyed hash."""

import hmac
import secrets
from datetime import timedelta
from enum import Enum

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.emails import can_text
from apps.accounts.models import User
from apps.core.lib.digits import to_arabic
from apps.core.lib.keyed_hash import keyed_hash
from apps.records import emails
from apps.records.actions import facts
from apps.records.models import Contact, OneTimeCode, Person, Source

DIGITS = 6
MOST_TRIES = 5
LIFETIME = timedelta(minutes=15)
MOST_IN_AN_HOUR = 5  # to all addresses of one person, so that nobody's mailbox is flooded from here
_PURPOSE = OneTimeCode.Purpose.CONTACT


class TooManyCodes(Exception):
    """As many codes as an hour allows were sent for this person; no other was."""

    message = _("We have sent you several codes already. Look into your mailbox, or try again in an hour.")


class CannotBeSent(Exception):
    """There is no way to send a code there: it is nothing that takes one, or no longer in use."""

    message = _("A code cannot be sent there.")


class Answer(Enum):
    """What became of a code that somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"  # none was sent, or it is too old, was used, or was tried too often


def kinds() -> set[str]:
    """The kinds of contacts that can be sent a code from here."""
    return {Contact.Kind.EMAIL, Contact.Kind.MOBILE} if can_text() else {Contact.Kind.EMAIL}


@transaction.atomic
def send(contact: Contact, *, by: User) -> None:
    """Sends a new code; the one before it is over. Raises CannotBeSent and TooManyCodes."""
    if contact.kind not in kinds() or contact.status != Contact.Status.LIVE:
        raise CannotBeSent
    person = Person.objects.select_for_update(no_key=True).get(pk=contact.person_id)
    now = timezone.now()
    lately = OneTimeCode.objects.filter(purpose=_PURPOSE, person=person, sent_at__gt=now - timedelta(hours=1))
    if lately.count() >= MOST_IN_AN_HOUR:
        raise TooManyCodes
    OneTimeCode.objects.filter(purpose=_PURPOSE, contact=contact, expires_at__gt=now).update(expires_at=now)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    OneTimeCode.objects.create(
        purpose=_PURPOSE,
        person=person,
        contact=contact,
        digest=_digest(contact, code),
        sent_at=now,
        expires_at=now + LIFETIME,
    )
    if contact.kind == Contact.Kind.EMAIL:
        emails.send_contact_code(contact.value, code=code, language=by.language)
    else:
        emails.text_code(contact.value, code=code, language=by.language)


def confirm(contact: Contact, typed: str, *, by: User) -> Answer:
    """Notes that the contact is the person's if the newest code is what was typed. A try is counted before it is
    judged, so that many at once are no more than so many one after the other."""
    code = OneTimeCode.objects.filter(purpose=_PURPOSE, contact=contact).order_by("-pk").first()
    if code is None or not open_codes(_PURPOSE).filter(pk=code.pk).update(tries=F("tries") + 1):
        return Answer.OVER
    if not hmac.compare_digest(_digest(contact, _digits(typed)), code.digest):
        return Answer.WRONG
    return _use(code, contact, by=by)


@transaction.atomic
def _use(code: OneTimeCode, contact: Contact, *, by: User) -> Answer:
    if not OneTimeCode.objects.filter(pk=code.pk, used_at=None).update(used_at=timezone.now()):
        return Answer.OVER
    facts.confirm(contact, source=Source.SELF, by=by)
    return Answer.RIGHT


def open_codes(purpose: OneTimeCode.Purpose) -> QuerySet[OneTimeCode]:
    """Those that may still be tried."""
    return OneTimeCode.objects.filter(
        purpose=purpose, used_at=None, expires_at__gt=timezone.now(), tries__lt=MOST_TRIES
    )


def _digest(contact: Contact, code: str) -> str:
    """Of the code and the very address to which it went: an address changed meanwhile is another one."""
    return keyed_hash(f"{_PURPOSE}:{contact.pk}:{contact.value}:{code}", settings.KEYED_HASH_KEY)


def _digits(typed: str) -> str:
    return "".join(sign for sign in to_arabic(typed) if sign.isdigit())
