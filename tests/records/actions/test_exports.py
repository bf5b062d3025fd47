"""Files of people: what they may hold is what their starter might see when the job was started."""

import pytest

from apps.core.actions import jobs
from apps.core.models import Job
from apps.core.registries import job_runners
from apps.records import rules
from apps.records.actions import exports
from apps.records.actions.scopes import limit_to_campuses
from tests.factories import CampusFactory, GraduateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def export():
    def start(by):
        chosen = {"people": [str(GraduateFactory().public_id)]}
        return exports.export_people(chosen, file_format="csv", by=by, reason="x")

    return start


def ran(job):
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("kind", ["records.export_people", "records.print_post"])
def test_files_of_people_ask_for_the_right_to_export(kind):
    assert job_runners[kind].permission == rules.EXPORT


def test_export_is_done_for_its_starter(export, staff):
    assert ran(export(staff("records"))).state == Job.State.DONE


def test_export_fails_where_the_starters_campuses_changed_before_it_ran(export, staff):
    clerk = staff("records", campus=CampusFactory())
    job = export(clerk)
    limit_to_campuses(clerk, [], by=None)

    assert ran(job).state == Job.State.FAILED
