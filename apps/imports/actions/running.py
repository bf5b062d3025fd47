"""The run of a checked import: what the check has said is written in one transaction, or nothing is.

Whatever has changed since the check is looked at first: rows whose people were touched, or which now meet somebody,
are planned anew and must come out the same. A worker that dies leaves the registry as it was; one that dies after the
commit leaves an import that is done, and the job that is taken up again sees that."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.actions import bulk, jobs
from apps.core.actions.jobs import Progress, Result
from apps.core.lib.garbage import seldom_collected
from apps.core.models import AuditBatch, Job
from apps.imports.actions import amending, studying, telling, verifying
from apps.imports.actions.entering import Newcomers
from apps.imports.actions.files import RUN, State
from apps.imports.actions.writing import Work
from apps.imports.models import Import, ImportRow
from apps.imports.querysets.reference import Known, reference_now
from apps.records.models import Person
from apps.records.querysets import counts

CHUNK = 2000
_KEYS = 2 * CHUNK + 500  # of a table: enough for most chunks
FIRST_LOAD = 10_000  # people
_LOCK_NOT_AVAILABLE, _DEADLOCK = "55P03", "40P01"
Step = Callable[[int], None]
Numbered = tuple[int, dict[str, Any]]  # the values of a row
Outcome = ImportRow.Outcome


def run(job: Job, progress: Progress) -> Result | None:
    """The runner of an import."""
    given = Import.objects.select_related("job").get(pk=job.params["import"])
    if given.job_id == job.pk and given.state == State.DONE:
        return Result(message=summary(given))
    if given.state != State.RUNNING or given.job_id != job.pk:
        return None
    with telling.ends(given, RUN, cancelled=State.CHECKED), seldom_collected():
        known = reference_now(with_given_names=False)
        if known.fingerprint != given.seen["reference"]:
            raise jobs.Failed(
                _("Faculties, programmes or other reference data have changed since the check. Check again.")
            )
        progress.total(max(sum(given.counts.get(each, 0) for each in (Outcome.CREATED, Outcome.UPDATED)), 1))
        _apply(given, known, job, progress)
        counts.forget()
        given.refresh_from_db()
        telling.tell(given, "done")
    return Result(message=summary(given))


def summary(given: Import) -> str:
    words = _("%(created)d new, %(updated)d changed, %(unchanged)d without news, %(held)d wait, %(rejected)d rejected")
    return words % {name: given.counts.get(name, 0) for name in Outcome.values}


def _apply(given: Import, known: Known, job: Job, progress: Progress) -> None:
    at = timezone.now()
    try:
        with jobs.apart(progress) as step, bulk.Aside() as aside, bulk.Aside() as sorter, transaction.atomic():
            _lock()
            batch = AuditBatch.objects.create(action=RUN, by=job.by, note=given.name)
            claimed = Import.objects.filter(pk=given.pk, state=State.RUNNING, job=job)
            if not claimed.update(state=State.DONE, batch=batch, ran_at=at, message=""):
                raise jobs.LostClaim
            verifying.verify(given, known)
            studying.make(given.seen["marks"], known, by=job.by, batch=batch, origin=given.name)
            _note_reference(given)
            work = Work(given, known, batch=batch, by=job.by, at=at, aside=aside)
            amending.amend(given, known, work, _watched(amending.planned_changes(given), step), at=at)
            _enter_all(given, work, sorter, step)
            step(0)
    except IntegrityError as error:
        raise jobs.Failed(
            _("Somebody entered the same people or numbers at the same moment. Nothing was written; check again.")
        ) from error
    except OperationalError as error:
        code = getattr(error.__cause__, "pgcode", "")
        if code == _DEADLOCK:
            raise jobs.Failed(_("The database was too busy. Nothing was written; start this again.")) from error
        if code != _LOCK_NOT_AVAILABLE:
            raise
        raise jobs.Failed(
            _("Somebody else has been at work on the registry for a long time. Nothing was written; try again later.")
        ) from error


def _note_reference(given: Import) -> None:
    """By what this import's words are understood from now on: programmes and classes that it made count in."""
    seen = given.seen | {"reference_after": reference_now(with_given_names=False).fingerprint}
    Import.objects.filter(pk=given.pk).update(seen=seen)


def _enter_all(given: Import, work: Work, sorter: bulk.Aside, step: Step) -> None:
    """New people, some thousands at a time: the database takes them while the next ones are made ready."""
    with _tables_for(given, work, sorter), bulk.Pipe() as pipe:
        work.pipe, newcomers = pipe, Newcomers(work)
        for chunk in _new_people(given, work):
            for person_id, rows in chunk:
                newcomers.enter(person_id, rows)
            work.flush()
            pipe.send()
            step(len(chunk))
        pipe.wait()


def _new_people(given: Import, work: Work) -> Iterator[list[tuple[int, list[Numbered]]]]:
    """Keys of new people, each with the rows that say something of them. While some are worked at, the next ones are
    read."""
    further = work.ask(partial(_further_rows, given))
    rows = ImportRow.objects.filter(of=given, outcome=Outcome.CREATED).order_by("number")
    chunk = work.ask(partial(_read, rows, 0, work))
    while chunk:
        following = work.ahead(partial(_read, rows, chunk[-1][0], work))
        yield [(key, [(number, values), *further.get(number, ())]) for number, key, values in chunk]
        chunk = following()


def _read(rows: QuerySet[ImportRow], last: int, work: Work) -> list[tuple[int, int, dict[str, Any]]]:
    """The rows after the `last` one, and the keys that they will need."""
    work.stock_up(_KEYS)
    found = rows.filter(number__gt=last).values_list("number", "person_id", "values")[:CHUNK]
    return [(number, key or 0, values) for number, key, values in found]


def _tables_for(given: Import, work: Work, sorter: bulk.Aside) -> AbstractContextManager[None]:
    """A first load that is larger than the registry: indexes and foreign keys are made once, when all rows are there.
    That keeps everybody else out of these tables for some seconds, which a later import never does."""
    number = given.counts.get(Outcome.CREATED, 0)
    is_first_load = number >= FIRST_LOAD and number > Person.objects.count()
    is_worth_it = is_first_load and connection.vendor == "postgresql"
    return bulk.loading(work.tables, sorter) if is_worth_it else nullcontext()


def _further_rows(given: Import) -> dict[int, list[Numbered]]:
    """Further degrees of people whom the file brings in, by the row that does."""
    found: dict[int, list[Numbered]] = {}
    rows = ImportRow.objects.filter(of=given, outcome=Outcome.UPDATED, joins__isnull=False).order_by("number")
    for joins, number, values in rows.values_list("joins", "number", "values").iterator(CHUNK):
        found.setdefault(joins or 0, []).append((number, values))
    return found


def _watched(rows: Iterable[amending.Row], step: Step) -> Iterator[amending.Row]:
    for row in rows:
        yield row
        step(1)


def _lock() -> None:
    """One import writes at a time: the next one sees what this one has written."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('imports.run'))")
