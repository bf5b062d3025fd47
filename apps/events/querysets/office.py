"""All events, as the office looks after them: those that need somebody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from apps.events.querysets.reporting import DUE_AFTER

if TYPE_CHECKING:
    from apps.events.querysets.events import EventQuerySet

PILES = ("waiting", "coming", "care", "past", "cancelled", "all")
SOON = timedelta(days=7)
QUIET = 5  # of a hundred seats taken, a week before


@dataclass(frozen=True)
class OfficeFilters:
    """What the office looks for."""

    pile: str = "coming"
    q: str = ""
    group: str = ""


def waiting_for_office() -> int:
    """Events, messages, appeals and reports on which the office must decide."""
    from apps.events.models import Announcement, Complaint, Submission  # noqa: PLC0415 - they import this package

    waiting = Submission.objects.filter(outcome=Submission.Outcome.WAITING)
    appeals = Submission.objects.filter(appealed_at__isnull=False, answered_at=None)
    messages = Announcement.objects.filter(state=Announcement.State.WAITING)
    return waiting.count() + appeals.count() + messages.count() + Complaint.objects.filter(outcome="").count()


def of_pile(events: "EventQuerySet", filters: OfficeFilters, now: datetime) -> "EventQuerySet":
    found = events.filter(_pile(filters.pile, now))
    if filters.group:
        found = found.filter(chapter__slug=filters.group)
    for word in filters.q.split()[:8]:
        found = found.filter(Q(title_th__icontains=word) | Q(title_en__icontains=word) | Q(slug__icontains=word))
    return found


def with_health(events: "EventQuerySet") -> "EventQuerySet":
    """`approvals`: registrations that wait for the organisers; `complaints` that wait for the office; `reported`."""
    from apps.events.models import Complaint, EventReport, Registration  # noqa: PLC0415 - they import this package

    def counted(rows: object) -> Coalesce:
        grouped = rows.order_by().values("event").annotate(number=Count("pk")).values("number")  # type: ignore[attr-defined]
        return Coalesce(Subquery(grouped), 0)

    asked = Registration.objects.filter(event=OuterRef("pk"), state="asked")
    complaints = Complaint.objects.filter(event=OuterRef("pk"), outcome="")
    report = EventReport.objects.filter(event=OuterRef("pk"), sent_at__isnull=False)
    return events.annotate(approvals=counted(asked), complaints_open=counted(complaints), reported=Exists(report))


def _pile(pile: str, now: datetime) -> Q:
    from apps.events.models import Complaint  # noqa: PLC0415 - the models import this package

    published = Q(state="published")
    complained = Q(pk__in=Complaint.objects.filter(outcome="").values("event"))
    return {
        "waiting": Q(state="waiting"),
        "coming": published & Q(ends_at__gt=now),
        "care": complained | (published & Q(ends_at__lt=now - DUE_AFTER, report__sent_at__isnull=True)),
        "past": published & Q(ends_at__lte=now),
        "cancelled": Q(state__in=["cancelled", "refused"]),
        "all": Q(),
    }[pile]
