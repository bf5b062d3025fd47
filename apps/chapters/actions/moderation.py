"""What the office does about posts of groups: each decision has a reason, stands in a log that the group reads, and
can be appealed once."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters import rules
from apps.chapters.actions import impartial, telling
from apps.chapters.actions.refusals import AlreadyDecided, NoAppeal, TooManyReports
from apps.chapters.models import Decision, Hold, Post, PostReport
from apps.core.actions import rows, turns
from apps.directory.actions import cases
from apps.directory.actions.refusals import AlreadyDecided as CaseDecided
from apps.records.models import Person

State = Post.State
Outcome = Decision.Outcome
_FROM = {Outcome.APPROVED: State.WAITING, Outcome.REJECTED: State.WAITING, Outcome.REMOVED: State.PUBLISHED}
_TO = {Outcome.APPROVED: State.PUBLISHED, Outcome.REJECTED: State.REJECTED, Outcome.REMOVED: State.REMOVED}


@transaction.atomic
def decide(
    post: Post,
    outcome: Decision.Outcome,
    *,
    by: User,
    objection: str = "",
    remark: str = "",
    expected_version: int | None = None,
) -> Decision:
    """Publishes, rejects or takes down. Raises OwnMatter, AlreadyDecided where the post is not in that state any more,
    Stale where its words are not those that were read (its group took it back and sent others), and ValidationError
    where a decision against it says nothing."""
    impartial.check(by, post.chapter, post.author)
    if post.state != _FROM[outcome]:
        raise AlreadyDecided
    if expected_version is not None and post.version != expected_version:
        raise rows.Stale
    made = Decision(post=post, outcome=outcome, objection=objection, remark=remark, by=by)
    rows.create(made, by=by, action=f"chapters.{outcome}_post", reason=remark)
    _move(post, _TO[outcome], by=by, action=f"chapters.{outcome}_post")
    if post.author is not None:
        telling.tell(post.author, telling.POST_DECIDED, post.chapter, post=post.pk, outcome=str(outcome))
    return made


@transaction.atomic
def appeal(decision: Decision, *, text: str, person: Person, by: User) -> None:
    """Asks the office to look again, once. Raises NoAppeal."""
    if decision.outcome not in Decision.AGAINST or decision.appealed_at is not None:
        raise NoAppeal
    values = {"appeal": text, "appealed_by": person, "appealed_at": timezone.now()}
    try:
        rows.change(decision, values, by=by, action="chapters.appeal")
    except rows.Stale as stale:
        raise NoAppeal from stale


@transaction.atomic
def answer_appeal(
    decision: Decision, *, restores: bool, remark: str, by: User, expected_version: int | None = None
) -> Decision:
    """Publishes the post after all, or lets the decision stand. Raises OwnMatter, AlreadyDecided, ValidationError, and
    Stale where the post says something else than was read: a group may change what was not published."""
    post = decision.post
    impartial.check(by, post.chapter, post.author, decision.appealed_by)
    if expected_version is not None and post.version != expected_version:
        raise rows.Stale
    if decision.appealed_at is None or Decision.objects.filter(answers=decision).exists():
        raise AlreadyDecided
    outcome = Outcome.RESTORED if restores else Outcome.KEPT
    made = Decision(post=post, outcome=outcome, remark=remark, by=by, answers=decision)
    rows.create(made, by=by, action=f"chapters.{outcome}_post", reason=remark)
    if restores and post.state in {State.REJECTED, State.REMOVED}:
        _move(post, State.PUBLISHED, by=by, action="chapters.restored_post")
    if post.author is not None:
        telling.tell(post.author, telling.POST_DECIDED, post.chapter, post=post.pk, outcome=str(outcome))
    return made


@transaction.atomic
def report(post: Post, person: Person, *, objection: str, note: str, by: User) -> PostReport:
    """Asks the office to look at a post. Raises TooManyReports, ValidationError for a second report of the same."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    since = timezone.now() - rules.DAY
    if PostReport.objects.filter(by=person, created_at__gt=since).count() >= rules.REPORTS_A_DAY:
        raise TooManyReports
    row = PostReport(by=person, post=post, objection=objection, note=note)
    return rows.create(row, by=by, action="chapters.report_post")


@transaction.atomic
def report_as_guest(post: Post, *, objection: str, note: str) -> PostReport | None:
    """The same by somebody whom nobody knows. None where a guest has said it already and waits for the office."""
    turns.take(f"chapters.report_post:{post.pk}")
    if PostReport.objects.filter(post=post, objection=objection, by=None, outcome="").exists():
        return None
    row = PostReport(post=post, objection=objection, note=note)
    return rows.create(row, by=None, action="chapters.report_post")


@transaction.atomic
def decide_report(report: PostReport, outcome: PostReport.Outcome, *, remark: str, by: User) -> None:
    """Nothing to do, or the post is taken down for what was reported. Raises OwnMatter, AlreadyDecided,
    ValidationError."""
    impartial.check(by, report.post.chapter, report.post.author, report.by)
    try:
        cases.decide(report, outcome, by=by, action="chapters.decide_report", subject_id=None, remark=remark)
    except CaseDecided as decided:
        raise AlreadyDecided from decided
    if outcome == PostReport.Outcome.REMOVED and report.post.state == State.PUBLISHED:
        decide(report.post, Outcome.REMOVED, by=by, objection=report.objection, remark=remark)


def begin_hold(*, name: str, since: date, until: date, by: User) -> Hold:
    """No post goes out by itself in this time. Raises ValidationError."""
    row = Hold(name=name, since=since, until=until, made_by=by)
    return rows.create(row, by=by, action="chapters.begin_hold", reason=name)


def end_hold(hold: Hold, *, by: User, reason: str) -> None:
    """It is over, or was never meant. Raises Stale."""
    rows.remove(hold, by=by, action="chapters.end_hold", reason=reason)


def _move(post: Post, state: Post.State, *, by: User, action: str) -> None:
    values: dict[str, object] = {"state": state, "is_held": False}
    if state != State.PUBLISHED:
        values["pinned_at"] = None
    if state == State.PUBLISHED and post.published_at is None:
        values["published_at"] = timezone.now()
    try:
        rows.change(post, values, by=by, action=action)
    except rows.Stale as stale:
        raise AlreadyDecided from stale
