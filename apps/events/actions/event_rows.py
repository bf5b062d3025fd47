"""Events and tickets taken in from a file, row by row: what the organisers' form writes when somebody types it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from apps.core.actions import rows
from apps.core.models import AuditBatch
from apps.events.actions import seats
from apps.events.actions.writing import IN_CALENDARS, MATTERS, ROOM, is_editable, tell_of_change
from apps.events.models import Event, TicketType

RESERVED = frozenset({"new", "mine", "map", "month", "calendar", "drafts", "hosting"})


@transaction.atomic
def add(row: Event | TicketType, *, by: AbstractBaseUser, batch: AuditBatch, origin: str) -> None:
    """A new event is a draft; somebody declares it neutral when they publish it."""
    action = "events.write" if isinstance(row, Event) else "events.add_tickettype"
    if isinstance(row, Event) and row.slug in RESERVED:
        raise ValidationError({"slug": _("This address belongs to a page of the portal. Choose another one.")})
    rows.create(row, by=by, action=action, batch=batch, origin=origin)


@transaction.atomic
def change(
    row: Event | TicketType, values: Mapping[str, Any], *, by: AbstractBaseUser, batch: AuditBatch, origin: str
) -> None:
    """Sets the given values. What is over, cancelled or with the office stays as it is; of what is published,
    calendars and the registered learn."""
    if isinstance(row, Event):
        stored = Event.objects.get(pk=row.pk)
        if not is_editable(stored):
            raise ValidationError(_("This event is over or cancelled, or the office is looking at it."))
        different = {name for name, value in values.items() if getattr(stored, name) != value}
        is_out = stored.state == Event.State.PUBLISHED
        if is_out and different & IN_CALENDARS:
            values = {**values, "sequence": stored.sequence + 1}
        rows.change(row, values, by=by, action="events.change", batch=batch, origin=origin)
        if is_out and different & MATTERS:
            tell_of_change(row)
        if is_out and different & ROOM:
            seats.give_on(seats.lock(row.pk))
    else:
        rows.change(row, values, by=by, action="events.change_tickettype", batch=batch, origin=origin)
