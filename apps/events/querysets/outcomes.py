"""What people did after a mailing, as far as events know: they registered, they came."""

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from apps.events.models import CheckIn, Event, Registration

_PAGE = re.compile(r"^/events/([^/]+)/")


def registered(person: Any, since: Any, until: Any, event: str) -> QuerySet[Registration]:
    """Registrations that were confirmed in that time and hold."""
    found = Registration.objects.filter(
        person=person, state=Registration.State.CONFIRMED, confirmed_at__gte=since, confirmed_at__lt=until
    )
    return found.filter(event=int(event)) if event else found


def came(person: Any, since: Any, until: Any, event: str) -> QuerySet[CheckIn]:
    """Who was let in: to this event whenever it was, to any only in that time."""
    found = CheckIn.objects.filter(attendee__registration__person=person, undone_at=None, at__gte=since)
    return found.filter(attendee__registration__event=int(event)) if event else found.filter(at__lt=until)


def events_at(paths: Sequence[str]) -> list[tuple[str, str]]:
    """Key and title of the events to whose pages these paths lead."""
    slugs = {found[1] for path in paths if (found := _PAGE.match(path))}
    known = Event.objects.filter(slug__in=slugs, published_at__isnull=False).order_by("starts_at", "pk")
    return [(str(event.pk), event.title) for event in known]
