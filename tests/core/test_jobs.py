"""Long work: started, watched, stopped, taken up again when its worker died."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.actions import jobs
from apps.core.models import AuditEntry, Job
from apps.core.registries import JobRunner, job_runners
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
State = Job.State


class Refused(Exception):
    message = _("Save")


@pytest.fixture
def runner(monkeypatch):
    """`runner(function)`: what jobs of the kind "test" do."""

    def become(function):
        monkeypatch.setitem(job_runners._entries, "test", JobRunner(function, permission=""))

    become(lambda _job, _progress: None)
    return become


@pytest.fixture
def make(runner):
    def start(**fields):
        return jobs.start(**({"kind": "test", "title": "A list", "by": UserFactory()} | fields))

    return start


def run(job):
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    return job


def backdate(job, **fields):
    Job.objects.filter(pk=job.pk).update(**{name: Now() - ago for name, ago in fields.items()})


def start_and_die(job):
    """What is left of a job whose worker was killed a while ago."""
    claimed = jobs._claim(job.pk)
    backdate(job, heartbeat_at=timedelta(minutes=6))
    return claimed


def test_start_waits_for_a_worker(make):
    job = make(title="ก" * 300, params={"ids": [1, 2]})

    assert (job.state, len(job.title), job.params) == (State.QUEUED, 200, {"ids": [1, 2]})


def test_unknown_kind_is_a_mistake_of_the_code(make):
    with pytest.raises(LookupError):
        make(kind="nonsense")


@pytest.mark.django_db(transaction=True)
def test_commit_starts_the_work(make):
    job = make()

    job.refresh_from_db()
    assert job.state == State.DONE


@pytest.mark.django_db(transaction=True)
def test_rolled_back_job_never_was(make):
    with transaction.atomic():
        make()
        transaction.set_rollback(True)

    assert Job.objects.count() == 0


def test_runner_sees_its_parameters_and_the_starters_language(make, runner):
    seen = []
    runner(lambda job, _progress: seen.append((job.params, get_language())))

    run(make(params={"a": 1}, by=UserFactory(language="en")))

    assert seen == [({"a": 1}, "en")]


def test_progress_is_written_while_it_runs(make, runner, monkeypatch):
    monkeypatch.setattr(jobs, "WRITE_EVERY", 0)
    seen = []

    def work(job, progress):
        progress.total(3)
        for _number in range(3):
            progress.step()
            seen.append(Job.objects.values_list("done", "total").get(pk=job.pk))

    runner(work)
    job = run(make())

    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert (job.state, job.percent) == (State.DONE, 100)


def test_progress_is_written_at_most_twice_a_second(make, runner, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(jobs, "monotonic", lambda: 0.49)

    def work(_job, progress):
        with django_assert_num_queries(2):
            progress.total(10_000)
        with django_assert_num_queries(0):
            for _number in range(10_000):
                progress.step()

    runner(work)

    assert run(make()).done == 10_000


def test_more_steps_than_announced_do_no_harm(make, runner, monkeypatch):
    monkeypatch.setattr(jobs, "WRITE_EVERY", 0)
    runner(lambda _job, progress: [progress.total(2), progress.step(5)][:0])

    assert run(make()).done == 2


def test_result_is_kept_in_private_storage(make, runner):
    runner(lambda _job, _progress: jobs.Result(ContentFile("ก,ข".encode()), "รายชื่อ.csv", "2 rows"))

    job = run(make())

    assert (job.result_name, job.message, job.result.read().decode()) == ("รายชื่อ.csv", "2 rows", "ก,ข")
    assert Path(job.result.path).is_relative_to(Path(django_settings.MEDIA_ROOT) / "jobs")
    assert Path(job.result.name).name == f"{job.public_id}-1.csv"
    job.result.close()


@pytest.mark.parametrize("name", ["../../evil.csv", "a/b.csv", "no suffix", "x." + "y" * 300])
def test_name_of_the_result_does_not_choose_its_place(make, runner, name):
    runner(lambda _job, _progress: jobs.Result(ContentFile(b"x"), name))

    job = run(make())

    assert job.state == State.DONE
    assert Path(job.result.path).is_relative_to(Path(django_settings.MEDIA_ROOT) / "jobs")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (jobs.Failed("The file is empty."), "The file is empty."),
        (ValidationError(["One.", "Two."]), "One. Two."),
        (Refused(), "Save"),
        (jobs.Failed("Row 1: \0 \ud83d"), "Row 1:    "),
        (
            KeyError("secret detail"),
            "Something went wrong on our side and has been written down. Nothing of yours is lost; try again later.",
        ),
    ],
)
def test_failure_is_said_in_the_starters_words(make, runner, error, message):
    def work(_job, _progress):
        raise error

    runner(work)
    job = run(make(by=UserFactory(language="en")))

    assert (job.state, job.message) == (State.FAILED, message)


def test_unexpected_failure_goes_to_the_log(make, runner, caplog):
    runner(lambda _job, _progress: 1 / 0)

    run(make())

    assert "ZeroDivisionError" in caplog.text


def test_doubled_message_runs_once(make, runner):
    runs = []
    runner(lambda job, _progress: runs.append(job.pk))
    job = make()

    run(job)
    run(job)

    assert runs == [job.pk]


def test_message_that_comes_while_another_worker_is_at_it_does_nothing(make, runner):
    runs = []
    job = make()

    def work(job, _progress):
        runs.append(job.pk)
        jobs.run(job_id=job.pk)

    runner(work)
    run(job)

    assert runs == [job.pk]


def test_workers_at_once_run_it_once(together, make, runner):
    runs = []
    runner(lambda job, _progress: runs.append(job.pk))
    jobs_made = [Job.objects.create(kind="test", title="t", by=UserFactory()) for _number in range(5)]

    together(lambda _number: [jobs.run(job_id=job.pk) for job in jobs_made], 4)

    assert sorted(runs) == [job.pk for job in jobs_made]


def test_waiting_job_is_cancelled_at_once(make):
    by = UserFactory()
    job = make()

    jobs.cancel(job, by=by)

    assert run(job).state == State.CANCELLED
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.key, entry.by) == ("core.cancel_job", str(job.pk), by)


def test_running_job_stops_at_its_next_step(make, runner, monkeypatch):
    monkeypatch.setattr(jobs, "WRITE_EVERY", 0)
    steps = []

    def work(job, progress):
        progress.total(3)
        for number in range(3):
            progress.step()
            steps.append(number)
            jobs.cancel(job, by=job.by)

    runner(work)
    job = run(make())

    assert (job.state, job.done, steps) == (State.CANCELLED, 2, [0])


def test_finished_job_is_not_cancelled(make):
    job = run(make())

    jobs.cancel(job, by=job.by)

    job.refresh_from_db()
    assert (job.state, job.cancel_requested_at, AuditEntry.objects.count()) == (State.DONE, None, 0)


@pytest.mark.django_db(transaction=True)
def test_sweep_takes_up_what_a_dead_worker_left(runner):
    runner(lambda _job, _progress: jobs.Result(message="done"))
    job = Job.objects.create(kind="test", title="t", by=UserFactory())
    start_and_die(job)

    jobs.sweep()

    job.refresh_from_db()
    assert (job.state, job.attempts, job.message) == (State.DONE, 2, "done")


def test_sweep_leaves_a_living_worker_alone(make):
    job = make()
    jobs._claim(job.pk)
    backdate(job, heartbeat_at=timedelta(minutes=4))

    jobs.sweep()

    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.RUNNING, 1)


def test_sweep_gives_up_after_three_attempts(make):
    job = make(by=UserFactory(language="en"))
    Job.objects.filter(pk=job.pk).update(attempts=2)
    start_and_die(job)

    jobs.sweep()

    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.FAILED, 3)
    assert job.message == "This was interrupted several times and has been given up. Start it again."


def test_sweep_does_not_restart_what_was_to_be_stopped(make):
    job = make()
    claimed = start_and_die(job)
    jobs.cancel(claimed, by=claimed.by)

    jobs.sweep()

    job.refresh_from_db()
    assert job.state == State.CANCELLED


def test_sweep_wakes_a_worker_for_what_the_broker_lost(make):
    lost, new = make(), make()
    backdate(lost, created_at=timedelta(minutes=2))

    jobs.sweep()

    assert dict(Job.objects.values_list("pk", "state")) == {lost.pk: State.DONE, new.pk: State.QUEUED}


def test_worker_that_was_believed_dead_stops(make, runner, monkeypatch):
    monkeypatch.setattr(jobs, "WRITE_EVERY", 0)

    def work(job, progress):
        backdate(job, heartbeat_at=timedelta(minutes=6))
        runner(lambda _job, _progress: jobs.Result(message="by the second"))
        jobs.sweep()
        progress.step()
        raise AssertionError

    runner(work)
    job = run(make())

    assert (job.state, job.attempts, job.message) == (State.DONE, 2, "by the second")


def test_late_result_of_a_dead_worker_is_thrown_away(make, runner):
    def work(job, _progress):
        backdate(job, heartbeat_at=timedelta(minutes=6))
        runner(lambda _job, _progress: jobs.Result(ContentFile(b"second"), "a.txt"))
        jobs.sweep()
        return jobs.Result(ContentFile(b"first"), "a.txt")

    runner(work)
    job = run(make())

    assert job.result.read() == b"second"
    job.result.close()


def test_files_go_after_a_week(make, runner):
    runner(lambda _job, _progress: jobs.Result(ContentFile(b"x"), "a.txt"))
    old, new = run(make()), run(make())
    backdate(old, ended_at=timedelta(days=7, minutes=1))

    jobs.sweep()

    assert not Path(old.result.path).exists()
    old.refresh_from_db()
    assert (old.state, old.result.name, old.result_name) == (State.DONE, "", "")
    assert Path(new.result.path).exists()


def test_half_written_file_of_a_dead_worker_goes_too(make):
    job = make()
    claimed = start_and_die(job)
    jobs._keep_file(claimed, ContentFile(b"half"), "a.txt")
    path = Path(Job.objects.get().result.path)
    backdate(job, heartbeat_at=timedelta(minutes=6))

    jobs.sweep()

    assert not path.exists()
