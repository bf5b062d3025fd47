"""The album of an event: one of its group's, which its leaders fill."""

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.accounts.models import User
from apps.chapters.actions import albums
from apps.chapters.models import Album
from apps.core.actions import rows
from apps.core.lib.dates import format_short
from apps.events.models import Event

LONGEST = 120  # of an album's title


@transaction.atomic
def begin_album(event: Event, *, by: User) -> Album:
    """The event's album; one that there is already is handed back. It is for the members first: its leaders open it
    further. Raises what albums refuse."""
    event = _locked(event)
    if event.album is not None:
        return event.album
    if event.chapter is None:
        raise ValidationError("")
    day = event.local_start.date()
    values = {"title": event.title_th[:LONGEST], "taken_on": day, "audience": Album.Audience.MEMBERS}
    if Album.objects.filter(chapter=event.chapter, title=values["title"]).exists():
        dated = f" ({format_short(day, 'th')})"
        values["title"] = f"{event.title_th[: LONGEST - len(dated)]}{dated}"
    album = albums.begin(event.chapter, values, by=by)
    rows.change(event, {"album": album}, by=by, action="events.begin_album")
    return album


def _locked(event: Event) -> Event:
    rows_of = Event.objects.select_for_update(no_key=True, of=("self",)).select_related("chapter", "album")
    return rows_of.get(pk=event.pk)
