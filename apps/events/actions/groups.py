"""Two groups become one: their events go on under the name of the one that stays."""

from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.models import CoHost, Event, Series


@transaction.atomic
def move(gone: int, stays: int, by: User) -> None:
    """From the group with the first key to that with the second; a group is no co-host of its own event."""
    for event in Event.objects.filter(chapter=gone).select_for_update(no_key=True):
        rows.change(event, {"chapter_id": stays}, by=by, action="events.move_to_group")
    for series in Series.objects.filter(chapter=gone):
        rows.change(series, {"chapter_id": stays}, by=by, action="events.move_to_group")
    for host in CoHost.objects.filter(chapter=gone).select_related("event"):
        if CoHost.objects.filter(event=host.event, chapter=stays).exists():
            rows.remove(host, by=by, action="events.move_to_group")
        else:
            rows.change(host, {"chapter_id": stays}, by=by, action="events.move_to_group")
    for host in CoHost.objects.filter(chapter=stays, event__chapter=stays):
        rows.remove(host, by=by, action="events.move_to_group")
