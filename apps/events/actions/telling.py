"""Telling the organisers what became of their event: under the bell, and by mail where an account has an address."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils import timezone

from apps.accounts.actions.notices import notify
from apps.accounts.models import Notice, User
from apps.chapters import emails as of_groups
from apps.chapters import rules
from apps.chapters.models import Chapter, OfficerTerm
from apps.events.models import Announcement, CoHost, Event, Registration, Submission

DECIDED, MESSAGE_DECIDED, HEAD_ASKED = "events.decided", "events.message_decided", "events.head_asked"
HOST_ASKED, HOST_ANSWERED, HOST_ENDED = "events.host_asked", "events.host_answered", "events.host_ended"
CALLED_OFF, TO_APPROVE = "events.called_off", "events.to_approve"


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


def called_off(event: Event, *, by: User) -> None:
    """To the leaders of the groups that hold it too, or are asked to."""
    joined = (CoHost.State.ASKED, CoHost.State.ACCEPTED)
    groups = [row.chapter for row in event.co_hosts.filter(state__in=joined).select_related("chapter")]
    if groups:
        _leaders(groups, CALLED_OFF, but=by, event=event.pk)


def to_approve(event: Event) -> None:
    """To the organisers, that somebody waits for their answer: when it is the first one, and else only to those who
    have read what they were told before. Of an event of the office, to whoever published it."""
    waiting = event.registrations.filter(state=Registration.State.ASKED).count()
    if not waiting:
        return
    unread = Notice.objects.filter(kind=TO_APPROVE, params__event=event.pk, read_at=None)
    told = set() if waiting == 1 else set(unread.values_list("account", flat=True))
    for account in _organisers(event):
        if account.pk not in told:
            notify(account, TO_APPROVE, event=event.pk)
            of_groups.send_told(account, TO_APPROVE, {"event": event.pk})


def _organisers(event: Event) -> Collection[User]:
    if event.chapter is not None:
        return _accounts_of([event.chapter])
    sent = event.submissions.select_related("by").order_by("-declared_at", "-pk").first()
    return [sent.by] if sent is not None and sent.by is not None and sent.by.is_active else []


def _leaders(
    chapters: Sequence[Chapter],
    kind: str,
    *,
    power: rules.Power = rules.Power.PUBLISH,
    but: User | None = None,
    **params: Any,
) -> None:
    for account in _accounts_of(chapters, power):
        if account != but:
            notify(account, kind, **params)
            of_groups.send_told(account, kind, params)


def _accounts_of(chapters: Sequence[Chapter], power: rules.Power = rules.Power.PUBLISH) -> Collection[User]:
    """Each of those who have this power in these groups today, once."""
    running = OfficerTerm.objects.filter(seat__position__chapter__in=chapters).running(timezone.localdate())
    accounts: dict[int, User] = {}
    for term in running.in_order().select_related("seat__position", "person__account"):
        account = term.person.account
        if account and account.is_active and power in rules.powers_of([term]):
            accounts[account.pk] = account
    return accounts.values()
