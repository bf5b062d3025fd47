"""Sending an event out: a declaration, then the pages at once or the office first."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.chapters.models import Chapter
from apps.chapters.querysets.posts import hold_on
from apps.chapters.rules import leads
from apps.core.actions import rows
from apps.events import rules
from apps.events.models import Event, Submission
from apps.events.querysets.trust import trust_of

State, Outcome = Event.State, Submission.Outcome
SENDABLE = (State.DRAFT, State.REFUSED)


class NotSendable(Exception):
    """It is out, with the office, or its group may publish nothing now."""

    message = _("This event is published already, the office is looking at it, or its group can publish nothing now.")


class TooLate(Exception):
    message = _("The event would be over already. Change its day first.")


@transaction.atomic
def send(event: Event, *, by: User) -> Event:
    """Whoever sends it declares by that that it is politically neutral. It is on the pages at once if the office
    trusts them and nothing holds posts on this day; else it waits for the office. Raises NotSendable, TooLate."""
    if event.state not in SENDABLE or (event.chapter is not None and not event.chapter.is_open):
        raise NotSendable
    if event.ends_at <= timezone.now():
        raise TooLate
    goes_out = goes_out_by_itself(event.chapter, by=by)
    outcome = Outcome.BY_ITSELF if goes_out else Outcome.WAITING
    now = timezone.now()
    row = Submission(event=event, by=by, declared_at=now, outcome=outcome, decided_at=now if goes_out else None)
    move(event, State.PUBLISHED if goes_out else State.WAITING, by=by, action="events.send")
    rows.create(row, by=by, action="events.declare_neutral")
    return event


@transaction.atomic
def take_back(event: Event, *, by: User) -> None:
    """The organisers take it back from the office. Raises NotSendable."""
    waiting = Submission.objects.filter(event=event, outcome=Outcome.WAITING).first()
    if event.state != State.WAITING or waiting is None:
        raise NotSendable
    move(event, State.DRAFT, by=by, action="events.take_back")
    rows.change(
        waiting, {"outcome": Outcome.WITHDRAWN, "decided_at": timezone.now()}, by=by, action="events.take_back"
    )


@transaction.atomic
def discard(event: Event, *, by: User) -> None:
    """A draft that nobody but its organisers has seen. Raises NotSendable."""
    if event.state not in SENDABLE or event.registrations.exists() or event.published_at is not None:
        raise NotSendable
    rows.remove(event, by=by, action="events.discard")


def goes_out_by_itself(chapter: Chapter | None, *, by: User) -> bool:
    """Does it go out by itself? What the office sends does, unless whoever sends it leads the group; so do events
    of leaders whom it knows, except in a time in which everything is held."""
    if rules.of_office(by, rules.CARE) and not leads(by, chapter):
        return True
    if chapter is None or hold_on(timezone.localdate()) is not None:
        return False
    return trust_of(by, chapter).is_trusted


def move(event: Event, state: Event.State, *, by: User, action: str) -> None:
    """Raises NotSendable where somebody was faster."""
    values: dict[str, object] = {"state": state}
    if state == State.PUBLISHED and event.published_at is None:
        values["published_at"] = timezone.now()
    try:
        rows.change(event, values, by=by, action=action)
    except rows.Stale as stale:
        raise NotSendable from stale
