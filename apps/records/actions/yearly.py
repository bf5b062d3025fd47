"""Once a year people are asked whether their record is still right. One tap says so, also from the mail."""

from datetime import date, datetime, timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone

from apps.accounts.actions import notices
from apps.accounts.models import User
from apps.core.registries.mailings import Due
from apps.records import emails
from apps.records.actions import facts, profiles
from apps.records.models import Contact, Person, Source
from apps.records.querysets.yearly import YEAR, due_for_the_question

NOTICE = "records.confirm_record"
A_DAY = 200  # questions, so that answers and corrections come in evenly
LINK = "records.confirm_record"
LINK_LIFETIME = timedelta(days=60)


class LinkOver(Exception):
    """The link is too old, or the record has passed to another account."""


def due(now: datetime) -> list[Due]:
    """Those whose turn it is, each for the newest day that is some years after what they last said, were asked, or
    joined; who has waited longest comes first."""
    said = ("pk", "profile__confirmed_at", "profile__asked_at", "account__joined_at")
    today = timezone.localdate(now)
    found = due_for_the_question(now).values_list(*said)
    return [Due(person, _anniversary(max(filter(None, moments)), today)) for person, *moments in found]


@transaction.atomic
def ask(due: Due, now: datetime) -> bool:
    """Asks one, if it is still their turn."""
    person = due_for_the_question(now).filter(pk=due.person_id).first()
    if person is None:
        return False
    _ask(person, now)
    return True


@transaction.atomic
def confirm(person: Person, *, by: User) -> None:
    """The person says that all is right: so do the contacts that they gave us themself."""
    profiles.change(person, {"confirmed_at": timezone.now()}, by=by, action="records.confirm_record")
    for contact in Contact.objects.filter(person=person, source=Source.SELF, status=Contact.Status.LIVE):
        facts.confirm(contact, source=Source.SELF, by=by)


def link_token(person: Person) -> str:
    """Names the person and the account that has the record; signed."""
    return signing.dumps([str(person.public_id), person.account_id], salt=LINK)


def opened_link(token: str) -> Person:
    """The person whom the link asks. Raises LinkOver."""
    try:
        public_id, account_id = signing.loads(token, salt=LINK, max_age=LINK_LIFETIME)
    except signing.BadSignature as error:
        raise LinkOver from error
    found = Person.objects.filter(public_id=public_id, account=account_id, account__is_active=True)
    person = found.select_related("account").first()
    if person is None:
        raise LinkOver
    return person


def _anniversary(since: datetime, today: date) -> date:
    first = timezone.localdate(since)
    return first + YEAR * ((today - first) // YEAR)


def _ask(person: Person, now: datetime) -> None:
    profiles.change(person, {"asked_at": now}, by=None, action="records.ask_whether_right")
    account = person.account
    if account is None:
        return
    notices.notify(account, NOTICE)
    if account.email:
        emails.send_yearly_question(account, token=link_token(person))
