"""The photographs of an event, for whoever may see them."""

from django.http import HttpRequest

from apps.chapters import rules as of_groups
from apps.chapters.models import Album
from apps.events.models import Event
from apps.records import policy


def album_of(request: HttpRequest, event: Event) -> Album | None:
    """The event's album, as soon as there is something in it that this reader may see."""
    if event.album_id is None or event.chapter is None:
        return None
    is_alumnus = policy.is_alumnus(request.user)
    viewer = policy.person_of(request.user) if is_alumnus else None
    standing = of_groups.standing_of(viewer, event.chapter)
    found: Album | None = (
        Album.objects.filter(pk=event.album_id).open_to(standing, is_alumnus=is_alumnus).filled().first()
    )
    return found
