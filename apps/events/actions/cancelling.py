"""An event that does not take place. It is marked at once; then its registrations end one after the other, each with
its own commit: whoever made it is told, and what was paid is to be paid back. What a worker left undone the next one
does. An event that the office took off the pages comes back to none, not even crossed out."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.actions import ending, one_by_one, telling
from apps.events.actions.series import following
from apps.events.models import Event, Registration

BATCH = 100


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
    if event.is_over or event.cancelled_at is not None:
        return False
    was_out = event.state == Event.State.REFUSED and event.published_at is not None
    return event.state == Event.State.PUBLISHED or (was_out and event.registrations.open().exists())


def end_some(event_id: int) -> bool:
    """Ends some of what is open still. One that cannot be ended holds up no other, and one that changed meanwhile is
    met as it is then. True: there is more."""
    open_ones = Registration.objects.open().filter(event=event_id, event__cancelled_at__isnull=False)
    some = open_ones.select_related("event", "payment").order_by("pk")[:BATCH]
    return one_by_one.each(some, ending.call_off) > 0 and open_ones.exists()


def go_on(_now: datetime | None = None) -> None:
    """The same for all events of which a worker left something."""
    left = Registration.objects.open().filter(event=OuterRef("pk"))
    for key in Event.objects.filter(Exists(left), cancelled_at__isnull=False).values_list("pk", flat=True):
        end_some(key)


def wake(event_id: int) -> None:
    """Asks a worker; where none hears, the sweep does the same a little later."""
    from apps.events.tasks import call_off  # noqa: PLC0415 - the tasks import the actions

    call_off.delay(event_id)


def _cancel(event: Event, *, reason: str, by: User) -> int:
    if not is_cancellable(event):
        raise NotCancellable
    values: dict[str, object] = {"cancelled_at": timezone.now(), "cancel_reason": reason}
    if event.state == Event.State.PUBLISHED:
        values |= {"state": Event.State.CANCELLED, "sequence": event.sequence + 1}
    try:
        rows.change(event, values, by=by, action="events.call_off", reason=reason)
    except rows.Stale as stale:
        raise NotCancellable from stale
    telling.called_off(event, by=by)
    transaction.on_commit(partial(wake, event.pk), robust=True)
    return event.registrations.open().count()
