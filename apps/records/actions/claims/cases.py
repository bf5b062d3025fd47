"""Claims that cannot prove themselves: the claimant's side. The office's is in `deciding`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.models import User
from apps.core.actions import rows
from apps.records import emails
from apps.records.actions.claims.limits import Claimant, target_hash
from apps.records.actions.claims.linking import OBJECTION
from apps.records.actions.claims.proving import name_of, write_down
from apps.records.models import Claim, Person
from apps.records.querysets.claims import Typed
from apps.records.querysets.successors import successor_of

OBJECT_WITHIN = timedelta(days=60)


class NotNow(Exception):
    """The claim is no longer where this can be done: somebody was faster, or it was done before."""

    message = gettext_lazy("This claim has moved on in the meantime. Look at where it stands now.")


@transaction.atomic
def open_case(typed: Typed, details: Mapping[str, Any], *, claimant: Claimant, kind: str) -> Claim:
    """A claim that goes to the office without a code: of who is not on record, has lost everything, or does not get
    along. Raises TooMany."""
    claim, _contact = write_down(typed, claimant=claimant, kind=kind)
    _open(claim, details, by=claimant.account)
    return claim


@transaction.atomic
def ask_office(claim: Claim, details: Mapping[str, Any], *, by: User | None) -> None:
    """Makes a claim whose code did not come back a case for the office, which learns what stood in the way.
    `details`: email, phone, former_name, faculty_text, message. Raises NotNow."""
    _at(claim, Claim.State.CODE)
    _open(claim, {"obstacle": claim.obstacle or Claim.Obstacle.NO_CODE} | dict(details), by=by)


@transaction.atomic
def answer(claim: Claim, text: str, *, by: User | None) -> None:
    """What the claimant says to the office's question; the case is open again. Raises NotNow."""
    _at(claim, Claim.State.ASKED)
    message = f"{claim.message}\n\n{text}".strip()
    _change(claim, {"message": message, "state": Claim.State.OPEN}, by=by, action="records.answer_claim")


@transaction.atomic
def appeal(claim: Claim, text: str, *, by: User | None) -> None:
    """Asks the office to look again, once. Raises NotNow."""
    _at(claim, Claim.State.REFUSED)
    if claim.appeal:
        raise NotNow
    values = {"appeal": text, "appealed_at": timezone.now(), "state": Claim.State.OPEN}
    _change(claim, values, by=by, action="records.appeal_claim")


@transaction.atomic
def withdraw(claim: Claim, *, by: User | None) -> None:
    """The claimant does not want it any more. Raises NotNow."""
    _at(claim, Claim.State.OPEN, Claim.State.ASKED)
    _change(claim, {"state": Claim.State.WITHDRAWN}, by=by, action="records.withdraw_claim")


def opened_objection(token: str) -> Person | None:
    """Whose record the mail was about; None where the link is too old."""
    try:
        public_id = signing.loads(token, salt=OBJECTION, max_age=OBJECT_WITHIN)
    except signing.BadSignature:
        return None
    found = Person.objects.filter(public_id=public_id).first()
    lives_on = None if found else successor_of(public_id)
    return Person.objects.filter(public_id=lives_on).first() if lives_on else found


@transaction.atomic
def object_to(person: Person) -> Claim:
    """Somebody who reads this person's mail says that it was not them: a case for the office, once. A record that
    waits to be handed over is not handed over while such a case is open."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if there := Claim.objects.objections(person).first():
        return there
    with translation.override(person.language):
        message = _("I was told that somebody claims my record. It was not me.")
    objection = Claim(
        kind=Claim.Kind.OBJECT,
        state=Claim.State.OPEN,
        obstacle=Claim.Obstacle.TAKEN,
        person=person,
        name=name_of(person) or str(person),
        message=message,
        language=person.language,
        target=target_hash(str(person.public_id)),
    )
    return rows.create(objection, by=None, action="records.object_to_claim", subject_id=person.pk)


def _open(claim: Claim, values: Mapping[str, Any], *, by: User | None) -> None:
    _change(claim, dict(values) | {"state": Claim.State.OPEN}, by=by, action="records.ask_office")
    emails.send_claim_received(claim)


def _at(claim: Claim, *states: Claim.State) -> None:
    if Claim.objects.select_for_update().get(pk=claim.pk).state not in states:
        raise NotNow


def _change(claim: Claim, values: Mapping[str, Any], *, by: User | None, action: str) -> None:
    rows.change(claim, values, by=by, action=action, subject_id=claim.person_id)
