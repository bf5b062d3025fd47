"""Whether the counters of seats say what the registrations say: for tests, and for whoever looks after the house."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.events.lib.states import HOLDING
from apps.events.models import Attendee, Event, Registration, TicketType


@dataclass(frozen=True)
class Discrepancy:
    """Something about the seats of an event that cannot be."""

    event: Event
    what: str  # taken, waiting, drawn, ticket, oversold, double, idle
    counted: int
    found: int

    @property
    def words(self) -> str:
        """For the office."""
        said = {
            "taken": _("%(counted)s seats are counted as taken, the registrations hold %(found)s."),
            "waiting": _("%(counted)s registrations are counted as waiting, %(found)s wait."),
            "drawn": _("%(counted)s numbers are counted as drawn, %(found)s registrations have one."),
            "ticket": _("%(counted)s tickets of a kind are counted as taken, %(found)s are held."),
            "oversold": _("There are %(counted)s seats, and %(found)s are held."),
            "double": _("%(counted)s registrations are open for %(found)s people."),
            "idle": _("%(counted)s seats are free, and the first in the queue wants %(found)s."),
        }[self.what]
        return said % {"counted": self.counted, "found": self.found}


def discrepancies(event: Event | None = None) -> list[Discrepancy]:
    """Of one event, or of all that are not over. Read in one transaction where others write."""
    events = Event.objects.filter(pk=event.pk) if event else Event.objects.upcoming(timezone.now())
    held = Q(registrations__state__in=HOLDING)
    counted: Any = events.annotate(
        held=Sum("registrations__seats", filter=held, default=0),
        queue=Count("registrations", filter=Q(registrations__state="waiting")),
        numbers=Count("registrations"),
        people=Count("registrations__person", filter=held | Q(registrations__state="waiting")),
        persons=Count("registrations__person", filter=held | Q(registrations__state="waiting"), distinct=True),
    )
    found: list[Discrepancy] = []
    for each in counted:
        pairs = (
            ("taken", each.taken, each.held),
            ("waiting", each.waiting, each.queue),
            ("double", each.people, each.persons),
        )
        found += [Discrepancy(each, what, said, is_) for what, said, is_ in pairs if said != is_]
        if each.numbers > each.drawn:
            found.append(Discrepancy(each, "drawn", each.drawn, each.numbers))
        if each.seats is not None and each.held > each.seats:
            found.append(Discrepancy(each, "oversold", each.seats, each.held))
        if each.queue:
            found += _idle(each)
    return found + _tickets(events)


def certain() -> list[Discrepancy]:
    """Those that are still there when nobody writes: each event that looks wrong is looked at once more, locked."""
    suspected = {each.event.pk for each in discrepancies()}
    found: list[Discrepancy] = []
    for key in sorted(suspected):
        with transaction.atomic():
            found += discrepancies(Event.objects.select_for_update(no_key=True).get(pk=key))
    return found


def _idle(event: Event) -> list[Discrepancy]:
    """A seat that nobody has although the first of the queue wants no more: for less than a sweep it is no fault."""
    first = Registration.objects.queue(event).first()
    if first is None or event.state != Event.State.PUBLISHED or event.starts_at <= timezone.now():
        return []
    has_tickets = first.attendees.exclude(ticket=None).exists()  # which may be gone while seats are free
    if has_tickets or (event.free is not None and event.free < first.seats):
        return []
    return [Discrepancy(event, "idle", event.free or 0, first.seats)]


def _tickets(events: QuerySet[Event]) -> list[Discrepancy]:
    kinds = TicketType.objects.filter(event__in=events).select_related("event")
    held = dict(
        Attendee.objects.filter(ticket__in=kinds.values("pk"), registration__state__in=HOLDING)
        .values_list("ticket")
        .annotate(n=Count("pk"))
    )
    return [
        Discrepancy(kind.event, "ticket", kind.taken, held.get(kind.pk, 0))
        for kind in kinds
        if kind.taken != held.get(kind.pk, 0)
    ]
