"""After a backup was restored: what the clock may have written since it was made is not written again."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from apps.events.actions import sweeping
from apps.events.actions.after import feedback
from apps.events.models import EventLetter

BY_THE_CLOCK = (EventLetter.Kind.REMINDER_WEEK, EventLetter.Kind.REMINDER_DAY, EventLetter.Kind.FEEDBACK)


def pass_over(since: datetime) -> None:
    """What was due before `since`, and what the clock finds due by now, counts as written. What people did after that
    is written to them."""
    now = timezone.now()
    sweeping.remind(now)
    feedback.ask(now)
    perhaps = Q(noted_at__lt=since) | Q(kind__in=BY_THE_CLOCK)
    EventLetter.objects.filter(perhaps, written_at=None).update(written_at=now)
