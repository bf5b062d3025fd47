"""The posts of a group: who holds them from when to when, and how one hands a post over."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.accounts.models import User
from apps.chapters import rules
from apps.chapters.actions import telling
from apps.chapters.actions.refusals import AlreadyDecided, HoldsItAlready, NoFreePlace, NotAMember, TooLate
from apps.chapters.models import Chapter, Membership, Nomination, OfficerTerm, Position, Seat
from apps.chapters.querysets.officers import TermQuerySet
from apps.core.actions import rows, turns
from apps.records.models import Person


@transaction.atomic
def add_position(position: Position, *, seats: int, by: User | None) -> Position:
    """A new post that so many may hold at once. Raises ValidationError."""
    rows.create(position, by=by, action="chapters.add_position")
    for number in range(1, seats + 1):
        rows.create(Seat(position=position, number=number), by=by, action="chapters.add_seat")
    return position


@transaction.atomic
def change_position(
    position: Position, values: Mapping[str, Any], *, by: User, expected_version: int | None = None
) -> None:
    """What a post is called, what it permits, how long a term is, how many may hold it (`seats`). Raises Stale,
    ValidationError."""
    fields = {name: values[name] for name in ("name_th", "name_en", "role", "years", "order")}
    action = "chapters.change_position"
    rows.change(position, fields, by=by, action=action, expected_version=expected_version)
    set_seats(position, values["seats"], by=by)


@transaction.atomic
def remove_position(position: Position, *, by: User) -> None:
    """A post that nobody ever held. Raises ValidationError where somebody did: that stays on record."""
    turns.take(_turn(position))
    if OfficerTerm.objects.filter(seat__position=position).exists():
        message = _("This post was held, and that stays on record. Take its places away instead.")
        raise ValidationError(message, code="held")
    rows.remove(position, by=by, action="chapters.remove_position")


@transaction.atomic
def set_seats(position: Position, number: int, *, by: User) -> None:
    """So many may hold the post at once. Raises ValidationError where more places than that were ever held: their
    history stays, and a post of another name is begun instead."""
    turns.take(_turn(position))
    there = list(Seat.objects.filter(position=position).order_by("number"))
    for missing in range(len(there) + 1, number + 1):
        rows.create(Seat(position=position, number=missing), by=by, action="chapters.add_seat")
    for seat in reversed(there[number:]):
        if OfficerTerm.objects.filter(seat=seat).exists():
            message = _("More places of this post were held, and that stays on record. Begin a post of another name.")
            raise ValidationError(message, code="held")
        rows.remove(seat, by=by, action="chapters.remove_seat")


@transaction.atomic
def appoint(
    position: Position, person: Person, *, since: date, until: date, by: User | None, minutes: str = ""
) -> OfficerTerm:
    """Gives somebody a post from one day to another, on the first of its places that is free in that time. Raises
    NotAMember, HoldsItAlready, NoFreePlace, ValidationError."""
    turns.take(_turn(position))
    _check_holder(position, person, since, until)
    for seat in Seat.objects.filter(position=position).order_by("number"):
        if not _overlapping(since, until).filter(seat=seat).exists():
            term = OfficerTerm(seat=seat, person=person, since=since, until=until, minutes=minutes)
            return rows.create(term, by=by, action="chapters.appoint", subject_id=person.pk)
    raise NoFreePlace


@transaction.atomic
def end_term(term: OfficerTerm, *, by: User, why: str) -> None:
    """The powers end at once: yesterday was the last day. One that has not begun never was. Whoever held it is told.
    Raises AlreadyDecided."""
    has_begun = term.since < timezone.localdate()
    _end(term, by=by, why=why, action="chapters.end_term")
    _tell_cut(term, term.until if has_begun else None, by=by, why=why)


def _end(term: OfficerTerm, *, by: User, why: str, action: str) -> None:
    today = timezone.localdate()
    if term.until < today:
        raise AlreadyDecided
    try:
        if term.since >= today:
            rows.remove(term, by=by, action=action, subject_id=term.person_id, reason=why)
        else:
            values = {"until": today - timedelta(days=1), "ended_why": why}
            rows.change(term, values, by=by, action=action, subject_id=term.person_id, reason=why)
    except rows.Stale as stale:
        raise AlreadyDecided from stale


def end_all(chapter: Chapter, person: Person, *, by: User, why: str, action: str) -> None:
    """What somebody holds there, or would hold, and what they are asked to take: they leave the group."""
    for term in OfficerTerm.objects.of(chapter).filter(person=person).not_over(timezone.localdate()):
        _end(term, by=by, why=why, action=action)
    asked = Nomination.objects.filter(seat__position__chapter=chapter, person=person, state=Nomination.State.OPEN)
    for nomination in asked:
        _answer(nomination, Nomination.State.WITHDRAWN, by=by, action=action)


def end_committee(chapter: Chapter, *, by: User, why: str, action: str) -> None:
    """All terms that run or would begin, and all offers of posts: the group is no more."""
    for term in OfficerTerm.objects.of(chapter).not_over(timezone.localdate()):
        _end(term, by=by, why=why, action=action)
    for nomination in Nomination.objects.filter(seat__position__chapter=chapter, state=Nomination.State.OPEN):
        _answer(nomination, Nomination.State.WITHDRAWN, by=by, action=action)


@transaction.atomic
def nominate(
    seat: Seat,
    person: Person,
    *,
    since: date,
    until: date,
    by: User,
    replaces: OfficerTerm | None = None,
    note: str = "",
) -> Nomination:
    """Asks somebody to take a place of a post, as the successor of whoever holds it or where it is free. Raises
    NotAMember, HoldsItAlready, NoFreePlace, ValidationError."""
    turns.take(_turn(seat.position))
    _check_days(seat, since, until)
    _check_holder(seat.position, person, since, until)
    if replaces is not None and since <= replaces.since:
        message = _("The successor begins after the one before them.")
        raise ValidationError({"since": ValidationError(message, code="early")})
    others = _overlapping(since, until).filter(seat=seat)
    if (others if replaces is None else others.exclude(pk=replaces.pk)).exists():
        raise NoFreePlace
    row = Nomination(seat=seat, person=person, replaces=replaces, since=since, until=until, proposed_by=by, note=note)
    rows.create(row, by=by, action="chapters.nominate", subject_id=person.pk)
    telling.tell(person, telling.NOMINATED, seat.position.chapter, nomination=row.pk, position=seat.position_id)
    return row


@transaction.atomic
def accept(nomination: Nomination, *, by: User) -> OfficerTerm:
    """The post is theirs from its day on, at the earliest today; whoever held it until then holds it until the day
    before. Raises AlreadyDecided, TooLate, NotAMember, NoFreePlace, ValidationError."""
    seat, today = nomination.seat, timezone.localdate()
    turns.take(_turn(seat.position))
    since = max(nomination.since, today)
    if since > nomination.until:
        raise TooLate
    replaced = nomination.replaces
    if replaced is not None and replaced.since >= since:
        since = replaced.since + timedelta(days=1)
    _check_holder(seat.position, nomination.person, since, nomination.until)
    _answer(nomination, Nomination.State.ACCEPTED, by=by, action="chapters.accept_post")
    if replaced is not None and replaced.until >= since:
        values = {"until": since - timedelta(days=1)}
        rows.change(replaced, values, by=by, action="chapters.hand_over", subject_id=replaced.person_id)
        if replaced.person.account_id != nomination.proposed_by_id:  # who is told that the successor has accepted
            _tell_cut(replaced, replaced.until, by=by, why="")
    if _overlapping(since, nomination.until).filter(seat=seat).exists():
        raise NoFreePlace
    term = OfficerTerm(seat=seat, person=nomination.person, since=since, until=nomination.until)
    rows.create(term, by=by, action="chapters.appoint", subject_id=nomination.person_id)
    _tell_proposer(nomination)
    return term


@transaction.atomic
def decline(nomination: Nomination, *, by: User) -> None:
    """Raises AlreadyDecided."""
    _answer(nomination, Nomination.State.DECLINED, by=by, action="chapters.decline_post")
    _tell_proposer(nomination)


@transaction.atomic
def withdraw(nomination: Nomination, *, by: User) -> None:
    """Whoever proposed it, or another leader, takes it back. Raises AlreadyDecided."""
    _answer(nomination, Nomination.State.WITHDRAWN, by=by, action="chapters.withdraw_nomination")


def _answer(nomination: Nomination, state: str, *, by: User, action: str) -> None:
    if not nomination.is_open:
        raise AlreadyDecided
    values = {"state": state, "answered_at": timezone.now()}
    try:
        rows.change(nomination, values, by=by, action=action, subject_id=nomination.person_id)
    except rows.Stale as stale:
        raise AlreadyDecided from stale


def _tell_proposer(nomination: Nomination) -> None:
    proposer = Person.objects.filter(account=nomination.proposed_by_id).select_related("account").first()
    if proposer is not None and proposer.pk != nomination.person_id:
        chapter = nomination.seat.position.chapter
        telling.tell(proposer, telling.ANSWERED, chapter, nomination=nomination.pk)


def _tell_cut(term: OfficerTerm, until: date | None, *, by: User, why: str) -> None:
    if term.person.account_id != by.pk:
        position = term.seat.position
        told = {"position": position.pk, "until": until.isoformat() if until else None, "reason": why}
        telling.tell(term.person, telling.TERM_CUT, position.chapter, **told)


def _check_days(seat: Seat, since: date, until: date) -> None:
    """What leaders arrange among themselves lasts no longer than a term of the post, and begins soon after the last:
    nobody gives themself, or a friend, a post for ever. (The office enters what minutes say.)"""
    if until >= years_later(since, seat.position.years):
        message = ngettext(
            "A term of this post lasts %(years)d year at most.",
            "A term of this post lasts %(years)d years at most.",
            seat.position.years,
        )
        shown = message % {"years": seat.position.years}
        raise ValidationError({"until": ValidationError(shown, code="long")})
    held = OfficerTerm.objects.filter(seat=seat).not_over(timezone.localdate()).order_by("-until").first()
    last = max(filter(None, (timezone.localdate(), held.until if held else None)))
    if since > last + rules.GAP:
        message = _("This begins more than a year after the last term. Propose it when the time comes.")
        raise ValidationError({"since": ValidationError(message, code="late")})


def years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _check_holder(position: Position, person: Person, since: date, until: date) -> None:
    # Held up while they leave or are put out, and the other way round: whoever is none any more gets no post.
    held = Membership.objects.held().select_for_update().filter(chapter=position.chapter_id, person=person)
    if held.first() is None:
        raise NotAMember
    if _overlapping(since, until).filter(seat__position=position, person=person).exists():
        raise HoldsItAlready


def _overlapping(since: date, until: date) -> TermQuerySet:
    return OfficerTerm.objects.filter(since__lte=until, until__gte=since)


def _turn(position: Position) -> str:
    return f"chapters.position:{position.pk}"
