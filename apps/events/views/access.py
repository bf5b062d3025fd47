"""The door of an event's pages: which event, and what the reader is for it now. Each request asks anew, so that a
leader whose term is over finds the desk closed at the next one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from apps.accounts.rules import SignedInRequest
from apps.events import rules
from apps.events.models import Event

View = Callable[..., HttpResponse]


def event_of(request: HttpRequest, slug: str) -> Event:
    """One that this reader may know of; for all others there is none."""
    event: Event = get_object_or_404(Event.objects.visible_to(request.user).with_hosts(), slug=slug)
    return event


def organised(view: View) -> View:
    """Admits whoever organises this very event today; the view gets the event and the standing after the request. To
    whoever may not even know of it, it is not there."""

    @wraps(view)
    def admitted(request: SignedInRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        event: Event = get_object_or_404(Event.objects.with_hosts(), slug=slug)
        standing = rules.standing_of(request.user, event)
        if not standing.organises:
            return refuse(request, event)
        return view(request, event, standing, *args, **kwargs)

    return admitted


def refuse(request: SignedInRequest, event: Event) -> HttpResponse:
    """Says that the desk is for organisers, to those who may know of the event."""
    if not Event.objects.visible_to(request.user).filter(pk=event.pk).exists():
        raise Http404
    return render(request, "events/organisers_only.html", {"event": event}, status=403)
