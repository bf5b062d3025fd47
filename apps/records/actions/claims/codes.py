"""The codes of claims. A claim that fits nobody has the same done for it, and a letter's code is found by itself;
otherwise they are as all one-time codes (`actions.codes`)."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from apps.core.lib.digits import to_arabic
from apps.core.lib.keyed_hash import keyed_hash
from apps.records import emails
from apps.records.actions.codes import LIFETIME, open_codes
from apps.records.models import Address, Claim, Contact, OneTimeCode, Person

POST_LIFETIME = timedelta(days=30)
MOST_A_DAY = 3  # codes that one person is sent, whoever asks for them

# A letter's code is looked up by itself, so it must be one that nobody guesses: 10 of 30 signs that cannot be mistaken
# for one another are 49 bits.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_POST_LENGTH = 10


def send(claim: Claim, contact: Contact | None) -> None:
    """Sends a code to the contact of the person whom the claim fits. For a claim without one, or of a person who has
    been sent enough for today, the same work is done and the code goes nowhere."""
    contact = contact if contact and _may_be_sent(contact) else None
    code = f"{secrets.randbelow(1_000_000):06}" if contact else secrets.token_hex(16)
    now = timezone.now()
    OneTimeCode.objects.create(
        purpose=OneTimeCode.Purpose.CLAIM,
        person_id=contact.person_id if contact else None,
        claim=claim,
        contact=contact,
        digest=_digest(OneTimeCode.Purpose.CLAIM, str(claim.public_id), code),
        sent_at=now,
        expires_at=now + LIFETIME,
    )
    if contact and contact.kind == Contact.Kind.MOBILE:
        emails.text_code(contact.value, code=code, language=claim.language)
    else:
        emails.send_claim_code(contact.value if contact else "", code=code, language=claim.language)


@transaction.atomic
def matches(claim: Claim, typed: str) -> OneTimeCode | None:
    """The code that was sent for this claim, if that is what was typed; each call is one of its few tries. It is
    not used up: that is for whoever hands over the record."""
    newest = OneTimeCode.objects.filter(claim=claim, purpose=OneTimeCode.Purpose.CLAIM).latest("pk")
    alive = open_codes(OneTimeCode.Purpose.CLAIM).filter(pk=newest.pk)
    may_try = alive.update(tries=F("tries") + 1)
    digest = _digest(OneTimeCode.Purpose.CLAIM, str(claim.public_id), normal(typed))
    is_right = constant_time_compare(newest.digest, digest)
    return newest if may_try and is_right and newest.person_id else None


def for_letter(person: Person, address: Address) -> str:
    """A new code to be printed in a letter; older letters' codes of this person are over."""
    now = timezone.now()
    code = "".join(secrets.choice(_SIGNS) for _ in range(_POST_LENGTH))
    open_codes(OneTimeCode.Purpose.POST).filter(person=person).update(expires_at=now)
    OneTimeCode.objects.create(
        purpose=OneTimeCode.Purpose.POST,
        person=person,
        address=address,
        digest=_digest(OneTimeCode.Purpose.POST, "", code),
        sent_at=now,
        expires_at=now + POST_LIFETIME,
    )
    return f"{code[:5]}-{code[5:]}"


def of_letter(typed: str) -> OneTimeCode | None:
    """The letter's code that was typed, with any dashes, spaces and small letters."""
    digest = _digest(OneTimeCode.Purpose.POST, "", normal(typed))
    return open_codes(OneTimeCode.Purpose.POST).filter(digest=digest).select_related("person").first()


def is_of_letter(typed: str) -> bool:
    return len(normal(typed)) == _POST_LENGTH


def normal(typed: str) -> str:
    """Letters and digits alone, as they were sent: Thai digits as 0-9, capitals."""
    return "".join(char for char in to_arabic(typed[:40]).upper() if char.isalnum())


def use_up(code: OneTimeCode) -> bool:
    """True for the one who comes first."""
    return bool(OneTimeCode.objects.filter(pk=code.pk, used_at=None).update(used_at=timezone.now()))


def _may_be_sent(contact: Contact) -> bool:
    person = Person.objects.select_for_update(no_key=True).get(pk=contact.person_id)  # two at once wait here
    today = OneTimeCode.objects.filter(
        person=person, purpose=OneTimeCode.Purpose.CLAIM, sent_at__gt=timezone.now() - timedelta(days=1)
    )
    return today.count() < MOST_A_DAY


def _digest(purpose: str, claim: str, code: str) -> str:
    return keyed_hash(f"code.{purpose}.{claim}:{code}", settings.KEYED_HASH_KEY)
