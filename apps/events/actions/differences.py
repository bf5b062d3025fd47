"""Guests who are added to a registration that stands already: their seats are held until the difference is paid, and
go on if it is not. What was paid before is touched by neither."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.actions import ending, guests, one_by_one, paying, seats, traces
from apps.events.actions.refusals import CostsMore, PaidByAnother
from apps.events.models import Attendee, Registration
from apps.payments.actions import asking, refunds
from apps.payments.models import PaymentRequest, Slip

State = Registration.State


def settle(registration: Registration, *, stood: Collection[int], by: User | None) -> None:
    """A confirmed registration costs something else than before; its payment and its event are locked. `stood`:
    the keys of those who had a seat. Raises CostsMore where one of those would cost more: it cannot be held alone, and
    PaidByAnother."""
    payment, owed = registration.payment, paying.owed(registration)
    kept = payment.kept_satang if payment else 0
    if owed > kept and paying.is_anothers(registration):
        raise PaidByAnother
    if owed > kept:
        _hold(registration, stood=stood, kept=kept, by=by)
    else:
        guests.release(registration, by=by)
    if payment is None or not payment.received_satang or (payment.missing_satang and not owed):
        _ask_anew(registration, owed=owed, by=by)
        return
    if payment.amount_satang != owed + payment.refunded_satang and (owed > kept or payment.missing_satang):
        asking.set_amount(payment, owed + payment.refunded_satang, due_on=_due_on(registration), by=by)
    if kept > owed:
        refunds.ask(payment, satang=kept - owed, reason=words(registration), by=by)


def lapse(now: datetime) -> int:
    """Takes the guests back whose time is over, each registration in a transaction of its own; how many."""
    late = Attendee.objects.filter(lapses_at__lte=now).values_list("registration", flat=True).distinct()
    due = Registration.objects.filter(pk__in=list(late[:500])).select_related("event", "payment")

    def lapse_guests(registration: Registration) -> bool:
        return _lapse(registration, now)

    return one_by_one.each(due, lapse_guests)


@transaction.atomic
def _lapse(registration: Registration, now: datetime) -> bool:
    payment = ending.locked_payment(registration)
    event = seats.lock(registration.event_id)
    current = Registration.objects.select_for_update(no_key=True, of=("self",)).get(pk=registration.pk)
    late = list(current.attendees.filter(lapses_at__lte=now).order_by("position"))
    if current.state != State.CONFIRMED or not late or _is_looked_at(current, payment):
        return False
    current.event = event
    stays = [each.ticket for each in current.attendees.filter(lapses_at=None).order_by("position")]
    seats.resize(current, stays)
    about = current.person_id
    for attendee in late:
        traces.remove(attendee, by=None, action="events.lapse_guest", subject_id=about)
    fewer = {"seats": len(stays)}
    rows.change(current, fewer, by=None, action="events.lapse_guest", subject_id=about)
    if payment is not None and payment.received_satang:
        asking.set_amount(payment, guests.firm(current) + payment.refunded_satang, by=None)
    else:
        _ask_anew(current, owed=0, by=None)
    guests.tell(current)
    return True


def _is_looked_at(registration: Registration, payment: PaymentRequest | None) -> bool:
    """A slip waits, or part of the difference came: the office decides, not the clock."""
    if payment is None:
        return False
    waits = payment.slips.filter(state=Slip.State.WAITING).exists()
    return waits or payment.kept_satang > guests.firm(registration)


def _hold(registration: Registration, *, stood: Collection[int], kept: int, by: User | None) -> None:
    standing = registration.attendees.filter(pk__in=stood, lapses_at=None)
    if (standing.aggregate(total=Sum("price_satang"))["total"] or 0) > kept:
        raise CostsMore
    until = {"lapses_at": _due_at(registration)}
    for attendee in registration.attendees.exclude(pk__in=standing.values("pk")):
        rows.change(attendee, until, by=by, action="events.hold_guest", subject_id=registration.person_id)


def let_go(registration: Registration, *, by: User | None) -> None:
    """Nothing is asked for by its payment any more, and what came goes back; the payment is locked."""
    payment, nothing = registration.payment, {"payment": None}
    if payment is None:
        return
    rows.change(registration, nothing, by=by, action="events.ask_anew", subject_id=registration.person_id)
    if payment.state != PaymentRequest.State.CANCELLED:
        asking.cancel(payment, reason=words(registration), by=by)


def _ask_anew(registration: Registration, *, owed: int, by: User | None) -> None:
    """Another request takes the place of the first: nothing has come for it yet, or all that came goes back."""
    let_go(registration, by=by)
    if owed:
        asked = {"payment": paying.ask(registration, by=by)}
        rows.change(registration, asked, by=by, action="events.ask_anew", subject_id=registration.person_id)


def _due_at(registration: Registration) -> datetime:
    event = registration.event
    return min(paying.due_at(event, timezone.now()), event.may_change_until)


def _due_on(registration: Registration) -> date:
    return timezone.localdate(_due_at(registration))


def words(registration: Registration) -> str:
    """For the payer."""
    with override(registration.language):
        return _("The registration was changed.")
