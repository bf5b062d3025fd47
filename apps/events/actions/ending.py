"""The end of a registration: its owner cancels it, the organisers do not accept it, or its time runs out. The seats go
to the next in the queue in the same transaction, and money that came goes on the list of refunds."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.actions import letters, seats
from apps.events.actions.refusals import AlreadyDecided, TooLate
from apps.events.models import EventLetter, Registration
from apps.events.querysets import door
from apps.payments.actions import asking
from apps.payments.models import PaymentRequest, Slip

State = Registration.State
Kind = EventLetter.Kind


def cancel(registration: Registration, *, by: User | None, reason: str = "", is_organiser: bool = False) -> None:
    """Also leaves the queue, and declines an offer. Raises TooLate after the cut-off, which binds the organisers
    not, and AlreadyDecided."""
    event = registration.event
    if not is_organiser and not may_change(registration, timezone.now()):
        raise TooLate
    had_seat = registration.state in {State.ASKED, State.PAYING, State.CONFIRMED}
    kind = Kind.CANCELLED if had_seat or is_organiser else None
    _end(registration, State.CANCELLED, by=by, action=_cancelled(registration), reason=reason, kind=kind)
    registration.event = event


def refuse(registration: Registration, *, by: User, reason: str) -> None:
    """The organisers do not accept it. Raises AlreadyDecided."""
    if registration.state != State.ASKED:
        raise AlreadyDecided
    _end(registration, State.REFUSED, by=by, action="events.refuse", reason=reason, kind=Kind.REFUSED)


def lapse(registration: Registration, now: datetime) -> bool:
    """Its time is over: False where it is not, somebody was faster, or a slip waits for the office. Whoever left the
    form without a word is told nothing."""
    if not _is_over(registration, now):
        return False
    kind = None if registration.state == State.FILLING else Kind.LAPSED
    try:
        _end(
            registration,
            State.LAPSED,
            by=None,
            action="events.lapse",
            kind=kind,
            still=lambda current: _is_over(current, now),
        )
    except AlreadyDecided:
        return False
    return True


def call_off(registration: Registration) -> bool:
    """It ends with its event, which is cancelled: whoever made it is told, and what was paid is to be paid back. False
    where somebody was faster."""
    try:
        _end(
            registration,
            State.CANCELLED,
            by=None,
            action="events.call_off_registration",
            reason=registration.event.cancel_reason,
            kind=None if registration.state == State.FILLING else Kind.CALLED_OFF,
        )
    except AlreadyDecided:
        return False
    return True


def undo(registration: Registration, *, by: User) -> None:
    """It was made by mistake, at the door. Nobody is told. Raises AlreadyDecided."""
    _end(registration, State.CANCELLED, by=by, action="events.undo_walk_in")


def may_change(registration: Registration, now: datetime) -> bool:
    """May its owner still change and cancel it? Not once one of the party is inside; the queue is left at any time."""
    event = registration.event
    if event.cancelled_at is not None:
        return False
    if registration.state in {State.WAITING, State.OFFERED, State.FILLING}:
        return event.starts_at > now
    is_time = registration.is_open and min(event.may_change_until, event.starts_at) > now
    return is_time and not door.inside(registration).exists()


@transaction.atomic
def _end(
    registration: Registration,
    to: State,
    *,
    by: User | None,
    action: str,
    reason: str = "",
    kind: EventLetter.Kind | None = None,
    still: Callable[[Registration], bool] = lambda _current: True,
) -> None:
    """Locks the payment, the event, the registration, always in this order. Raises AlreadyDecided."""
    payment = locked_payment(registration)
    event = seats.lock(registration.event_id)
    current = Registration.objects.select_for_update(no_key=True, of=("self",)).get(pk=registration.pk)
    is_as_seen = (current.state, current.payment_id) == (registration.state, registration.payment_id)
    if not is_as_seen or not current.is_open or not still(current):
        raise AlreadyDecided
    before = Registration(pk=current.pk, state=current.state, seats=current.seats)
    values = {"state": to, "ended_at": timezone.now(), "ended_by": by, "lapses_at": None, "reason": reason[:300]}
    rows.change(current, values, by=by, action=action, subject_id=current.person_id, reason=reason[:500])
    seats.give_back(event, before)
    letters.note(current, kind)
    if payment is not None and payment.state != PaymentRequest.State.CANCELLED:
        asking.cancel(payment, reason=reason or _why(current), by=by)
    registration.refresh_from_db()


def locked_payment(registration: Registration) -> PaymentRequest | None:
    """The payment of a registration is locked before its event: so does whoever confirms it."""
    if registration.payment_id is None:
        return None
    return PaymentRequest.objects.select_for_update(no_key=True).get(pk=registration.payment_id)


def _is_over(registration: Registration, now: datetime) -> bool:
    """Has the time run out for which it is held? Asked again under the locks: a slip may have come meanwhile."""
    if registration.lapses_at is None or registration.lapses_at > now:
        return False
    return registration.state != State.PAYING or not _is_being_paid(registration.payment)


def _is_being_paid(payment: PaymentRequest | None) -> bool:
    """A slip waits, or part of the amount came: the office decides, not the clock."""
    return payment is not None and (
        payment.received_satang > 0 or payment.slips.filter(state=Slip.State.WAITING).exists()
    )


def _cancelled(registration: Registration) -> str:
    return "events.leave_queue" if registration.state == State.WAITING else "events.cancel"


def _why(registration: Registration) -> str:
    """In words for the payer."""
    with override(registration.language):
        if registration.state == State.LAPSED:
            return _("It was not paid in time, and the seat went to somebody else.")
        return _("The registration was cancelled.")
