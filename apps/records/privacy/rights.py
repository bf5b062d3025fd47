"""What somebody wished and agreed to, how they proved who they are, and what was done with their data."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.models import Job
from apps.core.privacy import Basis, Expiry, Part, Subject, Table
from apps.core.querysets.entries import one_by_one
from apps.records.actions import erasing
from apps.records.exports.person_history import changes_of, tell_change
from apps.records.models import Claim, Disclosure, OneTimeCode
from apps.records.privacy import merging

DAYS_OF_CODES = 30
YEAR = 365


def own_claims(subject: Subject) -> QuerySet[Claim]:
    """What this subject claimed: never what others claimed about their record, which holds those others' words."""
    mine = Q(account=subject.account_id) if subject.account_id else Q(pk=None)
    if subject.person_id:
        mine |= Q(person=subject.person_id, state=Claim.State.APPROVED)
    return Claim.objects.filter(mine)


def closed_claims(before: datetime) -> QuerySet[Claim]:
    closed = [Claim.State.APPROVED, Claim.State.REFUSED, Claim.State.WITHDRAWN]
    given_up = Q(state=Claim.State.CODE)  # nobody ever typed the code
    return Claim.objects.filter(Q(state__in=closed) | given_up, updated_at__lt=before)


def spent_codes(before: datetime) -> QuerySet[OneTimeCode]:
    return OneTimeCode.objects.filter(expires_at__lt=before)


def old_disclosures(before: datetime) -> QuerySet[Disclosure]:
    return Disclosure.objects.filter(at__lt=before)


def results(before: datetime) -> QuerySet[Job]:
    return Job.objects.filter(ended_at__lt=before).exclude(result="")


def old_jobs(before: datetime) -> QuerySet[Job]:
    return Job.objects.filter(ended_at__lt=before, result="")


PARTS: dict[str, Part] = {
    "history": Part(
        order=42,
        label=_("The history of your record"),
        purpose=_("To show you and the office who changed what, to undo mistakes, and to find misuse."),
        basis=Basis.LAW,
        kept_for=_("as long as the record"),
        erased=_("what each change said before and after"),
        stays=_("that something was changed, when, by whom and why: the law asks for a log of processing"),
        erase=erasing.forget_history,
        tables=(
            Table(
                "core.auditentry",
                ("at", "by", "action", "table", "key", "before", "after", "reason", "origin", "erased_at"),
                owner="subject_id",
                withheld=("batch", "salt", "values_digest", "seal"),
                rows=changes_of,
                tell=tell_change,
                parts=one_by_one,
            ),
            Table("core.auditbatch", (), owner="by", withheld=("action", "started_at", "note")),
        ),
    ),
    "claims": Part(
        order=40,
        label=_("How you proved who you are"),
        purpose=_("So that nobody else gets your record, and to explain to you how we decided."),
        basis=Basis.LEGITIMATE,
        kept_for=_("claims: a year after the decision; codes: 30 days"),
        erased=_("your claims and the codes that we sent"),
        tables=(
            Table(
                "records.onetimecode",
                ("purpose", "sent_at", "expires_at", "tries", "used_at"),
                withheld=("claim", "contact", "address", "digest"),
                follows=("contact", "address"),
            ),
            Table(
                "records.claim",
                (
                    *("public_id", "kind", "state", "name", "former_name", "student_id", "year_be", "birth_date"),
                    *("faculty_text", "email", "phone", "message", "language", "decided_by", "decided_at", "reply"),
                    *("appeal", "appealed_at", "linked_at"),
                ),
                owner="account",
                withheld=("person", "obstacle", "network", "browser", "target"),
                rows=own_claims,
                moves=("person",),
            ),
        ),
        expiries=(
            Expiry(_("one-time codes"), DAYS_OF_CODES, spent_codes),
            Expiry(_("claims that are decided or given up"), YEAR, closed_claims),
        ),
    ),
    "wishes": Part(
        order=41,
        label=_("Your wishes and consents"),
        purpose=_("To do as you said, and to be able to prove it."),
        basis=Basis.LAW,
        kept_for=_("as long as the record"),
        erased=_("reasons that you gave"),
        stays=_("what you agreed to and when, as proof, and the wish that nobody writes to you again"),
        erase=erasing.forget_wishes,
        tables=(
            Table("records.consent", ("purpose", "is_given", "text_version", "language", "at", "by", "how")),
            Table("records.donotcontact", ("channel", "since", "until", "reason"), merging=merging.WISH),
            Table("records.restriction", ("begun_at", "ended_at", "reason"), merging=merging.RESTRICTION),
            Table(
                "records.erasurerequest",
                (
                    *("state", "asked_at", "due_at", "language", "hold_reason", "held_by"),
                    *("ended_at", "outcome", "account"),
                ),
            ),
        ),
    ),
    "disclosures": Part(
        order=43,
        label=_("Who opened or exported your data"),
        purpose=_("So that you can see it, and so that a misused account can be traced within hours."),
        basis=Basis.LAW,
        kept_for=_("two years"),
        stays=_("who opened your data, until the two years are over: a theft may be found out late"),
        erase=erasing.forget_nothing,
        tables=(
            Table("records.disclosure", ("at", "to", "kind", "what", "reason")),
            Table("records.disclosure", ("at", "kind", "what", "reason"), owner="to", withheld=("person",)),
        ),
        expiries=(Expiry(_("entries about who opened what"), 2 * YEAR, old_disclosures),),
    ),
    "jobs": Part(
        order=44,
        label=_("Files that you asked for"),
        purpose=_("To make long lists and your own download in the background."),
        basis=Basis.CONTRACT,
        kept_for=_("the file 7 days, the entry a year"),
        erased=_("the files and their entries"),
        erase=erasing.forget_jobs,
        tables=(
            Table(
                "core.job",
                (
                    *("public_id", "kind", "title", "state", "result_name", "message", "started_at", "ended_at"),
                    *("cancel_requested_at", "done", "total"),
                ),
                owner="by",
                withheld=("params", "result", "attempts", "heartbeat_at"),
            ),
        ),
        expiries=(
            Expiry(_("files"), 7, results, erasing.drop_results),
            Expiry(_("entries about long work"), YEAR, old_jobs),
        ),
    ),
}
