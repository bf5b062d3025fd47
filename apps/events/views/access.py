"""The way into an event's pages, desk and door: which event, and what the reader is for it now. Each request asks
anew, so that a leader whose term is over finds the desk closed at the next one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render

from apps.accounts.rules import SignedInRequest
from apps.events import rules
from apps.events.models import Event
from apps.events.rules import Standing

View = Callable[..., HttpResponseBase]


def event_of(request: HttpRequest, slug: str) -> Event:
    """One that this reader may know of; for all others there is none."""
    event: Event = get_object_or_404(Event.objects.visible_to(request.user).with_hosts(), slug=slug)
    return event


def at_door(view: View) -> View:
    """Admits whoever keeps this event's door today: named door keepers, organisers, co-hosts."""
    return _closed_unless(view, lambda standing: standing.keeps_door, door_only=True)


def looked_at(view: View) -> View:
    """Admits whoever sees who comes: organisers, co-hosts."""
    return _closed_unless(view, lambda standing: standing.looks)


def organised(view: View) -> View:
    """Admits the organisers of this very event."""
    return _closed_unless(view, lambda standing: standing.organises)


def _closed_unless(view: View, admits: Callable[[Standing], bool], *, door_only: bool = False) -> View:
    """The view gets the event and the standing after the request. To whoever may not even know of the event, it is not
    there."""

    @wraps(view)
    def admitted(request: SignedInRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        event = Event.objects.with_hosts().filter(slug=slug).first()
        standing = rules.standing_of(request.user, event) if event else None
        if event and standing and admits(standing):
            return view(request, event, standing, *args, **kwargs)
        if request.content_type == "application/json":  # a device; the same where there is no such event
            return JsonResponse({"why": "closed"}, status=403)
        get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
        return render(request, "events/closed.html", {"event": event, "is_door": door_only}, status=403)

    return admitted
