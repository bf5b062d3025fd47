"""What a registration's own page shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext

from apps.events.actions import ending, paying
from apps.events.lib import codes
from apps.events.models import Attendee, Registration
from apps.payments.models import PaymentRequest, Slip

State = Registration.State


@dataclass(frozen=True)
class Ticket:
    """One seat: whose it is, and the code by which its owner is let in."""

    attendee: Attendee
    code: str  # in groups, as one types it


@dataclass(frozen=True)
class Place:
    """Where in the queue: the 3rd of 12."""

    number: int
    of: int


@dataclass(frozen=True)
class Sheet:
    """A registration with everything that its owner needs."""

    registration: Registration
    tickets: list[Ticket]
    place: Place | None
    total: int  # satang
    payment: PaymentRequest | None
    is_anothers: bool  # the payment, of whoever passed the registration on
    is_checked: bool  # a slip waits for the office
    may_change: bool
    until: datetime  # changes and cancellations
    held: list[Ticket]  # guests who were added, until the difference is paid

    @property
    def missing(self) -> int:
        """What is still to be paid, in satang."""
        return self.payment.missing_satang if self.payment else self.total

    @property
    def party_code(self) -> str:
        """For whoever comes together: the door finds all of them by it. "" for whoever comes alone."""
        return codes.written(self.registration.code) if len(self.tickets) > 1 else ""

    @property
    def lapses_at(self) -> datetime | None:
        return min((each.attendee.lapses_at for each in self.held if each.attendee.lapses_at), default=None)

    @property
    def is_passed_on(self) -> bool:
        """Is there a link by which somebody can take it over?"""
        until = self.registration.link_ends_at
        return self.state == State.CONFIRMED and until is not None and until > timezone.now()

    @property
    def was_passed_on(self) -> bool:
        """Has somebody taken it over?"""
        return self.state == State.CANCELLED and self.registration.passed_on.exists()

    @property
    def state(self) -> str:
        return self.registration.state

    @property
    def standing(self) -> str:
        """The state in words; what waits for the office, and no longer for its owner, says so."""
        if self.state == State.PAYING and self.is_checked:
            return gettext("The office checks the payment")
        if self.was_passed_on:
            return gettext("Passed on")
        return self.registration.get_state_display()

    @property
    def fits_fewer(self) -> bool:
        """Are seats free for whoever is next, only not enough for all of the party?"""
        mine, event = self.registration, self.registration.event
        is_served = self.place is not None and (self.place.number == 1 or event.passes_over)
        return is_served and 0 < (event.free or 0) < mine.seats

    @property
    def has_answer(self) -> bool:
        """Does an offer wait for an answer, or a form to be filled in?"""
        return self.registration.state in {State.OFFERED, State.FILLING}


def sheet_of(registration: Registration) -> Sheet:
    attendees = list(registration.attendees.order_by("position").select_related("ticket"))
    tickets = [Ticket(attendee, codes.written(attendee.code)) for attendee in attendees]
    payment = registration.payment
    waits = payment is not None and payment.slips.filter(state=Slip.State.WAITING).exists()
    event = registration.event
    return Sheet(
        registration=registration,
        tickets=[each for each in tickets if each.attendee.lapses_at is None],
        held=[each for each in tickets if each.attendee.lapses_at is not None],
        place=place_of(registration),
        total=sum(attendee.price_satang for attendee in attendees),
        payment=payment,
        is_anothers=paying.is_anothers(registration),
        is_checked=waits,
        may_change=ending.may_change(registration, timezone.now()),
        until=min(event.may_change_until, event.starts_at),
    )


def place_of(registration: Registration) -> Place | None:
    """None for whoever does not wait."""
    if registration.state != State.WAITING:
        return None
    queue = Registration.objects.filter(event=registration.event_id, state=State.WAITING)
    return Place(queue.filter(number__lte=registration.number).count(), queue.count())


def mine(own: QuerySet[Registration]) -> list[tuple[Registration, Place | None]]:
    """For a list of one's own events, in one statement; `is_checked`: a slip waits for the office."""
    queue = Registration.objects.filter(event=OuterRef("event"), state=State.WAITING).order_by().values("event")
    ahead = queue.filter(number__lte=OuterRef("number")).annotate(n=Count("pk")).values("n")
    slips = Slip.objects.filter(request=OuterRef("payment"), state=Slip.State.WAITING)
    rows: Any = own.annotate(ahead=Subquery(ahead), is_checked=Exists(slips)).select_related("event__chapter")
    return [(row, Place(row.ahead, row.event.waiting) if row.state == State.WAITING else None) for row in rows]


def held_until(key: str) -> datetime | None:
    """The seats of a registration, by its public id, or those of guests who were added to it, as long as they are to
    be paid. Once a part has come, no clock ends them."""
    rows = Registration.objects.filter(public_id=key, state__in=[State.PAYING, State.CONFIRMED])
    found = rows.select_related("payment").first()
    if found is None or (found.state == State.PAYING and found.payment and found.payment.received_satang):
        return None
    added = found.attendees.aggregate(first=Min("lapses_at"))["first"]
    moment: datetime | None = found.lapses_at or added
    return moment
