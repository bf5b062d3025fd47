"""What people who came think of it: asked once by mail, answered from that mail's link without signing in."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from apps.core.actions import rows
from apps.events.actions import letters
from apps.events.models import CheckIn, Event, EventLetter, Feedback, Registration

ASK_AFTER = timedelta(hours=2)  # the end
ASK_UNTIL = timedelta(days=7)  # nobody is asked later than that


def ask(now: datetime) -> int:
    """Notes the mails that ask how it was; how many. Where the door noted nobody, whoever was registered is asked."""
    over = Event.objects.filter(state=Event.State.PUBLISHED, ends_at__lte=now - ASK_AFTER, ends_at__gt=now - ASK_UNTIL)
    asked = 0
    for event in over:
        due = list(_due(event)[:500])
        letters.note_each(due, EventLetter.Kind.FEEDBACK)
        asked += len(due)
    return asked


def _due(event: Event) -> QuerySet[Registration]:
    confirmed = Registration.objects.confirmed().filter(event=event, forgotten_at=None)
    told = EventLetter.objects.filter(registration=OuterRef("pk"), kind=EventLetter.Kind.FEEDBACK)
    entered = CheckIn.objects.filter(attendee__registration=OuterRef("pk"), undone_at=None)
    due = confirmed.exclude(Exists(told))
    was_noted = CheckIn.objects.filter(attendee__registration__event=event, undone_at=None).exists()
    return due.filter(Exists(entered)) if was_noted else due


def give(registration: Registration, *, stars: int, liked: str, better: str, may_quote: bool) -> Feedback:
    """The one answer of a registration; whoever answers again changes it. It is nobody's in the trail: the row of the
    registration tells whose it is as long as they want."""
    given = {"stars": stars, "liked": liked, "better": better, "may_quote": may_quote}
    before = Feedback.objects.filter(registration=registration).first()
    if before is None:
        return rows.create(Feedback(registration=registration, **given), by=None, action="events.give_feedback")
    rows.change(before, given, by=None, action="events.give_feedback")
    return before
