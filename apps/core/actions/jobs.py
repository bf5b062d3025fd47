"""Long work in the background: started in the caller's transaction, claimed by one worker, watched by its starter,
stopped at the next step, taken up again when its worker died.

A runner (`registries.job_runners`) is called with the job and a `Progress`, outside any transaction. It works in short
transactions, may begin again from the start after a crash, and calls `progress` at least once a minute."""

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import PurePath
from time import monotonic
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, Now
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from apps.core.actions import audit
from apps.core.models import Job
from apps.core.registries import job_runners

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
WRITE_EVERY = 0.5  # seconds between two writes of the progress
DEAD_AFTER = timedelta(minutes=5)  # without a heartbeat
LOST_AFTER = timedelta(minutes=1)  # queued, but nobody came: the broker lost the message
KEEP_FILES = timedelta(days=7)

Json = None | bool | int | float | str | list[Any] | dict[str, Any]


class Failed(Exception):
    """Raised by a runner that cannot go on; its text is shown to the person who started the job."""


class Cancelled(Exception):
    """Raised inside a runner at the step after somebody asked to stop."""


class LostClaim(Exception):
    """Raised inside a runner that was believed dead: another worker has the job now."""


@dataclass(frozen=True)
class Result:
    """What a runner leaves behind: a file to download under `name`, a sentence, both or neither."""

    file: File[Any] | None = None
    name: str = ""
    message: str = ""


class Progress:
    """How a runner says how far it is; also its sign of life and the place where it is stopped."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._done = 0
        self._total = 0
        self._written_at = monotonic()

    def total(self, number: int) -> None:
        """There are `number` steps in all."""
        self._total = number
        self._write()

    def step(self, number: int = 1) -> None:
        """So many more steps are done. Raises Cancelled when the job is to stop."""
        self._done += number
        if monotonic() - self._written_at >= WRITE_EVERY:
            self._write()

    def _write(self) -> None:
        self._written_at = monotonic()
        self._job.done, self._job.total = min(self._done, self._total), self._total
        if not _ours(self._job).update(done=self._job.done, total=self._job.total, heartbeat_at=Now()):
            raise LostClaim
        if Job.objects.filter(pk=self._job.pk, cancel_requested_at__isnull=False).exists():
            raise Cancelled


@contextmanager
def apart(progress: Progress) -> Iterator[Callable[[int], None]]:
    """How a runner steps inside a long transaction of its own: by another connection, so that the steps are seen at
    once and do not wait for the commit. On SQLite the transaction is the only writer: steps are noted after it."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        later: list[int] = []
        yield later.append
        with suppress(Cancelled):  # what is committed is done
            progress.step(sum(later))
        return
    with ThreadPoolExecutor(max_workers=1) as other:
        try:
            yield lambda number: other.submit(progress.step, number).result()
        finally:
            other.submit(_leave).result()


def _leave() -> None:
    """Ends the connection of the thread that calls this."""
    connection.close()


@transaction.atomic
def start(*, kind: str, title: str, by: AbstractBaseUser, params: Mapping[str, Json] | None = None) -> Job:
    """Puts the work on the list; a worker begins once the caller's transaction is committed."""
    if kind not in job_runners:
        raise LookupError(f"nobody runs jobs of the kind {kind!r}")
    job = Job.objects.create(kind=kind, title=str(title)[:200], by_id=by.pk, params=dict(params or {}))
    transaction.on_commit(partial(_wake, job.pk), robust=True)
    return job


