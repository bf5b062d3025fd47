"""A record and the account of the person whose it is. One account, one person."""

from datetime import datetime

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.actions import history
from apps.accounts.actions.notices import notify
from apps.accounts.models import User
from apps.core.actions import rows
from apps.records import emails
from apps.records.actions import cards, search
from apps.records.models import Person, PersonName
from apps.records.querysets.claims import mail_contacts

OBJECTION = "records.claim_objection"


class HasOtherRecord(Exception):
    """The account is somebody else's in the registry already."""

    message = _("This account has a record already, and an account has only one. If both are yours, tell the office.")


class Taken(Exception):
    """Another account has this record."""

    message = _("Another account has this record already.")


class NotLinked(Exception):
    """Nobody has this record."""

    message = _("No account has this record.")


@transaction.atomic
def link(person: Person, account: User, *, by: User | None, action: str, reason: str = "") -> None:
    """From now on the record is this account's; every address on file hears of it. Raises HasOtherRecord, Taken."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.account_id not in {None, account.pk}:
        raise Taken
    if Person.objects.filter(account=account).exclude(pk=person.pk).exists():
        raise HasOtherRecord
    try:
        rows.change(locked, {"account": account}, by=by, action=action, subject_id=person.pk, reason=reason)
    except ValidationError as error:  # the same account took another record at this very moment
        raise HasOtherRecord from error
    _name_account(account, locked)
    notify(account, "records.record_linked")
    tell_contacts(locked)
    search.refresh([person.pk])


@transaction.atomic
def unlink(person: Person, *, by: User, reason: str) -> None:
    """Takes the record from the account that has it. Raises NotLinked."""
    locked = Person.objects.select_for_update(of=("self",)).select_related("account").get(pk=person.pk)
    if locked.account is None:
        raise NotLinked
    account = locked.account
    values = {"account": None}
    rows.change(locked, values, by=by, action="records.unlink_account", subject_id=person.pk, reason=reason)
    cards.withdraw(locked, by=by)
    notify(account, "records.record_unlinked")
    search.refresh([person.pk])


def tell_contacts(person: Person, *, not_before: datetime | None = None) -> None:
    """Tells everybody who may be reached as this person that somebody claims the record, and how to object."""
    token = objection_token(person)
    for contact in mail_contacts(person):
        emails.send_record_claimed(contact.value, token=token, language=person.language, not_before=not_before)


def objection_token(person: Person) -> str:
    """Names the person; signed."""
    return signing.dumps(str(person.public_id), salt=OBJECTION)


def _name_account(account: User, person: Person) -> None:
    name = PersonName.objects.filter(person=person, is_current=True).first()
    if name and not account.name:
        before = history.state(account)
        account.name = name.full[:150]
        account.save(update_fields=["name"])
        history.record(account, before, action="accounts.name_account", by=account)
