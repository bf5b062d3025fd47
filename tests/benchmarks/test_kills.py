"""`make bench`: the process that runs or undoes an import is killed (SIGKILL) at random moments. Each time the
registry is as it was before or as it is after, never between, and the job that is taken up again ends as it should."""

import os
import random
import signal
from datetime import timedelta
from time import monotonic, sleep

import pytest
from django.core.files.base import File
from django.core.management import call_command
from django.db import connection
from django.db.models.functions import Now

from apps.core.actions import jobs
from apps.core.models import Job
from apps.imports.actions import files
from apps.imports.lib.mapping import Mapping
from apps.imports.models import Import
from tests.factories import StaffFactory
from tests.imports.dumps import COUNTED, dump

from . import registrar
from .data import emptied

KILLS = int(os.environ.get("KILLS") or 30)
ROWS = 400


def test_killed_worker_leaves_nothing_half_written(django_db_setup, django_db_blocker, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "_wake", lambda job_id: None)  # nobody but the process that is killed
    with django_db_blocker.unblock(), emptied("kills"):
        call_command("load_reference", verbosity=0)
        clerk = StaffFactory(role="records")
        rows = list(registrar.people(ROWS))
        first = _uploaded(tmp_path / "first.csv", rows[: ROWS // 2], clerk)
        _do(files.check, first, clerk)
        _do(files.run, first, clerk)
        new = _uploaded(tmp_path / "second.csv", list(registrar.changed(rows, every=4)), clerk)
        _do(files.check, new, clerk)
        new.refresh_from_db()
        found = _kill_often(new, clerk)
        print(f"\n{connection.vendor}: {found}", flush=True)

    assert found["kills"] == KILLS


def _kill_often(new, clerk):
    dice = random.Random(1)
    before, found = dump(without=COUNTED), {"kills": 0, "before": 0, "after": 0, "runs": 0, "undos": 0}
    took = {}
    while found["kills"] < KILLS:
        for name, step in (("run", files.run), ("undo", _undo)):
            began = {"began": dump(without=COUNTED)}
            job = step(new, by=clerk)
            took[name] = _with_kills(job, dice, took.get(name), began, found)
            new.refresh_from_db()
            job.refresh_from_db()
            assert (job.state, new.state) == ("done", {"run": "done", "undo": "undone"}[name]), (
                job.message,
                new.message,
            )
            if name == "undo":
                assert dump(without=COUNTED) == before
            found[f"{name}s"] += 1
        _do(files.check, new, clerk)
        new.refresh_from_db()
    return found


def _with_kills(job, dice, took, states, found):
    """Kills the job's worker up to twice, then lets it end. How long that took."""
    for _ in range(jobs.MAX_ATTEMPTS - 1 if took else 0):
        if found["kills"] >= KILLS:
            break
        child = _worker(job)
        sleep(dice.uniform(0, took * 1.2))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found["kills"] += 1
        _wait_for_the_database()
        _judge(job, states, found)
        _take_up(job)
    begun = monotonic()
    os.waitpid(_worker(job), 0)
    return monotonic() - begun


def _wait_for_the_database():
    """PostgreSQL ends the statement that it was sent, a commit too, before it sees that nobody is there any more."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        while connection.vendor == "postgresql":
            cursor.execute(f"{others} AND backend_type = 'client backend'")
            if cursor.fetchone()[0] == 0:
                return
            sleep(0.01)


def _judge(job, states, found):
    """As it was when the job began, unless the import says that it is over: then as it is after."""
    at_work = Import.objects.filter(job=job, state__in=["running", "undoing"]).exists()
    now = dump(without=COUNTED)
    if at_work:
        assert now == states["began"], "half written"
    else:
        assert now != states["began"], "said to be written"
    found["before" if at_work else "after"] += 1


def _worker(job):
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            jobs.run(job_id=job.pk)
        finally:
            os._exit(0)
    return child


def _take_up(job):
    """As the sweeper does with a job whose worker has not been heard of for five minutes."""
    Job.objects.filter(pk=job.pk, state="running").update(heartbeat_at=Now() - timedelta(minutes=6))
    jobs.sweep()


def _undo(new, *, by):
    return files.undo(new, by=by, reason="killed")


def _do(step, new, clerk):
    job = step(new, by=clerk)
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    assert job.state == "done", job.message


def _uploaded(path, rows, clerk):
    registrar.write(path, rows)
    with path.open("rb") as file:
        new = files.upload(File(file), name=path.name, by=clerk)
    found = files.look(new).mapping
    files.match(new, Mapping(dict(enumerate(registrar.KINDS)), found.headers, found.header_row, 1), by=clerk)
    return new


pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
