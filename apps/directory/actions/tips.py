"""What alumni tell the office in confidence about others: how somebody lost can be reached, that somebody has died.

Nothing of it is shown to anybody else, and nobody learns from it whether a person is on record."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.actions import audit, rows
from apps.core.lib.dates import PartialDate
from apps.core.models import AuditEntry
from apps.directory import emails
from apps.directory.actions import cases
from apps.directory.models import DeathReport, LostSuggestion
from apps.directory.querysets import reach
from apps.records.actions import deaths
from apps.records.models import Person


@transaction.atomic
def suggest(by_person: Person, *, by: User, **told: Any) -> LostSuggestion:
    """Keeps a classmate's word of how somebody can be reached (`told`: name, year_be, faculty_text, channel, contact,
    note). Raises TooManyTips."""
    cases.check_limit(by_person)
    return rows.create(LostSuggestion(by=by_person, **told), by=by, action="directory.suggest_contact")


@transaction.atomic
def invite(suggestion: LostSuggestion, *, person: Person | None, language: str, by: User, remark: str = "") -> None:
    """Writes to the address that the classmate gave, then forgets it: the invited decides. Raises AlreadyDecided,
    and ValidationError where the record that is meant wants no mail."""
    if person is not None and not reach.may_be_written_to(person):
        raise ValidationError(_("This person has died, or has asked not to be written to."), code="silence")
    address = str(suggestion.contact)
    _close(suggestion, LostSuggestion.Outcome.INVITED, person=person, by=by, remark=remark)
    emails.send_lost_invitation(to=address, language=language, name=suggestion.name, suggested_by=suggestion.by)


def close(
    suggestion: LostSuggestion, outcome: LostSuggestion.Outcome, *, person: Person | None, by: User, remark: str
) -> None:
    """Ends the case without a mail and forgets the contact. Raises AlreadyDecided."""
    _close(suggestion, outcome, person=person, by=by, remark=remark)


def expire(suggestions: QuerySet[LostSuggestion]) -> int:
    """Forgets the contacts of suggestions on which nobody has decided in time (the register of personal data says
    when); how many."""
    old = list(suggestions.filter(outcome=""))
    for suggestion in old:
        _close(suggestion, LostSuggestion.Outcome.EXPIRED, person=None, by=None, remark="")
    return len(old)


@transaction.atomic
def report_death(by_person: Person, *, by: User, person: Person | None, **told: Any) -> DeathReport:
    """Keeps word of a death for the office (`told`: name, year_be, source, evidence, died_on); `person` where it was
    said on their own page. Raises TooManyTips."""
    cases.check_limit(by_person)
    row = DeathReport(by=by_person, person=person, **told)
    return rows.create(row, by=by, action="directory.report_death")


@transaction.atomic
def take_death(
    report: DeathReport, *, person: Person, source: str, died_on: PartialDate | None, by: User, remark: str = ""
) -> None:
    """The office takes the word as one of the two sources of a death (`deaths.report`). Raises AlreadyDecided, and
    ValidationError where this source has spoken already."""
    values = {"person": person}
    cases.decide(
        report,
        DeathReport.Outcome.TAKEN,
        by=by,
        action="directory.take_death",
        subject_id=person.pk,
        remark=remark,
        values=values,
    )
    evidence = _("Fellow alumni: %(evidence)s") % {"evidence": report.evidence}
    deaths.report(person, source=source, evidence=evidence[:300], died_on=died_on, by=by)


def put_aside_death(report: DeathReport, *, by: User, remark: str) -> None:
    """The word is not used. Raises AlreadyDecided."""
    cases.decide(
        report, DeathReport.Outcome.UNFIT, by=by, action="directory.put_death_aside", subject_id=None, remark=remark
    )


@transaction.atomic
def _close(
    suggestion: LostSuggestion, outcome: LostSuggestion.Outcome, *, person: Person | None, by: User | None, remark: str
) -> None:
    cases.decide(
        suggestion,
        outcome,
        by=by,
        action=f"directory.suggestion_{outcome}",
        subject_id=person.pk if person else None,
        remark=remark,
        values={"contact": "", "person": person},
    )
    _forget_in_audit(suggestion)


def _forget_in_audit(suggestion: LostSuggestion) -> None:
    """The trail held the (encrypted) contact too."""
    told = AuditEntry.objects.filter(table=audit.table_of(suggestion), key=str(suggestion.pk))
    audit.erase_values(told, by=None, reason="the contact of a suggestion is forgotten once it is decided")
