"""Becoming a member, and ceasing to be one: what a person does for themself."""

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters import rules
from apps.chapters.actions import officers, telling
from apps.chapters.actions.refusals import AlreadyDecided, ByInvitationOnly, LinkOver, NotOpen, TooManyRequests
from apps.chapters.models import Chapter, JoinLink, Membership
from apps.chapters.querysets.reasons import enters_at_once, origin_for
from apps.core.actions import rows, turns
from apps.records.models import Person

State = Membership.State


@transaction.atomic
def ask(chapter: Chapter, person: Person, *, by: User, note: str = "") -> Membership:
    """Asks to join. Where the group takes everybody whom the registrar's records fit, such a person is a member at
    once; for the others the leaders decide. Raises NotOpen, ByInvitationOnly, TooManyRequests, and ValidationError
    where there is something between the two already."""
    check_open(chapter)
    if chapter.joining == Chapter.Joining.INVITED:
        raise ByInvitationOnly
    origin = origin_for(chapter, person)
    _check_limit(person)
    row = Membership(chapter=chapter, person=person, origin=origin, note=note)
    if enters_at_once(chapter, person, origin):
        return _enter(row, by=by, action="chapters.join")
    return _wait(row, by=by)


@transaction.atomic
def join_by_link(link: JoinLink, person: Person, *, by: User) -> Membership:
    """Joins at once: whoever has the link was given it by the group. A request or an invitation that waits becomes
    the membership; only whom the leaders have put out asks by it. Raises LinkOver, NotOpen, ValidationError for a
    member, and for somebody put out who has asked already."""
    check_open(link.chapter)
    link = JoinLink.objects.select_for_update(no_key=True, of=("self",)).select_related("chapter").get(pk=link.pk)
    if not link.is_good:
        raise LinkOver
    waiting = Membership.objects.filter(chapter=link.chapter, person=person, state__in=Membership.WAITING).first()
    row = Membership(chapter=link.chapter, person=person, origin=Membership.Origin.LINK, link=link)
    if Membership.objects.was_put_out(link.chapter, person) and (waiting is None or waiting.state == State.ASKED):
        return _wait(row, by=by)
    if waiting is not None:
        values = _member(by) | {"link": link, "origin": Membership.Origin.LINK}
        rows.change(waiting, values, by=by, action="chapters.join_by_link", subject_id=person.pk)
        return waiting
    return _enter(row, by=by, action="chapters.join_by_link")


@transaction.atomic
def accept_invitation(membership: Membership, *, by: User) -> None:
    """Raises AlreadyDecided, NotOpen."""
    check_open(membership.chapter)
    _answer(membership, State.INVITED, _member(by), by=by, action="chapters.accept_invitation")


def decline(membership: Membership, *, by: User) -> None:
    """No to an invitation. Raises AlreadyDecided."""
    values = {"state": State.DECLINED, **_decided(by)}
    _answer(membership, State.INVITED, values, by=by, action="chapters.decline")


@transaction.atomic
def dismiss(chapter: Chapter, person: Person, *, by: User) -> None:
    """No to a group that the portal proposed: it proposes it no more. Whoever is in it, or has said no, says nothing
    new by that."""
    known = Membership.objects.filter(chapter=chapter, person=person, state__in=(*Membership.OPEN, State.DECLINED))
    if known.exists():
        return
    row = Membership(chapter=chapter, person=person, state=State.DECLINED, origin=origin_for(chapter, person))
    row.decided_by, row.decided_at = by, timezone.now()
    rows.create(row, by=by, action="chapters.dismiss", subject_id=person.pk)


def withdraw(membership: Membership, *, by: User) -> None:
    """Takes back a request. Raises AlreadyDecided."""
    values = {"state": State.WITHDRAWN, **_decided(by)}
    _answer(membership, State.ASKED, values, by=by, action="chapters.withdraw")


@transaction.atomic
def leave(membership: Membership, *, by: User) -> None:
    """Ends the membership today, and with it the posts that the person holds there. Raises AlreadyDecided."""
    today = timezone.localdate()
    turns.share(turn_of(membership.chapter_id))
    values = {"state": State.LEFT, "until": max(today, membership.since or today), **_decided(by)}
    _answer(membership, State.MEMBER, values, by=by, action="chapters.leave")
    officers.end_all(membership.chapter, membership.person, by=by, why="", action="chapters.leave")


def _enter(row: Membership, *, by: User, action: str) -> Membership:
    for name, value in _member(by).items():
        setattr(row, name, value)
    return rows.create(row, by=by, action=action, subject_id=row.person_id)


def _wait(row: Membership, *, by: User) -> Membership:
    row.state = State.ASKED
    rows.create(row, by=by, action="chapters.ask", subject_id=row.person_id)
    telling.tell_leaders(row.chapter, rules.Power.MEMBERS, telling.REQUESTS)
    return row


def _answer(membership: Membership, expected: State, values: dict[str, object], *, by: User, action: str) -> None:
    if membership.state != expected:
        raise AlreadyDecided
    try:
        rows.change(membership, values, by=by, action=action, subject_id=membership.person_id)
    except rows.Stale as stale:
        raise AlreadyDecided from stale


def _member(by: User) -> dict[str, object]:
    return {"state": State.MEMBER, "since": timezone.localdate(), **_decided(by)}


def _decided(by: User) -> dict[str, object]:
    return {"decided_by": by, "decided_at": timezone.now()}


def check_open(chapter: Chapter) -> None:
    """As it is at this moment, whatever was read before: until the transaction ends nobody merges the group into
    another one. Raises NotOpen."""
    turns.share(turn_of(chapter.pk))
    if not Chapter.objects.living().filter(pk=chapter.pk).exists():
        raise NotOpen


def turn_of(chapter_id: int) -> str:
    return f"chapters.group:{chapter_id}"


def _check_limit(person: Person) -> None:
    """Holds up a second request of theirs until this one is through."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if Membership.objects.filter(person=person, state=State.ASKED).count() >= rules.WAITING_REQUESTS:
        raise TooManyRequests
