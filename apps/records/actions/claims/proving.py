"""Claiming a record by oneself: what somebody types, the code that a fitting contact is sent, the record that is
theirs when it comes back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.actions import account_for_proven_address
from apps.accounts.emails import can_text
from apps.accounts.models import User
from apps.core.actions import rows
from apps.records.actions import facts
from apps.records.actions.claims import codes, limits, linking
from apps.records.actions.claims.limits import Claimant
from apps.records.models import Claim, Contact, OneTimeCode, Person, PersonName, Source
from apps.records.querysets.claims import Typed, fitting, mail_contacts, text_contacts


class NeedsAccount(Exception):
    """A letter proves where somebody lives, a text message whose telephone it is; neither opens an account."""

    message = _("Sign in or create an account first. Then come back to this page and type the code.")


class CodeSpent(Exception):
    """The code was used at this very moment, in another window."""

    message = _("This code was used already.")


@transaction.atomic
def begin(typed: Typed, *, claimant: Claimant) -> Claim:
    """Writes the claim down and, where it fits exactly one record with an address that works, sends a code there.
    The answer is the same whomever it fits. Raises TooMany."""
    claim, contact = write_down(typed, claimant=claimant, kind=Claim.Kind.MINE)
    codes.send(claim, contact)
    return claim


def write_down(typed: Typed, *, claimant: Claimant, kind: str) -> tuple[Claim, Contact | None]:
    """The claim, with whom it fits and what stands in its way; where nothing does, the contact for a code. Raises
    TooMany."""
    limits.check(claimant, typed.target)
    person, contact, obstacle = _match(fitting(typed))
    claim = Claim(
        kind=kind,
        obstacle=obstacle,
        person=person,
        account=claimant.account,
        name=typed.name,
        student_id=typed.student_id,
        year_be=typed.year_be,
        birth_date=typed.birth_date,
        language=claimant.language,
        network=claimant.network,
        browser=claimant.browser,
        target=limits.target_hash(typed.target),
    )
    subject_id = person.pk if person else None
    rows.create(claim, by=claimant.account, action="records.begin_claim", subject_id=subject_id)
    return claim, contact


@transaction.atomic
def redeem(code: OneTimeCode, *, account: User | None, claim: Claim | None = None) -> User:
    """Hands the record over to the account that has shown the code; without one, to the account of the address to
    which the code went. Raises NeedsAccount, SignInFirst, AccountClosed, HasOtherRecord, Taken, CodeSpent; the code
    stays good."""
    person = code.person
    if person is None:
        raise ValueError("a code that was sent nowhere")
    account = account or _account_of(code, person, claim)
    linking.link(person, account, by=account, action="records.claim_record")
    if code.contact is not None:
        facts.confirm(code.contact, source=Source.SELF, by=account)
    if not codes.use_up(code):
        raise CodeSpent
    if claim is not None:
        now = timezone.now()
        values = {"state": Claim.State.APPROVED, "account": account, "linked_at": now, "decided_at": now}
        rows.change(claim, values, by=account, action="records.prove_claim", subject_id=person.pk)
    return account


def name_of(person: Person) -> str:
    name = PersonName.objects.filter(person=person, is_current=True).first()
    return name.full if name else ""


def _match(people: list[Person]) -> tuple[Person | None, Contact | None, str]:
    """The one person whom it can be, where a code can go, and what stands in its way."""
    if len(people) != 1:
        return None, None, Claim.Obstacle.SEVERAL if people else Claim.Obstacle.NO_MATCH
    person = people[0]
    death = getattr(person, "death", None)
    if death and death.is_confirmed:
        return person, None, Claim.Obstacle.DECEASED
    if person.account_id:
        return person, None, Claim.Obstacle.TAKEN
    texts = text_contacts(person) if can_text() else []
    contact = next(iter([*mail_contacts(person), *texts]), None)
    return person, contact, Claim.Obstacle.NONE if contact else Claim.Obstacle.NO_CONTACT


def _account_of(code: OneTimeCode, person: Person, claim: Claim | None) -> User:
    if code.contact is None or code.contact.kind != Contact.Kind.EMAIL:
        raise NeedsAccount
    language = claim.language if claim else person.language
    return account_for_proven_address(code.contact.value, name=name_of(person), language=language)
