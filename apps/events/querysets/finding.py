"""Events as somebody looks for them: by filters that are links, each with how many it would leave."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

if TYPE_CHECKING:
    from apps.events.querysets.events import EventQuerySet

WHENS = ("today", "week", "month", "past")
Counted = dict[str, int]


@dataclass(frozen=True)
class EventFilters:
    """What is looked for; empty: everything that is still to come."""

    q: str = ""
    when: str = ""
    group: str = ""
    faculty: str = ""
    province: str = ""
    kind: str = ""
    online: bool = False
    free: bool = False

    @property
    def is_past(self) -> bool:
        return self.when == "past"


@dataclass(frozen=True)
class Facets:
    """How many events each value of a filter would leave, the other filters being as they are."""

    when: Counted
    kind: Counted
    group: Counted
    province: Counted
    faculty: Counted
    online: int
    free: int


def found(events: "EventQuerySet", filters: EventFilters, now: datetime) -> "EventQuerySet":
    """The next one first; of the past the last one."""
    narrowed = _narrowed(events, filters, now)
    if filters.is_past:
        return narrowed.order_by("-starts_at", "-pk")
    return narrowed.order_by("starts_at", "pk")


def facets(events: "EventQuerySet", filters: EventFilters, now: datetime) -> Facets:
    """A statement for each filter, however many events there are."""

    def without(**none: Any) -> "EventQuerySet":
        return _narrowed(events, replace(filters, **none), now).order_by()

    kinds = without(kind="").values_list("kind").annotate(number=Count("pk"))
    provinces = without(province="").exclude(province=None).values_list("province").annotate(number=Count("pk"))
    faculties = (
        without(faculty="")
        .annotate(of=Coalesce("faculty__code", "chapter__faculty__code"))
        .exclude(of=None)
        .values_list("of")
        .annotate(number=Count("pk"))
    )
    return Facets(
        when=_whens(_narrowed(events, replace(filters, when="any"), now), now),
        kind=dict(kinds),
        group=_groups(without(group="")),
        province=dict(provinces),
        faculty=dict(faculties),
        online=without(online=True).count(),
        free=without(free=True).count(),
    )


def by_province(events: "EventQuerySet", filters: EventFilters, now: datetime) -> Counted:
    """For the map."""
    narrowed = _narrowed(events, replace(filters, province=""), now).order_by().exclude(province=None)
    return dict(narrowed.values_list("province").annotate(number=Count("pk")))


def paid_tickets() -> "QuerySet[Any]":
    from apps.events.models import TicketType  # noqa: PLC0415 - the models import this package

    return TicketType.objects.filter(event=OuterRef("pk"), price_satang__gt=0)


def held_by(group: str) -> Q:
    """Events of the group, and those that it holds with another one."""
    from apps.events.models import CoHost  # noqa: PLC0415 - the models import this package

    accepted = CoHost.objects.filter(chapter__slug=group, state="accepted").values("event")
    return Q(chapter__slug=group) | Q(pk__in=accepted)


def _narrowed(events: "EventQuerySet", filters: EventFilters, now: datetime) -> "EventQuerySet":
    asked = Q()
    for name in ("province", "kind"):
        if value := getattr(filters, name):
            asked &= Q(**{name: value})
    if filters.online:
        asked &= Q(online=True)
    if filters.group:
        asked &= held_by(filters.group)
    if filters.faculty:
        asked &= Q(faculty__code=filters.faculty) | Q(faculty=None, chapter__faculty__code=filters.faculty)
    for word in filters.q.split()[:8]:
        asked &= Q(title_th__icontains=word) | Q(title_en__icontains=word) | Q(place__icontains=word)
    narrowed = events.filter(asked & _when(filters.when, now))
    return narrowed.filter(~Exists(paid_tickets())) if filters.free else narrowed


def _when(when: str, now: datetime) -> Q:
    coming = Q(ends_at__gt=now, state="published")
    if when == "any":
        return Q()
    if when == "past":
        return Q(ends_at__lte=now, state="published")
    until = {"today": _midnight(now), "week": now + timedelta(days=7), "month": now + timedelta(days=30)}.get(when)
    return coming & Q(starts_at__lt=until) if until else coming


def _whens(events: "EventQuerySet", now: datetime) -> Counted:
    counted = {name: Count("pk", filter=_when(name, now)) for name in ("", *WHENS) if name}
    counts: Counted = events.order_by().aggregate(all=Count("pk", filter=_when("", now)), **counted)
    return counts


def _groups(events: "EventQuerySet") -> Counted:
    """By the group's address; an event of several groups counts for each."""
    from apps.events.models import CoHost  # noqa: PLC0415 - the models import this package

    counts: Counted = dict(events.exclude(chapter=None).values_list("chapter__slug").annotate(number=Count("pk")))
    joined = CoHost.objects.filter(state="accepted", event__in=events.values("pk")).values_list("chapter__slug")
    for slug, number in joined.annotate(number=Count("pk")):
        counts[slug] = counts.get(slug, 0) + number
    return counts


def _midnight(now: datetime) -> datetime:
    local = timezone.localtime(now)
    return local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
