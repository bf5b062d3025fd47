"""Groups that hold an event together: one asks, the others answer."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.chapters.models import Chapter
from apps.core.actions import rows
from apps.events.actions import telling
from apps.events.models import CoHost, Event

MOST = 20  # groups that are asked for one event


class NoHost(Exception):
    """The group has answered, was not asked, or can hold nothing now."""

    message = _("This has changed in the meantime. Look at what it says now.")


@transaction.atomic
def ask(event: Event, chapter: Chapter, *, by: User) -> CoHost:
    """Asks the leaders of another group. Raises NoHost, ValidationError."""
    if not chapter.is_open or event.is_over or event.is_cancelled:
        raise NoHost
    if chapter.pk == event.chapter_id:
        raise ValidationError({"chapter": _("This group holds the event already.")})
    if event.co_hosts.count() >= MOST:
        raise ValidationError({"chapter": _("No more groups can be asked for one event.")})
    row = rows.create(CoHost(event=event, chapter=chapter), by=by, action="events.ask_host")
    telling.host_asked(row)
    return row


@transaction.atomic
def answer(row: CoHost, *, accepts: bool, by: User) -> None:
    """The leaders of the group that was asked say yes or no. Raises NoHost."""
    if row.state != CoHost.State.ASKED or (accepts and (row.event.is_over or row.event.is_cancelled)):
        raise NoHost
    state = CoHost.State.ACCEPTED if accepts else CoHost.State.DECLINED
    action = "events.accept_hosting" if accepts else "events.decline_hosting"
    try:
        rows.change(row, {"state": state, "answered_at": timezone.now()}, by=by, action=action)
    except rows.Stale as stale:
        raise NoHost from stale
    telling.host_answered(row)


@transaction.atomic
def end(row: CoHost, *, by: User) -> None:
    """It does not hold the event any more, or is not asked any longer: either side may say so, and the leaders of both
    are told. Raises NoHost."""
    telling.host_ended(row, by=by)
    try:
        rows.remove(row, by=by, action="events.end_hosting")
    except rows.Stale as stale:
        raise NoHost from stale
