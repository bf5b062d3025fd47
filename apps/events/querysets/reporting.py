"""Reports of events, as the office waits for them and reads them."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from apps.events.models import Event, EventReport

DUE_AFTER = timedelta(days=14)  # the end of the event
ASKED_FOR = timedelta(days=365)  # older ones are not asked for any more


def unread() -> QuerySet[EventReport]:
    """Sent and not read yet, the oldest first."""
    return _with_event().filter(sent_at__isnull=False, read_at=None).order_by("sent_at", "pk")


def read() -> QuerySet[EventReport]:
    """Those that were read, the newest first."""
    return _with_event().filter(read_at__isnull=False).order_by("-read_at", "-pk")


def overdue(now: datetime) -> QuerySet[Event]:
    """Groups' events that were over long enough ago and of which no report has come, the oldest first."""
    sent = EventReport.objects.filter(event=OuterRef("pk"), sent_at__isnull=False)
    ended = Event.objects.filter(state=Event.State.PUBLISHED, chapter__isnull=False, takes_registrations=True)
    ended = ended.filter(ends_at__lt=now - DUE_AFTER, ends_at__gt=now - ASKED_FOR)
    return ended.exclude(Exists(sent)).select_related("chapter").order_by("ends_at", "pk")


def _with_event() -> QuerySet[EventReport]:
    return EventReport.objects.select_related("event__chapter", "sent_by", "read_by")
