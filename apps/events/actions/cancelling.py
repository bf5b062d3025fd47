"""An event that does not take place: everybody who is registered or waits is told, and what was paid is to be paid
back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.actions import ending
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


def _cancel(event: Event, *, reason: str, by: User) -> int:
    if event.state != Event.State.PUBLISHED or event.is_over:
        raise NotCancellable
    _lock_payments(event)
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
    return ending.call_off(event, by=by, reason=reason)


def _lock_payments(event: Event) -> None:
    """Whoever confirms a payment locks it before the event: so do we, or the two would wait for each other."""
    asked = event.registrations.open().exclude(payment=None).values("payment")
    list(PaymentRequest.objects.select_for_update(no_key=True).filter(pk__in=asked).order_by("pk").values_list("pk"))
