"""Taking over a record by the link that the office mailed, or with the code of its letter."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from apps.accounts.actions import account_for_proven_address
from apps.accounts.models import User
from apps.core.actions import audit, rows
from apps.core.lib.digits import to_thai
from apps.records.actions import contacts, disclosures, facts
from apps.records.actions.claims import codes, linking
from apps.records.actions.claims.deciding import JOIN, OWNER_MAY_OBJECT
from apps.records.actions.claims.proving import name_of
from apps.records.exports import post
from apps.records.models import Claim, Contact, Disclosure, OneTimeCode, Person, Source

LIFETIME = timedelta(days=7)


class LinkOver(Exception):
    """The link is too old, was used, or was replaced by a newer decision."""


class Disputed(Exception):
    """Somebody who reads the mail of the person said that it was not them; the office must decide first."""

    message = _("The office is looking into this record. You will hear from it before anything happens.")


class TooEarly(Exception):
    """Whoever has the record now may still object."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class NoLetter(Exception):
    """A letter cannot be sent to this person; `message` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def opened_link(token: str) -> Claim:
    """The claim whose record the link hands over. Raises LinkOver."""
    try:
        public_id, decided_at = signing.loads(token, salt=JOIN, max_age=LIFETIME)
    except signing.BadSignature as error:
        raise LinkOver from error
    claim = Claim.objects.select_related("person", "account").filter(public_id=public_id).first()
    if claim is None or claim.state != Claim.State.APPROVED or claim.linked_at or str(claim.decided_at) != decided_at:
        raise LinkOver
    return claim


def waits_until(claim: Claim) -> datetime | None:
    """The moment before which the record stays with the account that has it; None where it is free."""
    if claim.person is None or claim.decided_at is None or claim.person.account_id in {None, claim.account_id}:
        return None
    until = claim.decided_at + OWNER_MAY_OBJECT
    return until if timezone.now() < until else None


@transaction.atomic
def join(claim: Claim, *, account: User | None) -> User:
    """Hands the record over to the account, or to that of the address to which the link went. Raises LinkOver,
    Disputed, TooEarly, SignInFirst, AccountClosed, HasOtherRecord."""
    claim = Claim.objects.select_for_update(of=("self",)).select_related("person", "account").get(pk=claim.pk)
    person = claim.person
    if person is None or claim.linked_at or claim.state != Claim.State.APPROVED:
        raise LinkOver
    if Claim.objects.objections(person).exists():
        raise Disputed
    if until := waits_until(claim):
        raise TooEarly(until)
    owner = account or account_for_proven_address(claim.reply_to, name=name_of(person), language=claim.language)
    if person.account_id not in {None, owner.pk} and claim.decided_by:
        linking.unlink(person, by=claim.decided_by, reason=str(claim))
    linking.link(person, owner, by=owner, action="records.claim_record")
    _keep_address(person, claim.reply_to, by=owner)
    values = {"account": owner, "linked_at": timezone.now()}
    rows.change(claim, values, by=owner, action="records.link_claim", subject_id=person.pk)
    return owner


@transaction.atomic
def print_letter(person: Person, *, number: str, by: User, reason: str) -> bytes:
    """A letter (PDF) with a code to the address on file. Raises NoLetter."""
    exported: Any = Person.objects.filter(pk=person.pk).for_export().get()  # an Exported, by its prefetches
    pile = post.collect([exported], timezone.localdate())
    if not pile.people:
        raise NoLetter(pile.summary())
    code = codes.for_letter(person, exported.live_addresses[0])
    printed = OneTimeCode.objects.filter(person=person, purpose=OneTimeCode.Purpose.POST).latest("pk")
    entry = audit.Change(audit.table_of(printed), str(printed.pk), 1, None, {"purpose": printed.purpose}, person.pk)
    audit.write([entry], action="records.print_claim_letter", by=by, reason=reason)
    disclosures.note(person, to=by, kind=Disclosure.Kind.LETTER, what=str(entry.table), reason=reason[:300])
    return post.render("letter", pile, text=_letter(number, code))


def _letter(number: str, code: str) -> post.LetterText:
    """The letter is in Thai, as all of the office's letters are."""
    with translation.override("th"):
        page = settings.SITE_URL + reverse("records:claim_code")
        days = to_thai(str(codes.POST_LIFETIME.days))
        body = (
            "สำนักงานขอส่งรหัสสำหรับรับทะเบียนศิษย์เก่าของท่านมาพร้อมหนังสือนี้ ตามที่ได้มีการแจ้งความประสงค์ไว้\n"
            f"รหัสของท่านคือ {code} ใช้ได้ครั้งเดียวภายใน {days} วัน โปรดเปิดหน้า {page} แล้วพิมพ์รหัสนี้\n"
            "หากท่านไม่ได้ขอรหัส โปรดเก็บหนังสือนี้ไว้เป็นส่วนตัวและแจ้งสำนักงาน ผู้อื่นจะใช้รหัสนี้ได้ต่อเมื่อเห็นหนังสือฉบับนี้เท่านั้น"
        )
    return post.LetterText(number=number, subject="รหัสรับทะเบียนศิษย์เก่า", body=body, dated=timezone.localdate())


def _keep_address(person: Person, email: str, *, by: User) -> None:
    """The address is proven, so it is how the person is reached from now on."""
    known = Contact.objects.filter(person=person, kind=Contact.Kind.EMAIL, value__iexact=email).first()
    if known is None:
        known = Contact(person=person, kind=Contact.Kind.EMAIL, value=email, source=Source.SELF, is_primary=True)
        contacts.add(known, by=by)
    elif known.status != Contact.Status.LIVE:
        contacts.set_status(known, Contact.Status.LIVE, source=Source.SELF, by=by)
    facts.confirm(known, source=Source.SELF, by=by)
