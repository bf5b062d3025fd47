"""Who is expected at an event, and who is in."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Sum

from apps.events.models import Attendee, CheckIn, Event, Registration

OVERLAP = timedelta(seconds=30)  # what was written before and committed after the last look


def attendees_of(event: Event) -> QuerySet[Attendee]:
    """With what their tickets are and whose registration it is, in the order of numbers."""
    rows = Attendee.objects.filter(registration__event=event).select_related("registration", "ticket")
    return rows.order_by("registration__number", "position")


def expected(event: Event) -> QuerySet[Attendee]:
    """Those who have a seat; guests whose difference is to be paid have none yet."""
    return attendees_of(event).filter(registration__state=Registration.State.CONFIRMED, lapses_at=None)


def standing(event: Event) -> QuerySet[CheckIn]:
    """The admissions that count: one for each attendee at most."""
    rows = CheckIn.objects.filter(attendee__registration__event=event, undone_at=None, is_double=False)
    return rows.select_related("by")


def inside(registration: Registration) -> QuerySet[CheckIn]:
    """The same of one party."""
    return CheckIn.objects.filter(attendee__registration=registration, undone_at=None, is_double=False)


def doubles(event: Event) -> QuerySet[CheckIn]:
    """Who was let in a second time while the doors knew nothing of each other, the newest first."""
    rows = CheckIn.objects.filter(attendee__registration__event=event, undone_at=None, is_double=True)
    return rows.select_related("by", "attendee__registration").order_by("-at", "-pk")


def came(event: Event) -> QuerySet[Attendee]:
    """Whoever was let in."""
    entered = CheckIn.objects.filter(attendee=OuterRef("pk"), undone_at=None)
    return attendees_of(event).filter(Exists(entered))


def changed(event: Event, since: datetime) -> list[int]:
    """Keys of the attendees of whom a door has learned something since."""
    rows = CheckIn.objects.filter(attendee__registration__event=event, updated_at__gte=since - OVERLAP)
    return sorted(set(rows.values_list("attendee", flat=True)))


def admissions(attendees: Iterable[int]) -> dict[int, CheckIn]:
    """The standing admission of each of them who has one."""
    rows = CheckIn.objects.filter(attendee__in=list(attendees), undone_at=None, is_double=False)
    return {row.attendee_id: row for row in rows.select_related("by")}


def version_of(event: Event) -> str:
    """Another one as soon as somebody registered, changed or cancelled."""
    registrations = Registration.objects.filter(event=event)
    seen = registrations.aggregate(rows=Count("pk"), last=Max("updated_at"), versions=Sum("version"))
    people = Attendee.objects.filter(registration__event=event)
    also = people.aggregate(rows=Count("pk"), last=Max("updated_at"))
    moments = (seen["last"], also["last"])
    return "-".join([str(seen["rows"]), str(also["rows"]), str(seen["versions"] or 0), *_stamps(moments)])


def _stamps(moments: Iterable[datetime | None]) -> list[str]:
    return [str(int(each.timestamp() * 1000)) if each else "0" for each in moments]
