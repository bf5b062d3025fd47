"""`make bench ARGS=tests/benchmarks/test_mail_faults.py`: the bad day of tests/mailings/faults, for long. PEOPLE
readers (default 3,000), hundreds of faults at every step of the dialogue, and all the time cut database connections, a
flushed broker, stepped clocks, people who opt out, and a database that is restarted (RESTART: how)."""

import os
import shlex
import subprocess
from functools import partial
from itertools import cycle, islice

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from apps.mailings.models import Message
from tests.mailings.faults import run
from tests.mailings.faults.server import ALL

from .data import emptied

PEOPLE = int(os.environ.get("PEOPLE") or 3_000)
FAULTS = int(os.environ.get("FAULTS") or 400)
MINUTES = int(os.environ.get("MINUTES") or 30)
RESTART = os.environ.get("RESTART", "")


def test_long_bad_day(django_db_setup, django_db_blocker, tmp_path):
    if connection.vendor != "postgresql" or not settings.REDIS_URL:
        pytest.skip("needs a real broker and database")
    broker = settings.REDIS_URL.rpartition("/")[0] + "/9"
    run.flush(broker)
    with django_db_blocker.unblock(), emptied("mail_faults"):
        call_command("load_reference", verbosity=0)
        mailing, people = run.mailing_to(PEOPLE)
        never = run.opt_out(people[: PEOPLE // 50], of=mailing)
        with run.bad_day(list(islice(cycle(ALL), FAULTS)), tmp_path, broker, share=FAULTS / PEOPLE * 1.5) as (
            server,
            workers,
        ):
            disturb = cycle(_disturbances(people, mailing, never, workers, broker))
            rows = run.to_the_end(mailing, broker, seconds=60 * MINUTES, disturb=islice(disturb, 10_000))
        found = run.verdict(rows, server, never=never)
        truth = server.truth
        states = {state: sum(each == state for _to, each in rows) for state in Message.State.values}
        print(
            f"\n{truth.kills} processes and {truth.killed_all} whole workers killed, {truth.lost_replies} answers lost"
        )
        print(dict(sorted(truth.faults.items())))
        print(f"{sum(truth.taken.values())} mails taken by the server; {states}")

    assert found == []
    assert server.faults_left < FAULTS


def _disturbances(people, mailing, never, workers, broker):
    """One every time the test looks, round and round."""
    later = iter(range(PEOPLE // 50, PEOPLE))
    still = lambda: None  # noqa: E731 - most of the time nothing else happens
    return [
        *(still, partial(run.step, workers, -3_600), still, run.cut_connections, still),
        *(still, lambda: never.update(run.opt_out([people[next(later)]], of=mailing)), still),
        *(partial(run.step, workers, 86_400), still, partial(run.flush, broker), still),
        *(partial(run.step, workers, 600), still, _restart, still, partial(run.step, workers, 0)),
    ]


def _restart():
    """Ends every connection, ours too, as a crash of the database does."""
    if RESTART:
        subprocess.run(shlex.split(RESTART), check=True, capture_output=True)
        connection.close()
