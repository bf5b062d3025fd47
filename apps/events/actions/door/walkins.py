"""Whoever comes without having registered: takes a seat if there is one. Where there is none, whoever may decide lets
them in all the same, and the event has a seat more from then on."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.actions import ending
from apps.events.lib import codes
from apps.events.models import Attendee, Event, Registration, TicketType
from apps.records.models import Person


class Full(Exception):
    """No seat is left."""

    message = _("All seats are taken.")


@dataclass(frozen=True)
class Walkin:
    """Who comes, with which ticket, and what they paid at the door (None: nothing was said)."""

    name: str
    person: Person | None = None
    ticket: TicketType | None = None
    paid_satang: int | None = None


@transaction.atomic
def seat(event: Event, who: Walkin, *, beyond: bool, by: User) -> Attendee:
    """A registration of one, made at the door. Raises Full; ValidationError where the person is registered already."""
    person = who.person
    held = Event.objects.select_for_update().get(pk=event.pk)
    if held.seats is not None and held.taken >= held.seats:
        if not beyond:
            raise Full
        rows.change(held, {"seats": held.taken + 1}, by=by, action="events.let_in_beyond")
    _count(who.ticket, beyond=beyond, by=by)
    Event.objects.filter(pk=held.pk).update(taken=F("taken") + 1, drawn=F("drawn") + 1)
    now = timezone.now()
    registration = Registration(
        event=held,
        person=person,
        account=person.account if person else None,
        state=Registration.State.CONFIRMED,
        number=held.drawn + 1,
        source=Registration.Source.DOOR,
        language=get_language() or "th",
        code=codes.new(),
        confirmed_at=now,
    )
    subject = person.pk if person else None
    rows.create(registration, by=by, action="events.walk_in", subject_id=subject)
    attendee = Attendee(
        registration=registration,
        position=1,
        name=who.name,
        ticket=who.ticket,
        price_satang=who.ticket.price_satang if who.ticket else 0,
        paid_at_door_satang=who.paid_satang,
        code=codes.new(),
    )
    return rows.create(attendee, by=by, action="events.walk_in", subject_id=subject)


def undo(registration: Registration, *, by: User) -> None:
    """Nobody of this name walked in after all: the seat is free again. Who registered beforehand keeps theirs."""
    if registration.source == Registration.Source.DOOR and registration.state == Registration.State.CONFIRMED:
        ending.undo(registration, by=by)


def _count(ticket: TicketType | None, *, beyond: bool, by: User) -> None:
    """The event's row is locked. Raises Full."""
    if ticket is None:
        return
    current = TicketType.objects.select_for_update().get(pk=ticket.pk)
    if current.capacity is not None and current.taken >= current.capacity:
        if not beyond:
            raise Full
        rows.change(current, {"capacity": current.taken + 1}, by=by, action="events.let_in_beyond")
    TicketType.objects.filter(pk=current.pk).update(taken=F("taken") + 1)
