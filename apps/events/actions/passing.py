"""A registration passes to somebody else, by a link that its owner makes, and takes back at any time. The link is a
keyed hash of the row and of the moment until which it is good: a new one, or none, ends the old one."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events import rules
from apps.events.actions import details, ending, letters, registering
from apps.events.actions.changing import add_seat, locked
from apps.events.actions.details import Details
from apps.events.actions.refusals import LinkOver, RegisteredAlready, TicketForOthers, TooLate
from apps.events.lib import codes
from apps.events.lib.signed_keys import is_signed, key_in, signed
from apps.events.models import Event, EventLetter, Registration
from apps.events.rules import Standing

State = Registration.State
LINK_LIFETIME = timedelta(days=14)


@transaction.atomic
def offer(registration: Registration, *, by: User | None) -> str:
    """A new link, which ends the one before. Raises TooLate, AlreadyDecided."""
    if not may_be_passed_on(registration):
        raise TooLate
    _event, current = locked(registration)
    values = {"link_ends_at": timezone.now() + LINK_LIFETIME}
    rows.change(current, values, by=by, action="events.offer_link", subject_id=current.person_id)
    registration.refresh_from_db()
    return token_of(current)


@transaction.atomic
def take_back(registration: Registration, *, by: User | None) -> bool:
    """The link opens nothing any more; False where none was open. Raises AlreadyDecided."""
    _event, current = locked(registration)
    values = {"link_ends_at": None}
    return rows.change(current, values, by=by, action="events.take_back_link", subject_id=current.person_id)


def token_of(registration: Registration) -> str:
    """Of the link that is open; "" where none is."""
    if registration.link_ends_at is None or registration.link_ends_at <= timezone.now():
        return ""
    return signed(registration.pk, _told(registration), settings.KEYED_HASH_KEY)


def may_be_passed_on(registration: Registration) -> bool:
    """Not after the cut-off, and not while guests who were added are to be paid."""
    is_whole = not registration.attendees.exclude(lapses_at=None).exists()
    return registration.state == State.CONFIRMED and is_whole and ending.may_change(registration, timezone.now())


def opened(token: str) -> Registration:
    """The registration that a link passes on. Raises LinkOver."""
    key = key_in(token)
    if key is None:
        raise LinkOver
    offered = Registration.objects.filter(pk=key, link_ends_at__gt=timezone.now())
    found = offered.select_related("event", "account", "person").first()
    if found is None or not is_signed(token, _told(found), settings.KEYED_HASH_KEY):
        raise LinkOver
    if not may_be_passed_on(found):
        raise LinkOver
    return found


@transaction.atomic
def take_over(token: str, standing: Standing, told: Details | None = None, *, language: str) -> Registration:
    """The seats go to whoever has the link, with new codes, and with what they tell of who comes; what was paid stays
    paid, and would go back to whoever paid it. Where the organisers approve each registration they are asked of this
    one too. Raises LinkOver, RegisteredAlready, TicketForOthers, NotForYou."""
    event, given = locked(opened(token))
    _check(event, given, standing)
    payment = given.payment
    ended = {"state": State.CANCELLED, "ended_at": timezone.now(), "payment": None, "link_ends_at": None}
    rows.change(given, ended, by=standing.user, action="events.pass_on", subject_id=given.person_id)
    letters.note(given, EventLetter.Kind.PASSED_ON)
    Event.objects.filter(pk=event.pk).update(drawn=F("drawn") + 1)
    event.refresh_from_db(fields=["drawn"])
    who = registering.applicant(standing, language)
    state = State.ASKED if event.needs_approval else State.CONFIRMED
    taken = Registration(
        event=event,
        person=who.person,
        account=who.account,
        language=language,
        state=state,
        number=event.drawn,
        seats=given.seats,
        source=Registration.Source.TRANSFER,
        code=codes.new(),
        confirmed_at=None if event.needs_approval else timezone.now(),
        payment=payment,
        taken_over_from=given,
    )
    rows.create(taken, by=standing.user, action="events.take_over", subject_id=taken.person_id)
    for attendee in given.attendees.order_by("position"):
        name = who.name if attendee.position == 1 else attendee.name
        add_seat(taken, attendee.position, attendee.ticket, attendee.price_satang, name, by=standing.user)
    if told is not None:
        details.write(taken, told, by=standing.user)
    letters.note(taken, letters.LETTER_OF[state])
    return taken


def _check(event: Event, given: Registration, standing: Standing) -> None:
    registering.check_audience(event, standing)
    first = given.attendees.select_related("ticket").order_by("position").first()
    if first is not None and first.ticket is not None and not rules.is_for(standing, first.ticket, event):
        raise TicketForOthers
    if Registration.objects.of(standing.user).open().filter(event=event).exists():  # type: ignore[arg-type]
        raise RegisteredAlready


def _told(registration: Registration) -> str:
    until = registration.link_ends_at.isoformat() if registration.link_ends_at else ""
    return f"events.pass_on:{registration.pk}:{until}"
