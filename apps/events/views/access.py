"""Which event a page is about, as its reader may know of it; the doors of its desk are in `at_door`."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from apps.events.models import Event


def event_of(request: HttpRequest, slug: str) -> Event:
    """One that this reader may know of; for all others there is none."""
    event: Event = get_object_or_404(Event.objects.visible_to(request.user).with_hosts(), slug=slug)
    return event