@transaction.atomic
def cancel(job: Job, *, by: AbstractBaseUser) -> None:
    """A waiting job is over at once, a running one stops at its next step, a finished one stays as it is."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED)
    running = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, cancel_requested_at__isnull=True)
    if waiting.update(state=Job.State.CANCELLED, cancel_requested_at=Now(), ended_at=Now()) or running.update(
        cancel_requested_at=Now()
    ):
        change = audit.Change(audit.table_of(Job), str(job.pk), 1, {"stopped": False}, {"stopped": True})
        audit.write([change], action="core.cancel_job", by=by)


def run(*, job_id: int) -> None:
    """Does the work, unless another worker has it or it is over. Never raises for what the runner did wrong."""
    job = _claim(job_id)
    if job is None:
        return
    with translation.override(job.by.language):
        try:
            _finish(job, job_runners[job.kind].run(job, Progress(job)) or Result())
        except LostClaim:
            logger.warning("job %s went on in another worker", job.pk)
        except Cancelled:
            _end(job, Job.State.CANCELLED)
        except Exception as error:  # the runner is another app's code: whatever it raises, the job has failed
            _end(job, Job.State.FAILED, _explain(job, error))


def sweep() -> None:
    """Takes up what dead workers left, wakes workers for what the broker lost, removes files that nobody may need
    any more."""
    for job in Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__lt=Now() - DEAD_AFTER):
        _take_up(job)
    for job_id in Job.objects.filter(state=Job.State.QUEUED, created_at__lt=Now() - LOST_AFTER).values_list(
        "pk", flat=True
    ):
        _wake(job_id)
    for job in Job.objects.filter(ended_at__lt=Now() - KEEP_FILES).exclude(result=""):
        _drop_file(job)


def _claim(job_id: int) -> Job | None:
    claimed = Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING,
        attempts=F("attempts") + 1,
        started_at=Coalesce("started_at", Now()),
        heartbeat_at=Now(),
        done=0,
        total=0,
    )
    return Job.objects.select_related("by").get(pk=job_id) if claimed else None


def _ours(job: Job) -> QuerySet[Job]:
    """The job as long as this claim holds: every claim has its own number."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


def _finish(job: Job, result: Result) -> None:
    if result.file is not None:
        _keep_file(job, result.file, result.name)
    _end(job, Job.State.DONE, result.message, done=F("total"))


def _end(job: Job, state: Job.State, message: str = "", **also: Any) -> None:
    readable = "".join(char if char.isprintable() else " " for char in message)  # it may quote a hostile file
    _ours(job).update(state=state, message=readable[:500], ended_at=Now(), **also)


def _keep_file(job: Job, file: File[Any], name: str) -> None:
    """The row knows the file before it exists, so that one which a crash leaves behind is found and removed."""
    field, storage = job.result.field, job.result.storage
    suffix = PurePath(name).suffix[:10]
    path = storage.get_available_name(field.generate_filename(job, f"{job.public_id}-{job.attempts}{suffix}"))
    if not _ours(job).update(result=path, result_name=name[:120], heartbeat_at=Now()):
        raise LostClaim
    storage.save(path, file)


def _drop_file(job: Job) -> None:
    if name := job.result.name:
        job.result.storage.delete(name)
        Job.objects.filter(pk=job.pk, result=name).update(result="", result_name="")


def _take_up(job: Job) -> None:
    if job.cancel_requested_at:
        _end(job, Job.State.CANCELLED)
    elif job.attempts >= MAX_ATTEMPTS:
        with translation.override(job.by.language):
            _end(job, Job.State.FAILED, _("This was interrupted several times and has been given up. Start it again."))
    elif _ours(job).update(state=Job.State.QUEUED, heartbeat_at=None):
        _wake(job.pk)
    _drop_file(job)


def _wake(job_id: int) -> None:
    from apps.core.tasks import run_job  # noqa: PLC0415 - the task calls this module

    run_job.delay(job_id)


def _explain(job: Job, error: Exception) -> str:
    """The error in words for the person who started the job; what they cannot understand goes to the log."""
    if isinstance(error, Failed):
        return str(error)
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(message := getattr(error, "message", None), Promise):  # a domain error, such as rows.Stale
        return str(message)
    logger.error("job %s (%s) failed", job.pk, job.kind, exc_info=error)
    return _("Something went wrong on our side and has been written down. Nothing of yours is lost; try again later.")
