"""Who was expected at an event and who came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from apps.events.models import Attendee, Event, Registration
from apps.events.querysets import door
from apps.events.reports.door import name_of

State = Registration.State
CONFIRMED = State.CONFIRMED
NOT_YET = {"waiting": (State.WAITING,), "held": (State.OFFERED, State.ASKED, State.PAYING)}


@dataclass(frozen=True)
class Figures:
    """Seats, not registrations; `walked_in` are among those who came."""

    registered: int
    came: int
    walked_in: int
    waiting: int
    cancelled: int

    @property
    def missed(self) -> int:
        return max(0, self.registered - self.came)

    @property
    def percent(self) -> int:
        return round(100 * self.came / self.registered) if self.registered else 0


@dataclass(frozen=True)
class Line:
    """One attendee; `at`: when they were let in first."""

    attendee: Attendee
    name: str
    at: datetime | None


def figures(event: Event) -> Figures:
    people = Attendee.objects.filter(registration__event=event)
    entered = Q(check_ins__isnull=False, check_ins__undone_at=None)
    walked = Q(registration__source=Registration.Source.DOOR)
    counted = people.aggregate(
        registered=Count("pk", filter=Q(registration__state=CONFIRMED, lapses_at=None), distinct=True),
        came=Count("pk", filter=entered, distinct=True),
        walked_in=Count("pk", filter=entered & walked, distinct=True),
        waiting=Count("pk", filter=Q(registration__state=Registration.State.WAITING), distinct=True),
        cancelled=Count("pk", filter=Q(registration__state=State.CANCELLED) & ~walked, distinct=True),
    )
    return Figures(**counted)


def lines(event: Event, *, only: str = "") -> list[Line]:
    """Everybody who was expected or came, in the order of numbers; `only`: "came" or "missed"; or those who have no
    seat yet: "waiting" in the queue, "held" until they have answered, were accepted or have paid."""
    entered = Min("check_ins__at", filter=Q(check_ins__undone_at=None))
    rows = door.attendees_of(event).annotate(entered_at=entered)
    if only in NOT_YET:
        found = Q(registration__state__in=NOT_YET[only])
        if only == "held":
            found |= Q(registration__state=CONFIRMED, lapses_at__isnull=False)
        return [Line(row, name_of(row), None) for row in rows.filter(found)]
    rows = rows.filter(Q(registration__state=CONFIRMED, lapses_at=None) | Q(entered_at__isnull=False))
    if only:
        rows = rows.filter(entered_at__isnull=only == "missed")
    return [Line(row, name_of(row), row.entered_at) for row in rows]


def counted(found: Figures, *, is_over: bool = True, has_begun: bool = True) -> Iterable[tuple[str, int]]:
    """The figures with their words, as a page and a report list them. Weeks before it nobody is missed."""
    if not has_begun:
        return [
            (_("seats registered"), found.registered),
            (_("seats cancelled"), found.cancelled),
            (_("seats waited for"), found.waiting),
        ]
    if not is_over:
        return [
            (_("seats registered"), found.registered),
            (_("here so far"), found.came),
            (_("of them without registering"), found.walked_in),
            (_("not here yet"), found.missed),
            (_("seats cancelled"), found.cancelled),
            (_("seats waited for"), found.waiting),
        ]
    return [
        (_("seats registered"), found.registered),
        (_("people came"), found.came),
        (_("of them without registering"), found.walked_in),
        (_("registered and did not come"), found.missed),
        (_("seats cancelled"), found.cancelled),
        (_("seats that were still waited for"), found.waiting),
    ]
