"""Telling the organisers what became of their event: under the bell, and by mail where an account has an address."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from apps.accounts.actions.notices import notify
from apps.accounts.models import User
from apps.chapters import emails as of_groups
from apps.chapters import rules
from apps.chapters.models import Chapter, OfficerTerm
from apps.events.models import Announcement, CoHost, Event, Submission

DECIDED, MESSAGE_DECIDED, HOST_ASKED, HOST_ANSWERED = (
    "events.decided",
    "events.message_decided",
    "events.host_asked",
    "events.host_answered",
)
HOST_ENDED = "events.host_ended"
HEAD_ASKED = "events.head_asked"


def decided(submission: Submission) -> None:
    """To whoever sent the event."""
    if submission.by is not None and submission.by.is_active:
        told = {"submission": submission.pk}
        notify(submission.by, DECIDED, **told)
        of_groups.send_told(submission.by, DECIDED, told)


def message_decided(announcement: Announcement) -> None:
    """To whoever wrote it."""
    if announcement.by is not None and announcement.by.is_active:
        told = {"message": announcement.pk}
        notify(announcement.by, MESSAGE_DECIDED, **told)
        of_groups.send_told(announcement.by, MESSAGE_DECIDED, told)


def host_asked(row: CoHost) -> None:
    """To the leaders of the group that is asked to hold an event too."""
    _leaders([row.chapter], HOST_ASKED, co_host=row.pk)


def host_answered(row: CoHost) -> None:
    """To the leaders of the group that asked."""
    if row.event.chapter is not None:
        _leaders([row.event.chapter], HOST_ANSWERED, co_host=row.pk)


def host_ended(row: CoHost, *, by: User) -> None:
    """To the leaders of both groups, but for whoever did it. That a group which had declined is struck off the list is
    no news to anybody."""
    if row.state == CoHost.State.DECLINED:
        return
    hosts = [row.event.chapter] if row.event.chapter and row.state == CoHost.State.ACCEPTED else []
    told: dict[str, Any] = {"event": row.event_id, "chapter": row.chapter_id, "was": row.state}
    _leaders([row.chapter, *hosts], HOST_ENDED, but=by, **told)


def head_asked(event: Event) -> None:
    """To whoever sends the events of its group out."""
    if event.chapter is not None:
        _leaders([event.chapter], HEAD_ASKED, power=rules.Power.OFFICERS, event=event.pk)


def _leaders(
    chapters: Sequence[Chapter],
    kind: str,
    *,
    power: rules.Power = rules.Power.PUBLISH,
    but: User | None = None,
    **params: Any,
) -> None:
    """Each of those who have this power in these groups today, once."""
    running = OfficerTerm.objects.filter(seat__position__chapter__in=chapters).running(timezone.localdate())
    accounts: dict[int, User] = {}
    for term in running.in_order().select_related("seat__position", "person__account"):
        account = term.person.account
        if account and account != but and account.is_active and power in rules.powers_of([term]):
            accounts[account.pk] = account
    for account in accounts.values():
        notify(account, kind, **params)
        of_groups.send_told(account, kind, params)
