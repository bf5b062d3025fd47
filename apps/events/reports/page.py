"""What the page of an event shows to one reader, and what everybody's machines may read of it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext

from apps.accounts.emails import letterhead
from apps.chapters.models import Chapter
from apps.events.lib.linked_data import Offer, Told, described
from apps.events.lib.positions import map_url
from apps.events.models import CoHost, Event, Registration
from apps.events.querysets.events import Viewer
from apps.events.reports.status import Glance, glance


@dataclass(frozen=True)
class Sheet:
    """An event as its page shows it."""

    glance: Glance
    hosts: list[Chapter]
    mine: Registration | None
    map_url: str
    online_url: str  # to whoever is registered

    @property
    def event(self) -> Event:
        return self.glance.event


def sheet_of(event: Event, viewer: Viewer, now: datetime, *, organises: bool = False) -> Sheet:
    mine = Registration.objects.of(viewer).open().filter(event=event).order_by("-pk").first()
    has_seat = mine is not None and mine.state == Registration.State.CONFIRMED
    return Sheet(
        glance=glance(event, list(event.tickets.all()), now),
        hosts=hosts_of(event),
        mine=mine,
        map_url=_map(event),
        online_url=event.online_url if has_seat or organises else "",
    )


def hosts_of(event: Event) -> list[Chapter]:
    """Whose event it is: the group, then those that hold it too."""
    joined = CoHost.objects.filter(event=event, state=CoHost.State.ACCEPTED).select_related("chapter").order_by("pk")
    return [*([event.chapter] if event.chapter else []), *(row.chapter for row in joined)]


def page_url(event: Event) -> str:
    return f"{settings.SITE_URL}{reverse('events:show', args=[event.slug])}"


def share_picture_url(event: Event) -> str:
    """For LINE and Facebook, which draw it beside the link; anew when the event changes."""
    path = reverse("events:share_picture", args=[event.slug])
    return f"{settings.SITE_URL}{path}?v={event.version}"


def facts_of(shown: Sheet) -> dict[str, object]:
    """schema.org, of an event for everybody only. The link to an online meeting is not among it."""
    event, url = shown.event, page_url(shown.event)
    host = shown.hosts[0] if shown.hosts else None
    about = reverse("chapters:show", args=[host.slug]) if host else reverse("home:about")
    told = Told(
        name=event.title,
        url=url,
        starts=event.local_start,
        ends=event.local_end,
        organiser=host.name if host else letterhead().office or gettext("Alumni office"),
        organiser_url=settings.SITE_URL + about,
        text=event.summary or event.body[:300],
        picture=share_picture_url(event),
        place=event.place,
        address=event.address,
        region=event.province.name if event.province else "",
        position=position_of(event),
        is_online=event.online,
        is_cancelled=event.is_cancelled,
        offers=[_offer(kind.ticket.name, kind.ticket.price_satang, kind.left) for kind in shown.glance.kinds]
        or [_offer(gettext("Free of charge"), 0, event.free)],
        language=get_language() or "th",
    )
    return described(told)


def position_of(event: Event) -> tuple[float, float] | None:
    if event.latitude is None or event.longitude is None:
        return None
    return float(event.latitude), float(event.longitude)


def _offer(name: str, satang: int, left: int | None) -> Offer:
    return Offer(name, satang, left is not None and left <= 0)


def _map(event: Event) -> str:
    position = position_of(event)
    return map_url(*position) if position else ""
