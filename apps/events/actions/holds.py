"""What waited only because the office held it goes out by itself when the hold is over, if whoever sent it would be
let through today: still trusted, and still holding a post that permits it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from apps.chapters.querysets.posts import hold_on
from apps.core.actions import rows
from apps.events import rules
from apps.events.actions import one_by_one, publishing
from apps.events.models import Event, Submission
from apps.records import policy

ACTION = "events.end_hold"


def release(now: datetime) -> None:
    """Nothing while any hold lasts. What may not go out by itself any more waits for the office like anything else."""
    if hold_on(timezone.localdate(now)) is None:
        one_by_one.each(Submission.objects.held(), _release)


@transaction.atomic
def _release(row: Submission) -> bool:
    values: dict[str, object] = {"is_held": False}
    try:
        if _may_go(row):
            values |= {"outcome": Submission.Outcome.BY_ITSELF, "decided_at": timezone.now()}
            rows.change(row.event, publishing.values_of(row.event, Event.State.PUBLISHED), by=None, action=ACTION)
        rows.change(row, values, by=None, action=ACTION)
    except rows.Stale:
        transaction.set_rollback(True)  # somebody was faster: the group took it back, or the office decided
        return False
    return True


def _may_go(row: Submission) -> bool:
    event, by = row.event, row.by
    if by is None or event.ends_at <= timezone.now() or (event.chapter is not None and not event.chapter.is_open):
        return False
    is_organiser = rules.organises_for(by, policy.person_of(by), event.chapter)
    return is_organiser and rules.may_send(by, event.chapter) and publishing.may_go(event, by=by)
