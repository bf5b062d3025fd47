"""An event that does not take place: everybody who is registered or waits is told, and what was paid is to be paid
back. One that the office took off the pages comes back to none, not even crossed out."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.actions import ending, seats, telling
from apps.events.actions.series import following
from apps.events.models import Event
from apps.payments.models import PaymentRequest


class NotCancellable(Exception):
    """It is over, cancelled already, or was never published."""

    message = _("This event is over, cancelled already, or not published yet.")


@transaction.atomic
def cancel(event: Event, *, reason: str, by: User, and_following: bool = False) -> int:
    """How many registrations end with it. Raises NotCancellable, ValidationError."""
    days = [event, *(following(event).filter(state=Event.State.PUBLISHED) if and_following else [])]
    return sum(_cancel(day, reason=reason, by=by) for day in days)


def is_cancellable(event: Event) -> bool:
    """Published and not over; or taken off the pages by the office, while somebody is registered still."""
    if event.is_over:
        return False
    was_out = event.state == Event.State.REFUSED and event.published_at is not None
    return event.state == Event.State.PUBLISHED or (was_out and event.registrations.open().exists())


def _cancel(event: Event, *, reason: str, by: User) -> int:
    if not is_cancellable(event):
        raise NotCancellable
    _lock_payments(event)
    if event.state == Event.State.REFUSED:
        if seats.lock(event.pk).state != Event.State.REFUSED:
            raise NotCancellable
        return ending.call_off(event, by=by, reason=reason)
    values = {
        "state": Event.State.CANCELLED,
        "cancelled_at": timezone.now(),
        "cancel_reason": reason,
        "sequence": event.sequence + 1,
    }
    try:
        rows.change(event, values, by=by, action="events.call_off", reason=reason)
    except rows.Stale as stale:
        raise NotCancellable from stale
    telling.called_off(event, by=by)
    return ending.call_off(event, by=by, reason=reason)


def _lock_payments(event: Event) -> None:
    """Whoever confirms a payment locks it before the event: so do we, or the two would wait for each other."""
    asked = event.registrations.open().exclude(payment=None).values("payment")
    list(PaymentRequest.objects.select_for_update(no_key=True).filter(pk__in=asked).order_by("pk").values_list("pk"))
