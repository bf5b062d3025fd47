"""Events and tickets taken in from a file, row by row: what the organisers' form writes when somebody types it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.core.models import AuditBatch
from apps.events.actions import writing
from apps.events.actions.writing import NotEditable, WordsWerePassed
from apps.events.models import Event, TicketType

RESERVED = frozenset({"new", "mine", "map", "month", "calendar", "drafts", "hosting"})


@transaction.atomic
def add(row: Event | TicketType, *, by: User, batch: AuditBatch, origin: str) -> None:
    """A new event is a draft; somebody declares it neutral when they publish it."""
    action = "events.write" if isinstance(row, Event) else "events.add_tickettype"
    if isinstance(row, Event) and row.slug in RESERVED:
        raise ValidationError({"slug": _("This address belongs to a page of the portal. Choose another one.")})
    rows.create(row, by=by, action=action, batch=batch, origin=origin)


@transaction.atomic
def change(row: Event | TicketType, values: Mapping[str, Any], *, by: User, batch: AuditBatch, origin: str) -> None:
    """Sets the given values, as the form does. Raises ValidationError."""
    if isinstance(row, Event):
        try:
            writing.change(row, values, by=by, batch=batch, origin=origin)
        except (NotEditable, WordsWerePassed) as refusal:
            raise ValidationError(str(refusal.message)) from refusal
    else:
        rows.change(row, values, by=by, action="events.change_tickettype", batch=batch, origin=origin)
