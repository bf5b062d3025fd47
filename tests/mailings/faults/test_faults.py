"""Real workers, a real broker and database, and a mail server that kills, cuts and lies: nobody gets a mailing twice,
nobody is lost, nobody who opted out is written to, and no more is uncertain than can be. The same checker must catch
the ways of sending that do not work."""

from functools import partial

import pytest
from django.conf import settings
from django.db import connection

from . import run
from .server import ALL, KILLS

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql" or not settings.REDIS_URL, reason="needs a real broker and database"
    ),
]
PEOPLE = 120


@pytest.fixture
def broker():
    """A database of the broker that nobody else uses."""
    address = settings.REDIS_URL.rpartition("/")[0] + "/9"
    run.flush(address)
    yield address
    run.flush(address)


def test_bad_day_loses_and_doubles_nothing(tmp_path, broker):
    mailing, people = run.mailing_to(PEOPLE)
    never = run.opt_out(people[:8], of=mailing)
    with run.bad_day(ALL, tmp_path, broker, share=0.4) as (server, workers):
        disturb = [
            lambda: None,
            lambda: never.update(run.opt_out(people[8:16], of=mailing)),
            run.cut_connections,
            partial(run.flush, broker),
            partial(run.step, workers, -3600),
            run.cut_connections,
            partial(run.step, workers, 86_400),
        ]
        rows = run.to_the_end(mailing, broker, seconds=120, disturb=disturb)

    truth = server.truth
    assert run.verdict(rows, server, never=never) == []
    assert truth.kills + truth.killed_all > 10
    assert len(rows) == mailing.frozen_size


@pytest.mark.parametrize("way", ["send_first", "lease"])
def test_checker_catches_ways_that_do_not_work(tmp_path, broker, way):
    mailing, _people = run.mailing_to(40)
    with run.bad_day(KILLS, tmp_path, broker, way=way, share=0.4) as (server, _workers):
        rows = run.to_the_end(mailing, broker, seconds=60)

    assert any(problem.startswith("twice") for problem in run.verdict(rows, server))
