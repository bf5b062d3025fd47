"""An event and what belongs to it, written down: begun, copied, changed. Whoever is registered is told once of what
matters to them; calendars learn it by the sequence number."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.chapters.models import Chapter
from apps.core.actions import rows
from apps.events.models import Event, Question, TicketType

# Of each: what stands in somebody's calendar.
IN_CALENDARS = frozenset(
    {"starts_at", "ends_at", "time_zone", "place", "address", "latitude", "longitude", "online", "online_url"}
    | {"title_th", "title_en", "summary_th", "summary_en"}
)
# What whoever comes must know, wherever they read it.
MATTERS = frozenset({"starts_at", "ends_at", "time_zone", "place", "address", "online", "online_url"})
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # of the end of an address; nothing that is read two ways

Rows = Sequence[tuple[int | None, Mapping[str, Any]]]  # the key of a recorded row, and what it shall say


class NotEditable(Exception):
    """It is over, cancelled, or the office is looking at it."""

    message = _("This event is over or cancelled, or the office is looking at it. Take it back first.")


@transaction.atomic
def begin(
    chapter: Chapter | None,
    values: Mapping[str, Any],
    *,
    tickets: Rows = (),
    questions: Rows = (),
    by: User,
    copied_from: Event | None = None,
) -> Event:
    """A draft of a group's event (None: of the office's). Raises ValidationError."""
    event = Event(slug=free_slug(chapter, str(values.get("title_en", ""))), chapter=chapter, **values)
    event.copied_from = copied_from
    rows.create(event, by=by, action="events.write")
    _settle(event, TicketType, tickets, by=by)
    _settle(event, Question, questions, by=by)
    return event
