"""Taking people out of the system: each export and each pile of letters has a reason, a log entry and an owner."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.actions import audit, jobs
from apps.core.actions.jobs import Progress, Result
from apps.core.models import Job
from apps.records.actions import disclosures
from apps.records.exports import Exported, post, table
from apps.records.exports.post import KINDS as POST_KINDS
from apps.records.exports.post import LABELS_ON_A_SHEET, LetterText
from apps.records.exports.table import FORMATS
from apps.records.models import Disclosure
from apps.records.querysets import selection
from apps.records.querysets.people import campuses_of
from apps.records.querysets.restrictions import left_alone_among

__all__ = ["FORMATS", "LABELS_ON_A_SHEET", "POST_KINDS", "LetterText", "export_people", "print_post"]

MOST_LETTERS = 5_000  # a pile that one PDF and one printer can still hold


@transaction.atomic
def export_people(chosen: Mapping[str, Any], *, file_format: str, by: User, reason: str) -> Job:
    """Starts writing a table of the chosen people; the file belongs to `by` alone."""
    params = _params(chosen, by) | {"format": file_format, "reason": reason}
    job = jobs.start(kind="records.export_people", title=_("Export of people"), by=by, params=params)
    _log(job, action="records.export_people", by=by, reason=reason)
    return job


@transaction.atomic
def print_post(
    chosen: Mapping[str, Any],
    *,
    kind: str,
    by: User,
    reason: str,
    text: LetterText | None = None,
    skip: int = 0,
) -> Job:
    """Starts setting letters, labels or envelopes for the chosen people."""
    letter = {"number": text.number, "subject": text.subject, "body": text.body} if text else {}
    dated = text.dated.isoformat() if text else ""
    params = _params(chosen, by) | {"kind": kind, "letter": letter, "dated": dated, "skip": skip, "reason": reason}
    job = jobs.start(kind="records.print_post", title=str(POST_KINDS[kind]), by=by, params=params)
    _log(job, action="records.print_letters", by=by, reason=reason)
    return job


def run_export(job: Job, progress: Progress) -> Result:
    """The table of an export job. Before it is handed over, each person's list of readings has a line of it."""
    people = _people(job).without(left_alone_among())
    progress.total(people.count())
    today = timezone.localdate()
    rows = (table.person_row(person, today) for person in _watched(people.for_export(), progress))
    file_format = job.params["format"]
    content = table.write_table(rows, file_format)
    disclosures.note_all(people.ids, job=job, kind=Disclosure.Kind.EXPORT, reason=job.params["reason"])
    name = f"people-{today:%Y%m%d}.{file_format}"
    return Result(file=ContentFile(content), name=name, message=_("%d people") % people.count())


def run_post(job: Job, progress: Progress) -> Result:
    """The PDF of a job of letters, labels or envelopes."""
    params = job.params
    chosen = _people(job)
    people = chosen.without(left_alone_among())
    total = people.count()
    if total > MOST_LETTERS:
        raise jobs.Failed(
            _("%(total)d people are too many for one file. Choose at most %(most)d at a time.")
            % {"total": total, "most": MOST_LETTERS}
        )
    progress.total(total)
    pile = post.collect(_watched(people.for_export(), progress), timezone.localdate())
    if chosen.count() > total:
        pile.left_out[_("asked us to stop using their data")] = chosen.count() - total
    if not pile.people:
        raise jobs.Failed(_("Nobody of those chosen can be written to: %s") % pile.summary())
    text = LetterText(**params["letter"], dated=date.fromisoformat(params["dated"])) if params["letter"] else None
    pdf = post.render(params["kind"], pile, text=text, skip=params["skip"])
    disclosures.note_all(pile.ids, job=job, kind=Disclosure.Kind.LETTER, reason=params["reason"])
    name = f"{params['kind']}-{timezone.localdate():%Y%m%d}.pdf"
    return Result(file=ContentFile(pdf), name=name, message=pile.summary())


def is_in_reach(job: Job) -> bool:
    """Does the starter still see every campus whose people the file may hold?"""
    then, now = job.params.get("scope"), campuses_of(job.by)
    return now is None or (then is not None and set(then) <= set(now))


def _params(chosen: Mapping[str, Any], by: User) -> dict[str, Any]:
    """What both kinds of jobs keep: who is meant, and to which campuses the starter was limited (None: to none)."""
    scope = campuses_of(by)
    return {"chosen": dict(chosen), "scope": None if scope is None else list(scope)}


def _people(job: Job) -> selection.Chosen:
    """Who is meant. The file must hold nobody beyond what the job noted when it was started."""
    if _params(job.params["chosen"], job.by)["scope"] != job.params.get("scope"):
        raise jobs.Failed(_("The campuses that you work for have changed since. Start this again."))
    return selection.of(job.params["chosen"], viewer=job.by)


def _watched(people: Iterable[Exported], progress: Progress) -> Iterator[Exported]:
    """The people one by one, with the progress noted and the stop button heard."""
    for person in people:
        yield person
        progress.step()


def _log(job: Job, *, action: str, by: User, reason: str) -> None:
    what = {name: value for name, value in job.params.items() if name != "reason"}
    started = audit.Change(audit.table_of(job), str(job.pk), 1, None, what)
    audit.write([started], action=action, by=by, reason=reason)
