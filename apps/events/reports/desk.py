"""How an event stands, for its organisers and for the office."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from apps.accounts.models import User
from apps.events.models import Attendee, CoHost, Event, Registration, Submission
from apps.events.querysets.events import led_by
from apps.payments.models import PaymentRequest

State = Registration.State


@dataclass(frozen=True)
class Figures:
    """Seats and money of one event, counted now."""

    confirmed: int
    held: int  # filled in, offered, to be paid, to be approved
    waiting: int
    asked: int  # wait for the organisers
    received_satang: int
    door_satang: int  # taken in at the door, which the office does not count
    free: int | None


def figures_of(event: Event) -> Figures:
    seats = dict(
        event.registrations.open()
        .order_by()
        .values_list("state")
        .annotate(number=Sum("seats"))
        .values_list("state", "number")
    )
    held = sum(seats.get(state, 0) for state in (State.FILLING, State.OFFERED, State.PAYING, State.ASKED))
    paid = PaymentRequest.objects.filter(pk__in=event.registrations.exclude(payment=None).values("payment"))
    money = paid.aggregate(sum=Sum("received_satang"))["sum"] or 0
    return Figures(
        confirmed=seats.get(State.CONFIRMED, 0),
        held=held,
        waiting=seats.get(State.WAITING, 0),
        asked=seats.get(State.ASKED, 0),
        received_satang=money,
        door_satang=_at_door(event),
        free=event.free,
    )


def _at_door(event: Event) -> int:
    rows = Attendee.objects.filter(registration__event=event, registration__state=State.CONFIRMED)
    return rows.aggregate(sum=Sum("paid_at_door_satang"))["sum"] or 0


def submissions_of(event: Event) -> list[Submission]:
    """Each time that it was sent, the last one first: the log of decisions."""
    found = event.submissions.select_related("by", "decided_by", "answered_by")
    return list(found.order_by("-declared_at", "-pk"))


def co_hosts_of(event: Event) -> list[CoHost]:
    return list(event.co_hosts.select_related("chapter").order_by("pk"))


def hosted_by(viewer: User, now: datetime) -> list[CoHost]:
    """What groups that this reader leads hold with others, or are asked to, and is not over: the next one first."""
    open_ones = CoHost.objects.filter(state__in=(CoHost.State.ASKED, CoHost.State.ACCEPTED), event__ends_at__gt=now)
    found = open_ones.filter(chapter__in=led_by(viewer)).select_related("event__chapter", "chapter")
    return list(found.order_by("event__starts_at", "pk"))
