"""What the clock does for events, each minute: it ends what lapsed, gives on what is free, reminds, asks
how it was, and forgets."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from apps.core.actions import audit
from apps.core.models import AuditEntry
from apps.events import rules
from apps.events.actions import differences, ending, letters, seats
from apps.events.actions.after import feedback
from apps.events.models import Answer, Attendee, Event, EventLetter, Registration
from apps.mailings.actions import marks

BATCH = 500


def sweep(now: datetime | None = None) -> None:
    now = now or timezone.now()
    forget(now)
    if marks.is_held():  # of a restored backup: what follows was perhaps done and told since
        return
    lapse(now)
    differences.lapse(now)
    give_on(now)
    remind(now)
    feedback.ask(now)
    letters.write_due()


def lapse(now: datetime) -> int:
    """Each in a transaction of its own: what one refuses holds up no other."""
    due = Registration.objects.lapsed(now).select_related("event", "payment")[:BATCH]
    return sum(ending.lapse(registration, now) for registration in list(due))


def give_on(now: datetime) -> int:
    """Where a seat is free although somebody waits: seats were added, or a worker died."""
    waiting = Event.objects.filter(state=Event.State.PUBLISHED, waiting__gt=0, starts_at__gt=now)
    free = waiting.filter(Q(seats=None) | Q(taken__lt=F("seats")))
    offers = 0
    for key in list(free.values_list("pk", flat=True)):
        with transaction.atomic():
            offers += seats.give_on(seats.lock(key))
    return offers


def remind(now: datetime) -> None:
    """A week and a day before, once for each day on which the event is: who registered later needs no reminder."""
    spans = ((EventLetter.Kind.REMINDER_WEEK, rules.REMIND_WEEK), (EventLetter.Kind.REMINDER_DAY, rules.REMIND_DAY))
    for kind, before in spans:
        least = rules.REMIND_DAY if kind == EventLetter.Kind.REMINDER_WEEK else timedelta(0)
        events = Event.objects.filter(
            state=Event.State.PUBLISHED, starts_at__gt=now + least, starts_at__lte=now + before
        )
        for event in events:
            day = event.local_start.toordinal()
            told = EventLetter.objects.filter(kind=kind, sequence=day).values("registration")
            due = event.registrations.confirmed().filter(confirmed_at__lte=event.starts_at - before)
            if missing := list(due.exclude(pk__in=told)):
                letters.note_each(missing, kind, sequence=day)


def forget(now: datetime) -> int:
    """Food and access needs, and answers whose time is over; from the audit trail too."""
    return _forget_needs(now) + _forget_answers(now)


@transaction.atomic
def _forget_needs(now: datetime) -> int:
    over = Attendee.objects.filter(registration__event__ends_at__lt=now - rules.NEEDS_KEPT, needs_erased_at=None)
    keys = list(over.exclude(dietary="", access_needs="").values_list("pk", flat=True)[:BATCH])
    if not keys:
        return 0
    Attendee.objects.filter(pk__in=keys).update(
        dietary="", access_needs="", needs_erased_at=now, version=F("version") + 1, updated_at=now
    )
    _forget_trail(Attendee, keys, "food and access needs are erased after the event")
    return len(keys)


@transaction.atomic
def _forget_answers(now: datetime) -> int:
    """Each question says for how many days its answers are kept."""
    keys = []
    over = Answer.objects.filter(registration__event__ends_at__lt=now)
    for key, ends_at, days in over.values_list("pk", "registration__event__ends_at", "question__keep_days")[
        : BATCH * 10
    ]:
        if ends_at + timedelta(days=days) < now:
            keys.append(key)
    Answer.objects.filter(pk__in=keys).delete()
    _forget_trail(Answer, keys, "answers are erased when the time that the question says is over")
    return len(keys)


def _forget_trail(model: type[Answer | Attendee], keys: list[int], reason: str) -> None:
    entries = AuditEntry.objects.filter(table=audit.table_of(model), key__in=[str(key) for key in keys])
    if keys:
        audit.erase_values(entries, by=None, reason=reason)
