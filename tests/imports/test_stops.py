"""Workers that die, people who press stop, steps taken out of turn: the registry is as it was or as it will be."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import OperationalError
from django.db.models.functions import Now
from django.utils import translation
from python_calamine import CalamineWorkbook

from apps.core.actions import bulk, jobs
from apps.core.models import Job
from apps.imports.actions import amending, files, forgetting, rejected, running, undoing
from apps.imports.models import Import, ImportRow
from apps.records.models import Campus, Person, StaffScope

from .conftest import PEOPLE, check, finish, outcomes, run, undo
from .dumps import COUNTED, dump

pytestmark = pytest.mark.django_db
MOMENTS = [  # where a worker dies, by what it was about to call
    (bulk.Table, "write"),
    (bulk.Trail, "flush"),
    (running.Work, "flush_search"),
    (running.studying, "make"),
    (amending, "settle_first"),
    (running.telling, "tell"),
]


class Killed(BaseException):
    """What no handler catches, as nothing catches a SIGKILL."""


def die_at(job, where, name):
    """A worker takes the job and dies where it is about to call this."""

    def die(*_args, **_kwargs):
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(where, name, die)
        with pytest.raises(Killed):
            jobs.run(job_id=job.pk)


def take_up(new, job):
    Job.objects.filter(pk=job.pk).update(heartbeat_at=Now() - timedelta(minutes=6))
    jobs.sweep()
    return finish(new, job)


@pytest.mark.parametrize(("where", "name"), MOMENTS)
def test_killed_run_is_before_or_after_and_is_taken_up(imported, checked, clerk, where, name):
    imported([PEOPLE[0]])
    new = checked([PEOPLE[0] | {"gpa": "3.75"}, *PEOPLE[1:]])
    before = dump()
    job = files.run(new, by=clerk)

    die_at(job, where, name)
    is_after = name == "tell"
    assert (dump() == before) is not is_after
    new = take_up(new, job)

    assert (new.state, Person.objects.count()) == ("done", 3)
    assert Job.objects.get(pk=job.pk).state == "done"


@pytest.mark.parametrize(
    ("where", "name"), [(bulk.Trail, "flush"), (undoing.leaving, "gained"), (undoing.search, "refresh")]
)
def test_killed_undo_is_before_or_after_and_is_taken_up(imported, clerk, where, name):
    imported([PEOPLE[0]])
    before = dump(without=COUNTED)
    new = imported([PEOPLE[0] | {"gpa": "3.75"}, *PEOPLE[1:]])
    after = dump()
    job = files.undo(new, by=clerk, reason="wrong")

    die_at(job, where, name)
    assert dump() == after
    new = take_up(new, job)

    assert new.state == "undone"
    assert dump(without=COUNTED) == before


def test_run_that_was_stopped_can_be_started_again(checked, clerk):
    new = checked(PEOPLE)
    job = files.run(new, by=clerk)
    new.refresh_from_db()

    files.cancel(new, by=clerk)

    jobs.run(job_id=job.pk)
    assert (new.state, Person.objects.count()) == ("checked", 0)
    assert run(new, clerk).state == "done"


def test_nobody_starts_a_run_twice(checked, clerk):
    new = checked(PEOPLE)
    files.run(new, by=clerk)

    with pytest.raises(files.WrongState):
        files.run(new, by=clerk)


def test_clerk_of_one_campus_does_not_import(given, staff, clerk):
    new = given(PEOPLE)
    StaffScope.objects.create(user=clerk, campus=Campus.objects.get())

    with pytest.raises(files.NotAllowed):
        files.check(new, by=clerk)

    assert not Import.objects.visible_to(clerk).exists()
    assert not Import.objects.visible_to(staff("events")).exists()


def test_whoever_started_it_is_told(imported, clerk, mailoutbox):
    imported(PEOPLE)

    assert clerk.notices.get().params["counts"]["created"] == 3
    assert "3 new people" in mailoutbox[-1].body


def test_rejected_rows_come_back_with_their_reasons(imported, clerk):
    new = imported([{"first_th": "=1+1", "last_th": "ข"}, *PEOPLE])

    with translation.override("en"):
        content = rejected.export(new, by=clerk)

    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert "=1+1" in str(rows[-1])
    assert "student id" in str(rows[-1])


def test_what_rows_said_is_forgotten_after_thirty_days(imported, clerk):
    new = imported([{"first_th": "ก", "last_th": "ข"}, *PEOPLE])
    path = new.file.path

    forgetting.forget(new)

    assert outcomes(new) == ["rejected", *["created"] * 3]
    assert set(ImportRow.objects.values_list("cells", "name_key")) == {("", "")}
    assert all(row.values == {} == dict(row.changes) for row in ImportRow.objects.all())
    new.refresh_from_db()
    assert (new.file.name, new.forgotten_at is None) == ("", False)
    assert not new.file.storage.exists(path)


def test_undo_by_two_at_once_happens_once(imported, clerk):
    new = imported(PEOPLE)
    undo(new, clerk)
    new.refresh_from_db()

    with pytest.raises((files.WrongState, files.TooLate)):
        files.undo(new, by=clerk, reason="again")


def test_import_whose_job_was_given_up_is_forgotten_too(checked, clerk):
    new = checked(PEOPLE)
    job = files.run(new, by=clerk)
    assert not forgetting.kept().exists()

    Job.objects.filter(pk=job.pk).update(state="failed", ended_at=Now())

    assert forgetting.kept().get() == new


def test_tables_that_somebody_else_holds_stop_the_run_with_a_word(checked, clerk, monkeypatch):
    """A first load wants the tables whole, and waits for them only so long."""

    class Held(Exception):
        pgcode = "55P03"

    def held(*_args):
        raise OperationalError from Held()

    new = checked(PEOPLE)
    with monkeypatch.context() as patch:
        patch.setattr(running, "_tables_for", held)
        new = run(new, clerk)

    assert (new.state, Person.objects.count()) == ("failed", 0)
    with translation.override("en"):
        assert "been at work on the registry for a long time" in str(Job.objects.order_by("-pk").first().message)
    assert run(check(new, clerk), clerk).state == "done"
