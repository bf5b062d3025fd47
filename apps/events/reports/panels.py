"""What events add to pages of other apps: a group's page and its leaders' desk, the front page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from apps.chapters.models import Chapter
from apps.chapters.rules import Power
from apps.core.registries import Panel
from apps.events.models import CoHost, Event
from apps.events.reports.status import Glance, glances

COMING, PAST, ON_FRONT, ON_DESK = 4, 6, 3, 8


@dataclass(frozen=True)
class OfGroup:
    """A group's events as this reader may see them."""

    coming: list[Glance]
    past: list[Event]
    feed: str
    all: str


@dataclass(frozen=True)
class OnDesk:
    """What a group's leaders do for its events."""

    chapter: Chapter
    events: list[Event]
    asked: list[CoHost]


def of_group(request: HttpRequest, chapter: Chapter, _standing: Any) -> Panel | None:
    """What comes and what was; nothing where there never was anything that this reader may see."""
    now = timezone.now()
    seen = Event.objects.visible_to(request.user).filter(state=Event.State.PUBLISHED).held_by(chapter.pk)
    coming = list(seen.upcoming(now).with_hosts().prefetch_related("tickets")[:COMING])
    past = list(seen.filter(ends_at__lte=now).order_by("-starts_at", "-pk")[:PAST])
    if not coming and not past:
        return None
    feed = reverse("calendars:group", args=[chapter.slug])
    every = f"{reverse('events:index')}?group={chapter.slug}"
    return Panel("events/_group_panel.html", OfGroup(glances(coming, now), past, feed, every))


def on_desk(request: HttpRequest, chapter: Chapter, standing: Any) -> Panel | None:
    """For leaders who may write in the group's name."""
    if not standing.may(Power.PUBLISH):
        return None
    events = Event.objects.filter(chapter=chapter, ends_at__gt=timezone.now()).order_by("starts_at", "pk")[:ON_DESK]
    asked = CoHost.objects.filter(chapter=chapter, state=CoHost.State.ASKED, event__ends_at__gt=timezone.now())
    return Panel("events/_desk_panel.html", OnDesk(chapter, list(events), list(asked.select_related("event"))))


def on_front(request: HttpRequest) -> Panel | None:
    """The next events that this reader may see."""
    now = timezone.now()
    seen = Event.objects.visible_to(request.user).filter(state=Event.State.PUBLISHED)
    coming = list(seen.upcoming(now).with_hosts().prefetch_related("tickets")[:ON_FRONT])
    return Panel("events/_front_panel.html", glances(coming, now)) if coming else None
