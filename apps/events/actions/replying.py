"""Answering by the link in a mail, signed in or not: for one person and one event. The token is derived from the row
of the invitation by a keyed hash; whoever has the table cannot make one, and a new serial ends the old link."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events import rules
from apps.events.actions import applying, ending, registering, seats
from apps.events.actions.applying import Applicant, Place
from apps.events.actions.details import Details, Guest
from apps.events.actions.refusals import LinkOver, NotOpen
from apps.events.lib.signed_keys import is_signed, key_in, signed
from apps.events.models import Event, Invitation, Question, Registration
from apps.records.models import Person

State = Registration.State


@transaction.atomic
def invitation_for(event: Event, person: Person | None, account: User | None) -> Invitation:
    """The row behind this person's link, which every mail about the event carries."""
    mine = {"person": person} if person is not None else {"account": account}
    found = Invitation.objects.filter(event=event, **mine).first()
    if found is not None:
        return found
    row = Invitation(event=event, person=person, account=None if person is not None else account)
    try:
        return rows.create(row, by=None, action="events.invite", subject_id=person.pk if person else None)
    except ValidationError:  # another mail to them was faster
        return Invitation.objects.get(event=event, **mine)


def token_of(invitation: Invitation) -> str:
    return signed(invitation.pk, _told(invitation), settings.KEYED_HASH_KEY)


def opened(token: str) -> Invitation:
    """The invitation of a link, with its event. Raises LinkOver."""
    key = key_in(token)
    rows_of = Invitation.objects.select_related("event", "person__account", "account")
    row = rows_of.filter(pk=key).first() if key is not None else None
    if row is None or row.event.is_over or not is_signed(token, _told(row), settings.KEYED_HASH_KEY):
        raise LinkOver
    return row


def end_link(invitation: Invitation) -> None:
    """A mail came into wrong hands: its link, and those of all mails before, open nothing any more."""
    values = {"serial": invitation.serial + 1}
    rows.change(invitation, values, by=None, action="events.revoke_link", subject_id=invitation.person_id)


def registration_of(invitation: Invitation) -> Registration | None:
    """What there is between this person and this event now."""
    open_ones = Registration.objects.open().filter(event=invitation.event).select_related("event", "payment")
    if invitation.person is not None:
        return open_ones.filter(person=invitation.person).first()
    return open_ones.filter(account=invitation.account).first()


def is_simple(event: Event) -> bool:
    """One tap is enough: nothing to pay, to choose or to answer."""
    tickets = list(event.tickets.all()[:2])
    is_free = len(tickets) < 2 and not any(ticket.price_satang for ticket in tickets)
    return is_free and not event.needs_approval and not Question.objects.filter(event=event, required=True).exists()


def is_one_tap(registration: Registration) -> bool:
    """Is a seat kept for them alone, and a yes all that is missing?"""
    waits = registration.state in {State.OFFERED, State.FILLING}
    return waits and registration.seats == 1 and is_simple(registration.event)


@transaction.atomic
def say_yes(invitation: Invitation) -> Registration:
    """A seat, or a place in the queue. Where there is more to fill in, the seat is kept on offer meanwhile. Raises
    NotOpen, Full, and what tickets refuse."""
    event, account = invitation.event, _account(invitation)
    registration = registration_of(invitation)
    if registration is None:
        registration = _take(invitation, account)
    elif registration.state in {State.OFFERED, State.FILLING} and is_simple(event):
        names = [Guest(each.name) for each in registration.attendees.order_by("position")]
        registering.complete(registration, Details(names), by=account)
        registration.refresh_from_db()
    _note(invitation, Invitation.Reply.YES, account)
    return registration


@transaction.atomic
def say_no(invitation: Invitation) -> None:
    """Cancels what there is. Raises TooLate after the cut-off."""
    account, registration = _account(invitation), registration_of(invitation)
    if registration is not None:
        ending.cancel(registration, by=account)
    _note(invitation, Invitation.Reply.NO, account)


def _take(invitation: Invitation, account: User | None) -> Registration:
    event, now = invitation.event, timezone.now()
    standing = rules.invited_standing(invitation, account)
    registering.check_open(event, standing)
    tickets = [each for each in event.tickets.all() if rules.may_buy(standing, each, event, now, is_guest=False)]
    if not tickets and event.tickets.exists():
        raise NotOpen
    is_whole = is_simple(event)
    return applying.take(
        event,
        Applicant(invitation.person, account, rules.name_of(standing), _language(invitation, account)),
        [Place(tickets[0] if tickets else None)],
        by=account,
        state=State.CONFIRMED if is_whole else State.OFFERED,
        source=Registration.Source.LINK,
        lapses_at=None if is_whole else seats.offered_until(event, now),
    )


def _note(invitation: Invitation, reply: Invitation.Reply, by: User | None) -> None:
    values = {"reply": reply, "replied_at": timezone.now()}
    rows.change(invitation, values, by=by, action="events.reply", subject_id=invitation.person_id)


def _account(invitation: Invitation) -> User | None:
    return invitation.person.account if invitation.person else invitation.account


def _language(invitation: Invitation, account: User | None) -> str:
    return account.language if account else invitation.person.language if invitation.person else "th"


def _told(invitation: Invitation) -> str:
    return f"events.reply:{invitation.pk}:{invitation.serial}:{invitation.event_id}"


__all__ = ["LinkOver", "end_link", "invitation_for", "opened", "say_no", "say_yes", "token_of"]
