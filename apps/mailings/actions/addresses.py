"""What is concluded about an address from what came back: a ladder from "perhaps full" to "gone", and down again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from apps.accounts.actions import notices
from apps.accounts.models import User
from apps.mailings.models import AddressState, Return
from apps.mailings.querysets.addresses import confirmed, returned_from, unreturned
from apps.records.actions import contacts
from apps.records.models import Contact, Source

BOUNCED_NOTICE = "mailings.address_comes_back"

# So many returns for now in a row, on different days: nothing, nothing, then ever longer rests, then it is gone.
RESTS = {3: timedelta(days=14), 4: timedelta(days=30), 5: timedelta(days=60)}
GONE_AFTER = 6
A_DAY = timedelta(hours=20)  # returns of one day count as one: four mailings may have met one full mailbox


@transaction.atomic
def came_back(address: str, *, hard: bool, reason: str, at: datetime) -> None:
    """One step up the ladder, or to its end."""
    state = _state(address, at)
    if state.hard_at is not None or (state.last_ok_at and state.last_ok_at > at):  # news that came late
        return
    if hard:
        _is_gone(state, reason, at)
        return
    lately = returned_from(state.address).filter(kind=Return.Kind.SOFT, at__gt=at - A_DAY)
    if state.soft_bounces and lately.count() > 1:
        return
    state.soft_bounces += 1
    state.reason, state.changed_at = _printable(reason), timezone.now()
    if state.soft_bounces >= GONE_AFTER:
        _is_gone(state, reason, at)
        return
    if rest := RESTS.get(state.soft_bounces):
        state.held_until = at + rest
    state.save()


@transaction.atomic
def complained(address: str, *, at: datetime) -> None:
    """Its owner called our mail spam: no mailing goes there any more."""
    state = _state(address, at)
    state.complaint_at = state.complaint_at or at
    state.changed_at = timezone.now()
    state.save()


@transaction.atomic
def arrived(address: str, *, at: datetime) -> None:
    """A good delivery: back to the foot of the ladder. A complaint stays."""
    state = AddressState.objects.select_for_update().filter(address=address.lower()).first()
    if state is None or (state.last_ok_at and state.last_ok_at >= at):
        return
    if state.hard_at is not None and state.hard_at >= at:
        return
    was_gone = state.hard_at is not None
    state.soft_bounces, state.held_until, state.hard_at = 0, None, None
    state.last_ok_at, state.changed_at, state.reason = at, timezone.now(), ""
    state.save()
    if was_gone:
        for contact in _contacts(state.address, Contact.Status.BOUNCED):
            contacts.set_status(contact, Contact.Status.LIVE, source=Source.BOUNCE, by=None)


def settle() -> int:
    """Looks for good news that nobody sends: a mailing that was taken and did not come back, and an address that its
    owner confirmed after mail had come back from it. How many addresses were found to work."""
    found = [*unreturned(), *confirmed()]
    for address, moment in found:
        arrived(address, at=moment)
    return len(found)


def _printable(reason: str) -> str:
    return "".join(char if char.isprintable() else " " for char in reason)[:300]


def _state(address: str, at: datetime) -> AddressState:
    AddressState.objects.get_or_create(address=address.lower(), defaults={"changed_at": at})
    return AddressState.objects.select_for_update().get(address=address.lower())


def _is_gone(state: AddressState, reason: str, at: datetime) -> None:
    """Nothing more goes there; whoever has the address is asked for another one when they are here next."""
    state.hard_at, state.held_until = at, None
    state.reason, state.changed_at = _printable(reason), timezone.now()
    state.save()
    people = set()
    for contact in _contacts(state.address, Contact.Status.LIVE):
        contacts.set_status(contact, Contact.Status.BOUNCED, source=Source.BOUNCE, by=None)
        people.add(contact.person_id)
    for account in User.objects.filter(person__in=people, is_active=True) | User.objects.filter(email=state.address):
        notices.notify(account, BOUNCED_NOTICE, address=state.address)


def _contacts(address: str, status: Contact.Status):  # type: ignore[no-untyped-def]
    return Contact.objects.filter(kind=Contact.Kind.EMAIL, value=address, status=status)
