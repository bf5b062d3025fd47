"""All events, as the office looks after them: those that need somebody, and pages that cost the same however far one
goes back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core import signing
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

if TYPE_CHECKING:
    from apps.events.models import Event
    from apps.events.querysets.events import EventQuerySet

PILES = ("waiting", "coming", "care", "past", "cancelled", "all")
REPORT_AFTER = timedelta(days=14)  # the organisers' report is due
SOON = timedelta(days=7)
QUIET = 5  # of a hundred seats taken, a week before
_SALT = "events.office-page"


@dataclass(frozen=True)
class OfficeFilters:
    """What the office looks for."""

    pile: str = "coming"
    q: str = ""
    group: str = ""


@dataclass(frozen=True)
class Page:
    """Some events in the order of their days, and the way to the next ones."""

    events: "list[Event]"
    following: str


def waiting_for_office() -> int:
    """Events, appeals and reports on which the office must decide."""
    from apps.events.models import Complaint, Submission  # noqa: PLC0415 - they import this package

    waiting = Submission.objects.filter(outcome=Submission.Outcome.WAITING)
    appeals = Submission.objects.filter(appealed_at__isnull=False, answered_at=None)
    return waiting.count() + appeals.count() + Complaint.objects.filter(outcome="").count()


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


def page(events: "EventQuerySet", cursor: str, size: int, *, newest_first: bool) -> Page:
    """From a place in the order instead of a number of rows to skip."""
    sign = "-" if newest_first else ""
    place = _read(cursor)
    if place is not None:
        moment, key = place
        beyond = "lt" if newest_first else "gt"
        events = events.filter(Q(**{f"starts_at__{beyond}": moment}) | Q(starts_at=moment, **{f"pk__{beyond}": key}))
    rows = list(events.order_by(f"{sign}starts_at", f"{sign}pk")[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    following = signing.dumps([last.starts_at.isoformat(), last.pk], salt=_SALT, compress=True) if last else ""
    return Page(rows[:size], following)


def _read(cursor: str) -> tuple[datetime, int] | None:
    try:
        moment, key = signing.loads(cursor, salt=_SALT)
        return datetime.fromisoformat(moment), int(key)
    except (signing.BadSignature, ValueError):
        return None


def _pile(pile: str, now: datetime) -> Q:
    from apps.events.models import Complaint  # noqa: PLC0415 - the models import this package

    published = Q(state="published")
    complained = Q(pk__in=Complaint.objects.filter(outcome="").values("event"))
    return {
        "waiting": Q(state="waiting"),
        "coming": published & Q(ends_at__gt=now),
        "care": complained | (published & Q(ends_at__lt=now - REPORT_AFTER, report__sent_at__isnull=True)),
        "past": published & Q(ends_at__lte=now),
        "cancelled": Q(state__in=["cancelled", "refused"]),
        "all": Q(),
    }[pile]
