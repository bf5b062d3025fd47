"""What the office does about events that are sent to be published: each decision has a reason, stands in a log that
the organisers read, and can be appealed once. Anybody can ask the office to look at any event."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.chapters.actions import impartial
from apps.chapters.actions.refusals import OwnMatter
from apps.chapters.models import Objection
from apps.chapters.rules import DAY, REPORTS_A_DAY
from apps.core.actions import rows, turns
from apps.directory.actions import cases
from apps.directory.actions.refusals import AlreadyDecided as CaseDecided
from apps.events.actions import telling
from apps.events.actions.publishing import NotSendable, move
from apps.events.lib.states import SEEN
from apps.events.models import Complaint, Event, Submission
from apps.records.models import Person

State, Outcome, Answer = Event.State, Submission.Outcome, Submission.Answer
_FROM: dict[str, set[str]] = {
    Outcome.APPROVED: {State.WAITING},
    Outcome.REFUSED: {State.WAITING},
    Outcome.REMOVED: {*SEEN},
}
_TO = {Outcome.APPROVED: State.PUBLISHED, Outcome.REFUSED: State.REFUSED, Outcome.REMOVED: State.REFUSED}


class Decided(Exception):
    """A colleague was faster, or the organisers took it back."""

    message = _("This has been decided already, by you or by somebody else, or the organisers took it back.")


class NoAppeal(Exception):
    message = _("This decision was appealed already, or there is nothing in it to appeal.")


class TooManyComplaints(Exception):
    message = _("You have reported very much within a day, thank you. Please go on tomorrow.")


@transaction.atomic
def decide(
    event: Event,
    outcome: Submission.Outcome,
    *,
    by: User,
    objection: str = "",
    remark: str = "",
    expected_version: int | None = None,
) -> Submission:
    """Publishes, refuses, or takes off the pages. Raises OwnMatter, Decided where the event is not in that state any
    more, Stale where it does not say any more what was read, and ValidationError where a decision against it says
    nothing."""
    _check_read(event, expected_version)
    last = Submission.objects.last_of(event)
    if event.state not in _FROM[outcome] or last is None:
        raise Decided
    check_impartial(event, by, last.by)
    values: dict[str, Any] = {"outcome": outcome, "objection": objection, "remark": remark, "decided_by": by}
    values |= {"decided_at": timezone.now(), "is_held": False}
    _move(event, _TO[outcome], by=by, action=f"events.{outcome}")
    if outcome == Outcome.REMOVED:
        last = Submission(event=event, by=last.by, declared_at=last.declared_at, **values)
        rows.create(last, by=by, action=f"events.{outcome}", reason=remark)
    else:
        _change(last, values, by=by, action=f"events.{outcome}", reason=remark)
    telling.decided(last)
    return last


@transaction.atomic
def appeal(submission: Submission, *, text: str, by: User) -> None:
    """Asks the office to look again, once. Raises NoAppeal, ValidationError."""
    if not submission.may_be_appealed:
        raise NoAppeal
    values = {"appeal": text, "appealed_by": by, "appealed_at": timezone.now()}
    try:
        rows.change(submission, values, by=by, action="events.appeal")
    except rows.Stale as stale:
        raise NoAppeal from stale


@transaction.atomic
def answer_appeal(
    submission: Submission, *, restores: bool, remark: str, by: User, expected_version: int | None = None
) -> None:
    """Publishes the event after all, or lets the decision stand. Raises OwnMatter, Decided, Stale,
    ValidationError."""
    _check_read(submission.event, expected_version)
    check_impartial(submission.event, by, submission.by, submission.appealed_by)
    if submission.appealed_at is None or submission.answered_at is not None:
        raise Decided
    answer = Answer.RESTORED if restores else Answer.KEPT
    values = {"answer": answer, "answer_remark": remark, "answered_by": by, "answered_at": timezone.now()}
    _change(submission, values, by=by, action=f"events.{answer}", reason=remark)
    if restores and submission.event.state == State.REFUSED:
        back = State.CANCELLED if submission.event.cancelled_at else State.PUBLISHED
        _move(submission.event, back, by=by, action=f"events.{answer}")
    telling.decided(submission)


@transaction.atomic
def complain(event: Event, person: Person, *, objection: str, note: str, by: User) -> Complaint:
    """Asks the office to look at an event. Raises TooManyComplaints, ValidationError for a second one of the same."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    since = timezone.now() - DAY
    if Complaint.objects.filter(by=person, created_at__gt=since).count() >= REPORTS_A_DAY:
        raise TooManyComplaints
    row = Complaint(by=person, event=event, objection=objection, note=note)
    return rows.create(row, by=by, action="events.complain", subject_id=person.pk)


@transaction.atomic
def complain_as_guest(event: Event, *, objection: str, note: str) -> Complaint | None:
    """The same by somebody whom nobody knows. None where a guest has said it already and waits for the office."""
    turns.take(f"events.complain:{event.pk}")
    if Complaint.objects.filter(event=event, objection=objection, by=None, outcome="").exists():
        return None
    row = Complaint(event=event, objection=objection, note=note)
    return rows.create(row, by=None, action="events.complain", subject_id=None)


def look_again(event: Event, said: list[str], *, by: User) -> None:
    """Small words of a published event are others now: the office looks at them afterwards, once for all that changes
    until then."""
    case = {"event": event, "objection": Objection.OTHER, "by": None}
    if not Complaint.objects.filter(outcome="", **case).exists():
        words = str(_("The organisers changed this after it was published:")) + " " + " · ".join(said)
        rows.create(Complaint(note=words[:1000], **case), by=by, action="events.look_again")


@transaction.atomic
def decide_complaint(complaint: Complaint, outcome: Complaint.Outcome, *, remark: str, by: User) -> None:
    """Nothing to do, or the event is taken off the pages for what was reported. Raises OwnMatter, Decided,
    ValidationError."""
    check_impartial(complaint.event, by, complaint.by.account if complaint.by else None)
    try:
        cases.decide(complaint, outcome, by=by, action="events.decide_complaint", subject_id=None, remark=remark)
    except CaseDecided as decided:
        raise Decided from decided
    if outcome == Complaint.Outcome.REMOVED and complaint.event.state in SEEN:
        decide(complaint.event, Outcome.REMOVED, by=by, objection=complaint.objection, remark=remark)


def check_impartial(event: Event, by: User, *senders: User | None) -> None:
    """Neither what they sent themselves nor an event of a group in which they hold a post, its own or as co-host."""
    if by in senders:
        raise OwnMatter
    impartial.check(by, event.chapter)
    for row in event.co_hosts.filter(state="accepted").select_related("chapter"):
        impartial.check(by, row.chapter)


def _check_read(event: Event, seen: int | None) -> None:
    """The organisers may take an event back, or change what was refused, while somebody reads it."""
    if seen is not None and event.version != seen:
        raise rows.Stale


def _change(row: Submission, values: dict[str, object], *, by: User, action: str, reason: str) -> None:
    try:
        rows.change(row, values, by=by, action=action, reason=reason)
    except rows.Stale as stale:
        raise Decided from stale


def _move(event: Event, state: Event.State, *, by: User, action: str) -> None:
    try:
        move(event, state, by=by, action=action)
    except NotSendable as gone:
        raise Decided from gone
