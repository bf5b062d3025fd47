"""Complaints about letters and pages, and what the office does about them."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from apps.accounts.actions.notices import notify
from apps.accounts.models import User
from apps.core.actions import audit, rows
from apps.directory import emails
from apps.directory.actions import cases
from apps.directory.models import AbuseReport, Letter, Suspension
from apps.records.models import Person

NOTICE = "directory.warning"


@transaction.atomic
def report(
    by_person: Person, *, person: Person, letter: Letter | None, reason: str, note: str, by: User
) -> AbuseReport:
    """Asks the office to look at a letter, or at a person's page. Raises TooManyTips, ValidationError for a letter
    that this person has reported before."""
    cases.check_limit(by_person)
    row = AbuseReport(by=by_person, person=person, letter=letter, reason=reason, note=note)
    return rows.create(row, by=by, action="directory.report_abuse", subject_id=person.pk)


def open_letter(report: AbuseReport, *, by: User) -> Letter | None:
    """The letter that was reported, with a note in the audit log of who opened it."""
    if report.letter is not None:
        seen = audit.Change(audit.table_of(report), str(report.pk), report.version, None, None, report.person_id)
        audit.write([seen], action="directory.read_reported_letter", by=by)
    return report.letter


@transaction.atomic
def decide(
    report: AbuseReport, outcome: AbuseReport.Outcome, *, by: User, remark: str, days: int | None = None
) -> Suspension | None:
    """Nothing, a warning, or no more letters for so many `days` (None: until it is lifted). Who is warned reads the
    remark, never who complained. Raises AlreadyDecided."""
    cases.decide(report, outcome, by=by, action="directory.decide_abuse", subject_id=report.person_id, remark=remark)
    if outcome == AbuseReport.Outcome.NOTHING:
        return None
    if outcome == AbuseReport.Outcome.SUSPENDED:
        return suspend(report.person, Suspension.What.LETTERS, days=days, reason=remark, by=by)
    if report.person.account:
        _tell(report.person.account, remark, None)
    return None


@transaction.atomic
def suspend(person: Person, what: Suspension.What, *, days: int | None, reason: str, by: User) -> Suspension:
    """Closes writing, or the directory, for so many days (None: until it is lifted), and tells the person why."""
    today = timezone.localdate()
    until = today + timedelta(days=days) if days else None
    row = Suspension(person=person, what=what, since=today, until=until, reason=reason)
    rows.create(row, by=by, action="directory.suspend", subject_id=person.pk, reason=reason)
    if person.account:
        _tell(person.account, reason, row)
    return row


def lift(suspension: Suspension, *, by: User, reason: str) -> None:
    """The person may write, or look, again."""
    rows.remove(suspension, by=by, action="directory.lift_suspension", subject_id=suspension.person_id, reason=reason)


def _tell(account: User, reason: str, suspension: Suspension | None) -> None:
    notify(account, NOTICE, reason=reason)
    emails.send_warning(account, reason=reason, suspension=suspension)
