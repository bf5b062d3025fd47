"""Sending an event out: a declaration, then the pages at once or the office first."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.chapters.models import Chapter
from apps.chapters.querysets.posts import hold_on
from apps.chapters.rules import leads
from apps.core.actions import rows
from apps.events import rules
from apps.events.actions import pictures, telling
from apps.events.models import Event, Submission
from apps.events.querysets.trust import trust_of

State, Outcome = Event.State, Submission.Outcome
SENDABLE = (State.DRAFT, State.REFUSED)
ASKED_AGAIN = timedelta(days=1)


class NotSendable(Exception):
    """It is out, with the office, or its group may publish nothing now."""

    message = _("This event is published already, the office is looking at it, or its group can publish nothing now.")


class TooLate(Exception):
    message = _("The event would be over already. Change its day first.")


@transaction.atomic
def send(event: Event, *, by: User) -> Event:
    """Whoever sends it declares by that that it is politically neutral. It is on the pages at once if the office
    trusts them and nothing holds posts on this day; what is only held goes out by itself afterwards, anything else
    waits for the office. Raises NotSendable, TooLate."""
    if not is_sendable(event) or (event.chapter is not None and not event.chapter.is_open):
        raise NotSendable
    if not rules.may_send(by, event.chapter):
        raise NotSendable
    if event.ends_at <= timezone.now():
        raise TooLate
    goes_out = goes_out_again(event, by=by)
    outcome = Outcome.BY_ITSELF if goes_out else Outcome.WAITING
    now = timezone.now()
    row = Submission(event=event, by=by, declared_at=now, outcome=outcome, decided_at=now if goes_out else None)
    row.is_held = not goes_out and may_go(event, by=by)
    move(event, State.PUBLISHED if goes_out else State.WAITING, by=by, action="events.send")
    rows.create(row, by=by, action="events.declare_neutral")
    return event


@transaction.atomic
def ask_head(event: Event, *, by: User) -> None:
    """It stays a draft until the head of the group sends it, who is told of it once a day at most. Raises
    NotSendable."""
    now = timezone.now()
    if not is_sendable(event):
        raise NotSendable
    if event.head_asked_at is None or event.head_asked_at < now - ASKED_AGAIN:
        rows.change(event, {"head_asked_at": now}, by=by, action="events.ask_head")
        telling.head_asked(event)


@transaction.atomic
def take_back(event: Event, *, by: User) -> None:
    """The organisers take it back from the office. Raises NotSendable."""
    waiting = Submission.objects.filter(event=event, outcome=Outcome.WAITING).first()
    if event.state != State.WAITING or waiting is None:
        raise NotSendable
    move(event, State.DRAFT, by=by, action="events.take_back")
    taken_back = {"outcome": Outcome.WITHDRAWN, "decided_at": timezone.now(), "is_held": False}
    rows.change(waiting, taken_back, by=by, action="events.take_back")


@transaction.atomic
def discard(event: Event, *, by: User) -> None:
    """A draft that nobody but its organisers has seen. Raises NotSendable."""
    if not is_discardable(event):
        raise NotSendable
    picture = event.picture
    for row in event.submissions.all():
        rows.remove(row, by=by, action="events.discard")
    rows.remove(event, by=by, action="events.discard")
    transaction.on_commit(partial(pictures.drop_unused, picture))


def is_sendable(event: Event) -> bool:
    """What was cancelled before the office took it off the pages is over for good."""
    return event.state in SENDABLE and event.cancelled_at is None


def is_discardable(event: Event) -> bool:
    """What the office has decided on stays, with its decision."""
    decided = event.submissions.exclude(outcome=Outcome.WITHDRAWN).exists()
    return event.state == State.DRAFT and not decided and not event.registrations.exists()


def goes_out_by_itself(chapter: Chapter | None, *, by: User) -> bool:
    """Does it go out by itself? What the office sends does, unless whoever sends it leads the group; so do events
    of leaders whom it knows, except in a time in which everything is held."""
    if is_of_office(chapter, by=by):
        return True
    if not rules.may_send(by, chapter):
        return False
    return hold_on(timezone.localdate()) is None and _is_trusted(chapter, by=by)


def goes_out_again(event: Event, *, by: User) -> bool:
    """The same of an event: what the office refused or took off the pages always waits for it, whoever sends it."""
    return not _is_objected_to(event) and goes_out_by_itself(event.chapter, by=by)


def may_go(event: Event, *, by: User) -> bool:
    """Would it go out by itself if nothing were held on this day?"""
    return not _is_objected_to(event) and (is_of_office(event.chapter, by=by) or _is_trusted(event.chapter, by=by))


def is_of_office(chapter: Chapter | None, *, by: User) -> bool:
    """Whoever acts for the office, which the door of its pages has asked a second factor of."""
    return by.is_staff and by.has_perm(rules.CARE) and not leads(by, chapter)


def _is_trusted(chapter: Chapter | None, *, by: User) -> bool:
    return chapter is not None and trust_of(by, chapter).is_trusted


def _is_objected_to(event: Event) -> bool:
    last = Submission.objects.last_of(event)
    return last is not None and last.is_against


def move(event: Event, state: Event.State, *, by: User, action: str) -> None:
    """Raises NotSendable where somebody was faster."""
    try:
        rows.change(event, values_of(event, state), by=by, action=action)
    except rows.Stale as stale:
        raise NotSendable from stale


def values_of(event: Event, state: Event.State) -> dict[str, object]:
    """What an event says in another state."""
    is_out_first = state == State.PUBLISHED and event.published_at is None
    return {"state": state, **({"published_at": timezone.now()} if is_out_first else {})}
