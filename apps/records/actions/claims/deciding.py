"""What the office decides on a claim."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.actions.notices import notify_each
from apps.accounts.models import User
from apps.core.actions import rows
from apps.records import emails
from apps.records.actions.claims import linking
from apps.records.actions.claims.cases import NotNow
from apps.records.actions.claims.proving import name_of
from apps.records.models import Claim, Death, Person

JOIN = "records.join_claim"
OWNER_MAY_OBJECT = timedelta(days=3)  # before a record goes from one account to another


class Deceased(Exception):
    """Two sources say that this person has died."""

    message = _("This person is recorded as deceased. If that is wrong, withdraw the report of the death first.")


class NoAddress(Exception):
    """There is no e-mail address to which the link could go."""

    message = _("The claim has no e-mail address to answer to. Hand the record over at the counter.")


@transaction.atomic
def approve(claim: Claim, person: Person, *, by: User, reply: str = "", expected_version: int | None = None) -> None:
    """The record is the claimant's. It is handed over at once where the claim has an account and nobody else has the
    record; otherwise by a link in a mail. Raises NotNow, Stale, Deceased, NoAddress, HasOtherRecord, Taken."""
    person = _living(person)
    decide(claim, Claim.State.APPROVED, {"person": person, "reply": reply}, by=by, expected_version=expected_version)
    if claim.kind == Claim.Kind.OBJECT:
        _uphold(claim, person, by=by)
    elif claim.account is not None and person.account_id in {None, claim.account_id}:
        linking.link(person, claim.account, by=by, action="records.approve_claim")
        rows.change(claim, {"linked_at": timezone.now()}, by=by, action="records.link_claim", subject_id=person.pk)
        emails.send_claim_linked(claim)
    else:
        offer(claim, person)


@transaction.atomic
def refuse(claim: Claim, reply: str, *, by: User, expected_version: int | None = None) -> None:
    """The record is not handed over; the claimant reads why. Raises NotNow, Stale."""
    decide(claim, Claim.State.REFUSED, {"reply": reply}, by=by, expected_version=expected_version)
    emails.send_claim_refused(claim)


@transaction.atomic
def ask_back(claim: Claim, question: str, *, by: User, expected_version: int | None = None) -> None:
    """The office needs to know more; the claim is off the pile until it is answered. Raises NotNow, Stale."""
    if claim.state != Claim.State.OPEN:
        raise NotNow
    values = {"state": Claim.State.ASKED, "reply": question}
    _change(claim, values, by=by, action="records.ask_claimant", expected_version=expected_version)
    emails.send_claim_question(claim)


@transaction.atomic
def hand_over(person: Person, email: str, *, by: User, reason: str) -> Claim:
    """At the counter: whoever stands there and has shown who they are gets the link at the address that they say.
    Raises Deceased, and NotNow where the record is disputed."""
    person = _living(person)
    if Claim.objects.objections(person).exists():
        raise NotNow
    claim = Claim(
        state=Claim.State.APPROVED,
        person=person,
        name=name_of(person) or str(person),
        email=email,
        language=person.language,
        decided_by=by,
        decided_at=timezone.now(),
        message=reason,
    )
    rows.create(claim, by=by, action="records.hand_over_record", subject_id=person.pk, reason=reason)
    offer(claim, person)
    return claim


def offer(claim: Claim, person: Person) -> None:
    """Mails the link by which the record is taken over. Whoever has the record now hears of it and may object."""
    if not claim.reply_to:
        raise NoAddress
    not_before = None
    if person.account_id and claim.decided_at:
        not_before = claim.decided_at + OWNER_MAY_OBJECT
        notify_each("records.record_asked_for", {person.account_id: {}})
        linking.tell_contacts(person, not_before=not_before)
    emails.send_claim_approved(claim, token=token(claim), not_before=not_before)


def token(claim: Claim) -> str:
    """Names the claim and this very decision on it."""
    return signing.dumps([str(claim.public_id), str(claim.decided_at)], salt=JOIN)


def decide(
    claim: Claim, state: Claim.State, values: Mapping[str, Any], *, by: User, expected_version: int | None
) -> None:
    """Closes the case. Raises NotNow where it is closed."""
    if not claim.waits_for_office:
        raise NotNow
    values = dict(values) | {"state": state, "decided_by": by, "decided_at": timezone.now()}
    _change(claim, values, by=by, action=f"records.{state}_claim", expected_version=expected_version)


def _living(person: Person) -> Person:
    """The person as they stand now, locked. Raises Deceased."""
    if Death.objects.filter(person=person, confirmed_at__isnull=False).exists():
        raise Deceased
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _uphold(objection: Claim, person: Person, *, by: User) -> None:
    """Whoever claimed the record was not the person: it is taken back, and links that wait are worth nothing."""
    waiting = Claim.objects.filter(person=person, state=Claim.State.APPROVED, linked_at=None).exclude(pk=objection.pk)
    for claim in waiting:
        rows.change(claim, {"state": Claim.State.REFUSED}, by=by, action="records.refused_claim", subject_id=person.pk)
    if person.account_id:
        linking.unlink(person, by=by, reason=objection.message)


def _change(
    claim: Claim, values: Mapping[str, Any], *, by: User, action: str, expected_version: int | None = None
) -> None:
    person = values.get("person")
    subject_id = person.pk if person else claim.person_id
    rows.change(claim, values, by=by, action=action, subject_id=subject_id, expected_version=expected_version)
