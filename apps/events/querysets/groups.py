"""What a group has of events: for its yearly report, and for when it becomes one with another."""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from apps.events.models import Attendee, CoHost, Event


def held(chapter_id: int, first: date, last: date) -> QuerySet[Event]:
    """The events that the group held from one day to another, both included."""
    took_place = Event.objects.filter(chapter=chapter_id, state=Event.State.PUBLISHED)
    return took_place.filter(starts_at__date__gte=first, starts_at__date__lte=last)


def newest(chapter_ids: Collection[int]) -> dict[int, datetime]:
    """When each of these groups last began an event."""
    begun = Event.objects.filter(chapter__in=chapter_ids, state=Event.State.PUBLISHED, starts_at__lte=timezone.now())
    return dict(begun.order_by().values_list("chapter").annotate(last=Max("starts_at")))


def number_held(chapter_id: int, first: date, last: date) -> int:
    return held(chapter_id, first, last).count()


def number_who_came(chapter_id: int, first: date, last: date) -> int:
    """Seats on which somebody sat."""
    entered = Attendee.objects.filter(registration__event__in=held(chapter_id, first, last))
    return entered.filter(check_ins__isnull=False, check_ins__undone_at=None).distinct().count()


def number_of(chapter_id: int) -> int:
    """All events that name the group, as host or co-host."""
    own = Event.objects.filter(chapter=chapter_id).count()
    return own + CoHost.objects.filter(chapter=chapter_id).count()
