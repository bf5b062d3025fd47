"""What a group's leaders, and the office, do about its members."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters.actions import joining, officers, telling
from apps.chapters.actions.refusals import AlreadyDecided, HoldsAPost
from apps.chapters.models import Chapter, Due, Membership, OfficerTerm
from apps.core.actions import rows, turns
from apps.records.models import Person

State = Membership.State


@transaction.atomic
def approve(membership: Membership, *, rank: str = Membership.Rank.ORDINARY, by: User) -> None:
    """Takes somebody who asked. Raises AlreadyDecided, NotOpen."""
    joining.check_open(membership.chapter)
    values = {"state": State.MEMBER, "rank": rank, "since": timezone.localdate()}
    _decide(membership, State.ASKED, values, by=by, action="chapters.approve")
    telling.tell(membership.person, telling.APPROVED, membership.chapter)


@transaction.atomic
def refuse(membership: Membership, *, reason: str, by: User) -> None:
    """Does not take somebody who asked; they read the reason. Raises AlreadyDecided."""
    values = {"state": State.REFUSED, "reason": reason}
    _decide(membership, State.ASKED, values, by=by, action="chapters.refuse", reason=reason)
    telling.tell(membership.person, telling.REFUSED, membership.chapter, reason=reason)


@transaction.atomic
def invite(
    chapter: Chapter, person: Person, *, rank: str = Membership.Rank.ORDINARY, origin: str = "leader", by: User
) -> Membership:
    """Asks somebody to join. Whoever asked to join themself is a member now. Raises NotOpen, and ValidationError for
    a member or somebody who is invited already."""
    joining.check_open(chapter)
    asked = Membership.objects.filter(chapter=chapter, person=person, state=State.ASKED).first()
    if asked is not None:
        approve(asked, rank=rank, by=by)
        return asked
    row = Membership(chapter=chapter, person=person, state=State.INVITED, rank=rank, origin=origin)
    rows.create(row, by=by, action="chapters.invite", subject_id=person.pk)
    telling.tell(person, telling.INVITED, chapter)
    return row


@transaction.atomic
def enter(chapter: Chapter, person: Person, *, rank: str = Membership.Rank.ORDINARY, by: User) -> Membership:
    """Writes down that somebody is a member: the office, from a roll on paper. Raises ValidationError for a member."""
    waiting = Membership.objects.filter(chapter=chapter, person=person, state__in=Membership.WAITING).first()
    values = {"state": State.MEMBER, "rank": rank, "since": timezone.localdate(), "decided_by": by}
    values["decided_at"] = timezone.now()
    if waiting is not None:
        rows.change(waiting, values, by=by, action="chapters.enter", subject_id=person.pk)
        return waiting
    row = Membership(chapter=chapter, person=person, origin=Membership.Origin.OFFICE, **values)
    return rows.create(row, by=by, action="chapters.enter", subject_id=person.pk)


@transaction.atomic
def take_back_invitation(membership: Membership, *, by: User) -> None:
    """Raises AlreadyDecided."""
    _decide(membership, State.INVITED, {"state": State.WITHDRAWN}, by=by, action="chapters.take_back_invitation")


@transaction.atomic
def remove(membership: Membership, *, reason: str, ends_terms: bool, by: User) -> None:
    """Puts somebody out, who reads the reason; their posts in the group end (`ends_terms`: whoever does it may end
    posts). Raises AlreadyDecided, HoldsAPost."""
    chapter, person = membership.chapter, membership.person
    turns.share(joining.turn_of(chapter.pk))
    held = OfficerTerm.objects.of(chapter).filter(person=person).not_over(timezone.localdate())
    if not ends_terms and held.exists():
        raise HoldsAPost
    officers.end_all(chapter, person, by=by, why=reason, action="chapters.remove")
    today = timezone.localdate()
    values = {"state": State.REMOVED, "until": max(today, membership.since or today), "reason": reason}
    _decide(membership, State.MEMBER, values, by=by, action="chapters.remove", reason=reason)
    telling.tell(person, telling.REMOVED, chapter, reason=reason)


def set_rank(membership: Membership, rank: str, *, by: User) -> bool:
    """The class of a member. Raises AlreadyDecided where they are none any more."""
    if membership.state != State.MEMBER:
        raise AlreadyDecided
    return rows.change(membership, {"rank": rank}, by=by, action="chapters.set_rank", subject_id=membership.person_id)


def note_due(due: Due, *, by: User) -> Due:
    """Writes down what a member has paid. Raises ValidationError for what is noted already."""
    due.noted_by = by
    return rows.create(due, by=by, action="chapters.note_due", subject_id=due.person_id)


def take_back_due(due: Due, *, by: User, reason: str) -> None:
    """It was noted by mistake."""
    rows.remove(due, by=by, action="chapters.take_back_due", subject_id=due.person_id, reason=reason)


def _decide(
    membership: Membership, expected: State, values: Mapping[str, Any], *, by: User, action: str, reason: str = ""
) -> None:
    if membership.state != expected:
        raise AlreadyDecided
    decided = {**values, "decided_by": by, "decided_at": timezone.now()}
    try:
        rows.change(membership, decided, by=by, action=action, subject_id=membership.person_id, reason=reason)
    except rows.Stale as stale:
        raise AlreadyDecided from stale
