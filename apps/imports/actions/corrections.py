"""Corrections that people asked for and the office accepted go back to the registrar as a file."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.models import User
from apps.core.actions import audit, jobs
from apps.core.actions.jobs import Progress, Result
from apps.core.lib import csv_files
from apps.core.models import AuditEntry, Job
from apps.core.reports import tell
from apps.imports import rules
from apps.imports.actions.files import NotAllowed
from apps.records.actions import disclosures, held
from apps.records.models import Degree, Disclosure, HeldChange, PersonName, Source

KIND = "imports.export_corrections"
CHANGED, ADDED = "records.accept_held_change", "records.add_degree"
DEGREE = "records.degree"
TABLES = ("records.person", "records.personname", DEGREE)  # what the registrar keeps too
HEADER = (
    *(gettext_lazy("student id"), gettext_lazy("name"), gettext_lazy("kind of fact"), gettext_lazy("field")),
    *(gettext_lazy("until now"), gettext_lazy("corrected"), gettext_lazy("accepted on"), gettext_lazy("reason")),
)
_OURS = {"source", "source_ref", "birth_date_source", "cohort_id", "is_first", "person_id", "institution_id", "id"}


@transaction.atomic
def export(*, since: date, by: User, reason: str) -> Job:
    """Starts the file of corrections that were accepted since that day; it belongs to `by` alone."""
    if not rules.may_import(by):
        raise NotAllowed
    params = {"since": since.isoformat(), "reason": reason}
    job = jobs.start(kind=KIND, title=_("Corrections for the registrar"), by=by, params=params)
    started = audit.Change(audit.table_of(job), str(job.pk), 1, None, {"since": params["since"]})
    audit.write([started], action=KIND, by=by, reason=reason)
    return job


def run(job: Job, progress: Progress) -> Result:
    """The runner of the export."""
    since = parse_date(job.params["since"]) or timezone.localdate()
    entries = list(accepted(since))
    progress.total(max(len(entries), 1))
    content = "".join(csv_files.lines(map(str, HEADER), _rows(entries)))
    people = sorted({entry.subject_id for entry in entries if entry.subject_id})
    disclosures.note_all(people, job=job, kind=Disclosure.Kind.EXPORT, reason=job.params["reason"])
    name = f"corrections-{timezone.localdate():%Y%m%d}.csv"
    return Result(ContentFile(content.encode()), name, _("%d corrections") % len(entries))


def is_in_reach(job: Job) -> bool:
    return rules.may_import(job.by)


def accepted(since: date) -> Iterator[AuditEntry]:
    """The changes by which the office wrote what a person had asked for, the oldest first."""
    asked = HeldChange.objects.filter(
        state=HeldChange.State.ACCEPTED, source=Source.SELF, table__in=TABLES, decided_at__date__gte=since
    )
    wanted = set(asked.values_list("table", "person_id"))
    lacked_one = set(asked.filter(key=held.MISSING).values_list("person_id", flat=True))
    moment = timezone.make_aware(datetime(since.year, since.month, since.day))  # noqa: DTZ001 - made aware at once
    entries = AuditEntry.objects.filter(action__in=(CHANGED, ADDED), at__gte=moment, erased_at=None)
    for entry in entries.order_by("pk").iterator(500):
        said = {**(entry.after or {})}
        if entry.action == ADDED:
            is_asked = entry.subject_id in lacked_one and said.get("source") == Source.STAFF
        else:
            by_person = Source.SELF in {said.get("source"), said.get("birth_date_source")} or "source" not in said
            is_asked = by_person and (entry.table, entry.subject_id) in wanted
        if is_asked:
            yield entry


def _rows(entries: Iterable[AuditEntry]) -> Iterator[tuple[Any, ...]]:
    """One for each fact that is different now, in words: what stands for a faculty here means nothing elsewhere."""
    entries = list(entries)
    people = {entry.subject_id for entry in entries}
    degrees = Degree.objects.filter(person__in=people).order_by("is_first", "-pk")  # the first one last: it stays
    own: dict[str, str] = {}
    numbers: dict[int, str] = {}
    for key, person_id, number in degrees.values_list("pk", "person_id", "student_id"):
        own[str(key)] = numbers[person_id] = number or ""
    names = {
        name.person_id: name.full_th or name.full_en
        for name in PersonName.objects.filter(person__in=people, is_current=True)
    }
    for told in tell(_without_ours(entry) for entry in entries):
        entry, person_id = told.entry, told.entry.subject_id or 0
        of_degree = own.get(entry.key, "") if entry.table == DEGREE else ""
        for line in told.lines:
            yield (
                *(of_degree or numbers.get(person_id, ""), names.get(person_id, ""), told.thing),
                *(line.label, line.before, line.after),
                *(timezone.localtime(entry.at).date().isoformat(), entry.reason),
            )


def _without_ours(entry: AuditEntry) -> AuditEntry:
    """What only this registry cares for goes back to nobody. (The entry is not saved.)"""
    after = {name: value for name, value in (entry.after or {}).items() if name not in _OURS}
    entry.after = after
    entry.before = {name: value for name, value in entry.before.items() if name in after} if entry.before else None
    return entry
