"""Mails about registrations. That one is due is noted in the transaction that it is about, as a row of which there is
one for each state of the matter; a worker writes it right afterwards, in a transaction of its own, so that nobody who
wants a seat waits for words, and nobody is written to twice."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.events import emails
from apps.events.actions import one_by_one, telling
from apps.events.models import Event, EventLetter, Registration
from apps.mailings.querysets.marks import held

BATCH = 200
AGAIN_AFTER = timedelta(hours=1)  # after an attempt that failed
State, Kind = Registration.State, EventLetter.Kind
LETTER_OF = {  # what a registration is told by mail that comes into such a state
    State.WAITING: Kind.WAITING,
    State.OFFERED: Kind.OFFER,
    State.ASKED: Kind.ASKED,
    State.PAYING: Kind.PAY,
    State.CONFIRMED: Kind.CONFIRMED,
}


def note(registration: Registration, kind: EventLetter.Kind | None, *, sequence: int | None = None) -> None:
    """This mail is due: once for this version of the registration, or this `sequence` of the event. None: no mail."""
    if kind is None:
        return
    number = registration.version if sequence is None else sequence
    letter = EventLetter(registration=registration, kind=kind, sequence=number)
    EventLetter.objects.bulk_create([letter], ignore_conflicts=True)
    wake_soon()


def note_each(registrations: list[Registration], kind: EventLetter.Kind, *, sequence: int = 0) -> None:
    """The same for many: those who have this mail already get none."""
    due = [EventLetter(registration=each, kind=kind, sequence=sequence) for each in registrations]
    EventLetter.objects.bulk_create(due, ignore_conflicts=True, batch_size=500)
    wake_soon()


def wake_soon() -> None:
    """Once the transaction is committed."""
    transaction.on_commit(emails.wake, robust=True)


def write_due() -> bool:
    """Writes what is due, each with its own commit; one that cannot be written holds up no other, and is tried again
    later. True: there may be more. Doubled workers do no harm: whoever locks a letter writes it. Of a restored backup
    only what was noted since."""
    rests = Q(failed_at__gt=timezone.now() - AGAIN_AFTER)
    is_off = ~Q(registration__event__state=Event.State.PUBLISHED)
    waiting = EventLetter.objects.filter(written_at=None).exclude(rests).exclude(is_off, kind=EventLetter.Kind.MOVED)
    if mark := held():
        waiting = waiting.filter(noted_at__gt=mark.held_at)
    due = list(waiting.order_by("noted_at", "pk")[:BATCH])
    one_by_one.each(due, _write)
    return len(due) == BATCH


def _write(letter: EventLetter) -> bool:
    try:
        return _send(letter.pk)
    except Exception:
        EventLetter.objects.filter(pk=letter.pk).update(failed_at=timezone.now())
        raise


@transaction.atomic
def _send(key: int) -> bool:
    found = EventLetter.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=key, written_at=None)
    letter = found.select_related("registration__event__chapter", "registration__account").first()
    if letter is None:
        return False
    emails.send(letter)
    if letter.kind == EventLetter.Kind.ASKED:
        telling.to_approve(letter.registration.event)
    EventLetter.objects.filter(pk=key).update(written_at=timezone.now())
    return True
