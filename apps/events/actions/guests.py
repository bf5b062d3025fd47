"""Guests whose seats are held until the difference is paid (`actions.differences` holds them)."""

from django.db.models import Max, Sum

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.actions import letters
from apps.events.models import EventLetter, Registration
from apps.payments.models import PaymentRequest


def firm(registration: Registration) -> int:
    """What the seats cost that are not held for this, in satang."""
    standing = registration.attendees.filter(lapses_at=None)
    return standing.aggregate(total=Sum("price_satang"))["total"] or 0


def is_pending(registration: Registration, payment: PaymentRequest) -> bool:
    """Is only the difference missing, while everything that stood before is paid?"""
    has_held = registration.attendees.exclude(lapses_at=None).exists()
    return has_held and payment.kept_satang >= firm(registration)


def release(registration: Registration, *, by: User | None) -> bool:
    """They have their seats as the others have; False where none was held."""
    held = list(registration.attendees.exclude(lapses_at=None))
    for attendee in held:
        nothing = {"lapses_at": None}
        rows.change(attendee, nothing, by=by, action="events.paid_guest", subject_id=registration.person_id)
    return bool(held)


def tell(registration: Registration) -> None:
    """One mail more about a change; their numbers follow each other."""
    last = registration.letters.filter(kind=EventLetter.Kind.CHANGED).aggregate(last=Max("sequence"))["last"] or 0
    letters.note(registration, EventLetter.Kind.CHANGED, sequence=last + 1)
