"""At which events somebody was: on their own page, and on the office's page of a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from apps.core.registries import Panel
from apps.events.actions.after import links
from apps.events.models import Event, Feedback, Registration

SHOWN = 5


@dataclass(frozen=True)
class Visit:
    """A registration for an event that is over or going on; `at`: when they, or one of their party, were let in."""

    event: Event
    at: datetime | None
    may_tell: bool  # how it was, and has not yet


def visits(registrations: QuerySet[Registration], now: datetime) -> list[Visit]:
    """Of confirmed registrations, the newest event first."""
    entered = Min("attendees__check_ins__at", filter=Q(attendees__check_ins__undone_at=None))
    rows = registrations.filter(state=Registration.State.CONFIRMED, event__starts_at__lte=now)
    rows = rows.annotate(at=entered, has_told=Exists(Feedback.objects.filter(registration=OuterRef("pk"))))
    rows = rows.select_related("event__chapter").order_by("-event__starts_at", "-pk")
    return [Visit(row.event, row.at, not row.has_told and links.may_answer(row)) for row in rows]


def visit_of(registration: Registration) -> Visit | None:
    """Of one registration, once the event has begun."""
    return next(iter(visits(Registration.objects.filter(pk=registration.pk), timezone.now())), None)


def my_panel(request: HttpRequest) -> Panel | None:
    """The last ones on the reader's own page; what calls for an answer first of all."""
    found = visits(Registration.objects.of(request.user), timezone.now())
    shown = [each for each in found if each.at or each.may_tell][:SHOWN]
    return Panel("events/_my_visits.html", {"visits": shown, "more": len(found) > len(shown)}) if shown else None


def person_panel(_request: HttpRequest, person: Any) -> Panel | None:
    """What the office sees of a person: where they were registered, and came."""
    found = visits(Registration.objects.filter(person=person), timezone.now())
    return Panel("events/_person_visits.html", found[:20]) if found else None
