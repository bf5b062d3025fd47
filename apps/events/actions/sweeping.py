"""What the clock does for events, each minute: it lets go what was only held, ends what lapsed, gives on what is free,
reminds, asks how it was, and forgets."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from apps.events import rules
from apps.events.actions import cancelling, differences, ending, holds, letters, one_by_one, seats, traces
from apps.events.actions.after import feedback
from apps.events.models import Answer, Attendee, Event, EventLetter, Question, Registration
from apps.mailings.actions import marks

logger = logging.getLogger(__name__)
BATCH = 500


def sweep(now: datetime | None = None) -> None:
    """Each step, whatever became of the one before. In a restored backup only the last two: the others may have been
    taken, and people told of it, since the backup was made."""
    now = now or timezone.now()
    steps: list[Callable[[datetime], object]] = [forget, write]
    if not marks.is_held():
        steps = [holds.release, cancelling.go_on, lapse, differences.lapse, give_on, remind, feedback.ask, *steps]
    for step in steps:
        try:
            step(now)
        except Exception:
            logger.exception("a step of the sweep of events failed: %s", step.__name__)


def lapse(now: datetime) -> int:
    due = Registration.objects.lapsed(now).select_related("event", "payment")[:BATCH]

    def lapse_one(registration: Registration) -> bool:
        return ending.lapse(registration, now)

    return one_by_one.each(list(due), lapse_one)


def write(_now: datetime) -> None:
    letters.write_due()


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
    traces.erase(Attendee, keys, reason="food and access needs are erased after the event")
    return len(keys)


@transaction.atomic
def _forget_answers(now: datetime) -> int:
    """Each question says for how many days its answers are kept."""
    over = Q(pk=None)
    for days in Question.objects.order_by().values_list("keep_days", flat=True).distinct():
        over |= Q(question__keep_days=days, registration__event__ends_at__lt=now - timedelta(days=days))
    keys = list(Answer.objects.filter(over).values_list("pk", flat=True)[:BATCH])
    Answer.objects.filter(pk__in=keys).delete()
    traces.erase(Answer, keys, reason="answers are erased when the time that the question says is over")
    return len(keys)
