"""The way into the pages of an event's door and desk: which event, and what the reader is for it now."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render

from apps.accounts.rules import SignedInRequest
from apps.events import rules
from apps.events.models import Event
from apps.events.rules import Standing

View = Callable[..., HttpResponseBase]


def at_door(view: View) -> View:
    """Admits whoever keeps this event's door today: named door keepers, organisers, co-hosts, the office."""
    return _closed_unless(view, lambda standing: standing.keeps_door, door_only=True)


def looked_at(view: View) -> View:
    """Admits whoever sees who comes: organisers, co-hosts, the office."""
    return _closed_unless(view, lambda standing: standing.looks)


def organised(view: View) -> View:
    """Admits the organisers of this very event."""
    return _closed_unless(view, lambda standing: standing.organises)


def _closed_unless(view: View, admits: Callable[[Standing], bool], *, door_only: bool = False) -> View:
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
