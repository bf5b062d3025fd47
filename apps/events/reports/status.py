"""What one may read of an event's seats and prices at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from apps.events.models import Event, TicketType

FEW = 10  # seats left of which the list warns


class Status(StrEnum):
    """What somebody can do who would like to come."""

    CANCELLED = "cancelled"
    OVER = "over"
    ELSEWHERE = "elsewhere"  # one does not register here
    SOON = "soon"
    CLOSED = "closed"
    FULL = "full"
    QUEUE = "queue"
    FEW = "few"
    OPEN = "open"

    @property
    def takes(self) -> bool:
        """Is there a button to register, if only for the queue?"""
        return self in {Status.QUEUE, Status.FEW, Status.OPEN}


@dataclass(frozen=True)
class Kind:
    """A kind of ticket with what is left of it (None: no limit)."""

    ticket: TicketType
    left: int | None

    @property
    def is_sold_out(self) -> bool:
        return self.left == 0

    @property
    def is_few(self) -> bool:
        return self.left is not None and 0 < self.left <= FEW


@dataclass(frozen=True)
class Glance:
    """An event with what stands beside its title."""

    event: Event
    status: Status
    kinds: tuple[Kind, ...]

    @property
    def is_free(self) -> bool:
        return not any(kind.ticket.price_satang for kind in self.kinds)

    @property
    def lowest(self) -> int:
        return min((kind.ticket.price_satang for kind in self.kinds), default=0)

    @property
    def has_prices(self) -> bool:
        """Do its tickets cost different amounts?"""
        return len({kind.ticket.price_satang for kind in self.kinds}) > 1


def glance(event: Event, tickets: Sequence[TicketType], now: datetime) -> Glance:
    kinds = tuple(Kind(ticket, left(ticket, event)) for ticket in tickets)
    return Glance(event, _status(event, kinds, now), kinds)


def glances(events: Sequence[Event], now: datetime) -> list[Glance]:
    """For a list whose tickets are prefetched."""
    return [glance(event, list(event.tickets.all()), now) for event in events]


def left(ticket: TicketType, event: Event) -> int | None:
    """How many of these tickets may still be taken; None where nothing limits them."""
    limits = [event.free, None if ticket.capacity is None else ticket.capacity - ticket.taken]
    return min((max(limit, 0) for limit in limits if limit is not None), default=None)


def _status(event: Event, kinds: Sequence[Kind], now: datetime) -> Status:
    if (closed := _closed(event, now)) is not None:
        return closed
    free = event.free
    sold_out = bool(kinds) and all(kind.is_sold_out for kind in kinds)
    if (free is not None and (free <= 0 or event.waiting)) or sold_out:
        return Status.QUEUE if event.waiting_list else Status.FULL
    return Status.FEW if free is not None and free <= FEW else Status.OPEN


def _closed(event: Event, now: datetime) -> Status | None:
    opens, closes = event.registration_opens_at, event.registration_closes_at
    if event.is_cancelled:
        return Status.CANCELLED
    if event.ends_at <= now:
        return Status.OVER
    if not event.takes_registrations:
        return Status.ELSEWHERE
    if opens is not None and now < opens:
        return Status.SOON
    return Status.CLOSED if now >= min(closes or event.starts_at, event.starts_at) else None
