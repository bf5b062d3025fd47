"""What others do at the same moment: two imports, a clerk who edits, two records that become one."""

import sys
from contextlib import contextmanager
from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection

from apps.core.actions import jobs
from apps.core.actions.rows import Stale
from apps.core.models import Job
from apps.duplicates.actions import merging
from apps.imports.actions import files, running
from apps.imports.models import Import
from apps.records.actions import degrees
from apps.records.models import Degree, Person
from tests.conftest import WAIT

from .conftest import PEOPLE, check, run
from .dumps import dump

SOMCHAI, MALEE, JOHN = PEOPLE
two_writers = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
between = pytest.mark.django_db
at_once = [pytest.mark.django_db(transaction=True), two_writers]


def worker(new, by, job=None):
    """Another worker that takes up the run."""
    job = job or files.run(new, by=by)

    def work():
        try:
            jobs.run(job_id=job.pk)
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    return thread


@contextmanager
def halted(monkeypatch, where, name, *, after):
    """Runs halt before (or after) they call this, until the block is left."""
    there, go_on, real = Event(), Event(), getattr(where, name)

    def halt(*args, **kwargs):
        answer = real(*args, **kwargs) if after else None
        there.set()
        assert go_on.wait(WAIT)
        return answer if after else real(*args, **kwargs)

    monkeypatch.setattr(where, name, halt)
    try:
        yield there
    finally:
        go_on.set()


@contextmanager
def at_work(statement):
    """Somebody else in the middle of a transaction that began with this."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute(statement)
            yield cursor.execute
    finally:
        other.rollback()
        other.close()


def state(new):
    return Import.objects.get(pk=new.pk).state


@between
def test_run_stops_where_two_records_became_one_since(imported, checked, clerk):
    imported([SOMCHAI, MALEE])
    kept, gone = Person.objects.order_by("pk")
    new = checked([MALEE | {"gpa": "2.75"}])
    merging.merge(kept, gone, by=clerk, choices={})
    before = dump()

    new = run(new, clerk)

    assert new.state == "failed"
    assert "check again" in new.message
    assert dump() == before


class TestAtOnce:
    pytestmark = at_once

    @pytest.fixture(autouse=True)
    def _nobody_is_woken(self, monkeypatch):
        """Each test starts its workers itself."""
        monkeypatch.setattr(jobs, "_wake", lambda _job_id: None)

    def test_one_of_two_imports_of_the_same_people_is_written(self, checked, clerk, monkeypatch):
        first, second = checked([SOMCHAI]), checked([SOMCHAI], name="again.csv")

        with halted(monkeypatch, running, "_enter_all", after=False) as there:
            one = worker(first, clerk)
            assert there.wait(WAIT)
            two = worker(second, clerk)
            two.join(0.5)
            assert two.is_alive()
        one.join(WAIT)
        two.join(WAIT)

        assert (state(first), state(second), Person.objects.count()) == ("done", "failed", 1)

    def test_two_imports_of_different_people_are_both_written(self, checked, clerk):
        first, second = checked([SOMCHAI]), checked([MALEE, JOHN], name="others.csv")

        for thread in [worker(first, clerk), worker(second, clerk)]:
            thread.join(WAIT)

        assert (state(first), state(second), Person.objects.count()) == ("done", "done", 3)

    def test_run_stops_where_a_clerk_edits_before_it_writes(self, imported, checked, clerk, monkeypatch):
        imported([SOMCHAI])
        new = checked([SOMCHAI | {"gpa": "3.75"}, MALEE])

        with halted(monkeypatch, running.verifying, "verify", after=True) as there:
            thread = worker(new, clerk)
            assert there.wait(WAIT)
            degrees.change(Degree.objects.get(), {"gpa": "3.00"}, source="registrar", by=clerk)
        thread.join(WAIT)

        assert (state(new), Person.objects.count()) == ("failed", 1)
        assert str(Degree.objects.get().gpa) == "3.00"

    def test_clerk_who_edits_what_is_being_written_is_told(self, imported, checked, clerk, monkeypatch):
        imported([SOMCHAI])
        new = checked([SOMCHAI | {"gpa": "3.75"}])
        degree, told = Degree.objects.get(), []

        def edit():
            try:
                degrees.change(degree, {"gpa": "3.00"}, source="registrar", by=clerk, expected_version=degree.version)
            except Stale as stale:
                told.append(stale)
            finally:
                connection.close()

        with halted(monkeypatch, running, "_enter_all", after=False) as there:
            thread = worker(new, clerk)
            assert there.wait(WAIT)
            editing = Thread(target=edit)
            editing.start()
            editing.join(0.5)
            assert editing.is_alive()
        thread.join(WAIT)
        editing.join(WAIT)

        assert (state(new), len(told), str(Degree.objects.get().gpa)) == ("done", 1, "3.75")

    def test_run_stops_where_two_records_become_one_before_it_writes(self, imported, checked, clerk, monkeypatch):
        imported([SOMCHAI, MALEE])
        kept, gone = Person.objects.order_by("pk")
        new = checked([MALEE | {"gpa": "2.75"}])

        with halted(monkeypatch, running.verifying, "verify", after=True) as there:
            thread = worker(new, clerk)
            assert there.wait(WAIT)
            merging.merge(kept, gone, by=clerk, choices={})
        thread.join(WAIT)

        assert state(new) == "failed"
        assert not Degree.objects.filter(gpa="2.75").exists()

    def test_run_that_waits_too_long_for_a_table_stops_and_says_so(self, checked, clerk, monkeypatch):
        monkeypatch.setattr(running, "FIRST_LOAD", 1)
        monkeypatch.setattr(sys.modules["apps.core.actions.bulk.loading"], "_PATIENCE", "300ms")
        new = checked(PEOPLE)
        before = dump()

        with at_work("LOCK TABLE records_contact IN ROW EXCLUSIVE MODE"):
            worker(new, clerk).join(WAIT)
            assert (state(new), Job.objects.latest("pk").state) == ("failed", "failed")
        new.refresh_from_db()
        assert "try again later" in new.message
        assert dump() == before

        assert (run(check(new, clerk), clerk).state, Person.objects.count()) == ("done", 3)

    def test_run_that_is_in_a_deadlock_stops_and_says_so(self, imported, checked, clerk):
        imported([SOMCHAI, MALEE])
        new = checked([SOMCHAI | {"gpa": "3.75"}, MALEE | {"gpa": "2.75"}])
        first, second = Person.objects.order_by("pk").values_list("pk", flat=True)
        lock = "SELECT FROM records_person WHERE id = {} FOR UPDATE"

        with at_work(lock.format(second)) as ask:
            thread = worker(new, clerk)  # takes the first and waits for the second
            sleep(0.4)
            asking = Thread(target=ask, args=[lock.format(first)])
            asking.start()
            thread.join(WAIT)
            asking.join(WAIT)
        new.refresh_from_db()
        assert (new.state, Degree.objects.filter(version=2).count()) == ("failed", 0)
        assert Job.objects.latest("pk").message == new.message != ""

        assert (run(check(new, clerk), clerk).state, Degree.objects.filter(version=2).count()) == ("done", 2)

    def test_of_two_workers_with_one_job_one_writes(self, checked, clerk):
        new = checked(PEOPLE)
        job = files.run(new, by=clerk)

        for thread in [worker(new, clerk, job), worker(new, clerk, job)]:
            thread.join(WAIT)

        assert (state(new), Person.objects.count()) == ("done", 3)
