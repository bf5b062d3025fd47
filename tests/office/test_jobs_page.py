from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from apps.accounts.actions.roles import group_of
from apps.core.models import AuditEntry, Job
from apps.office.views.jobs import watched
from tests.factories import CampusFactory


def job(by, state=Job.State.RUNNING, **fields):
    over = state in {Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED}
    fields = {
        "kind": "records.export_people",
        "title": "Export",
        "ended_at": timezone.now() if over else None,
    } | fields
    return Job.objects.create(by=by, state=state, **fields)


def finished(by, **fields):
    done = job(by, Job.State.DONE, result_name="people.csv", **fields)
    done.result.save("people.csv", ContentFile(b"a,b\r\n"))
    return done


def url(name, row):
    return reverse(f"office:{name}", args=[row.public_id])


def test_list_holds_my_jobs_only(staff, client_for):
    clerk, colleague = staff("records"), staff("records")
    mine = job(clerk)
    job(colleague)

    assert list(client_for(clerk).get(reverse("office:jobs")).context["page"]) == [mine]


def test_list_of_an_administrator_holds_everybodys(staff, client_for):
    jobs = [job(staff("records")), job(staff("records"))]

    page = client_for(staff("administrator")).get(reverse("office:jobs")).context["page"]

    assert list(page) == jobs[::-1]


def test_list_costs_the_same_for_one_and_many(staff, client_for, cost_of):
    clerk = staff("records")
    client = client_for(clerk)
    job(clerk)
    for_one = cost_of(client, reverse("office:jobs"))

    for _ in range(25):
        finished(clerk)

    assert cost_of(client, reverse("office:jobs")) == for_one


@pytest.mark.parametrize("page", ["0", "-1", "x", "999", "%00"])
def test_list_passes_over_a_bad_page(staff, client_for, page):
    assert client_for(staff("records")).get(f"{reverse('office:jobs')}?page={page}").status_code == 200


def test_page_of_a_running_job_keeps_itself_up_to_date(staff, client_for):
    clerk = staff("records")
    running = job(clerk, done=30, total=120, started_at=timezone.now() - timedelta(seconds=10))

    page = client_for(clerk).get(url("job", running)).content.decode()

    assert 'data-live="2000"' in page
    assert '<progress class="bar" value="30" max="120"' in page
    assert 'http-equiv="refresh"' not in page


def test_page_of_a_finished_job_stands_still(staff, client_for):
    clerk = staff("records")

    page = client_for(clerk).get(url("job", finished(clerk))).content.decode()

    assert "data-live" not in page
    assert "people.csv" in page


def test_time_left_is_guessed_from_what_is_done(staff):
    running = job(staff(), done=30, total=120, started_at=timezone.now() - timedelta(seconds=10))

    assert watched(running).seconds_left in {30, 31}


@pytest.mark.parametrize(("done", "total"), [(0, 100), (0, 0)])
def test_time_left_is_not_guessed_from_nothing(staff, done, total):
    running = job(staff(), done=done, total=total, started_at=timezone.now())

    assert watched(running).seconds_left is None


def test_page_says_why_a_job_failed(staff, client_for):
    clerk = staff("records")
    failed = job(clerk, Job.State.FAILED, message="<b>There is no letterhead.</b>")

    page = client_for(clerk).get(url("job", failed)).content.decode()

    assert "&lt;b&gt;There is no letterhead.&lt;/b&gt;" in page


@pytest.mark.parametrize("name", ["job", "job_result"])
def test_job_of_a_colleague_does_not_exist(staff, client_for, name):
    assert client_for(staff("records")).get(url(name, finished(staff("records")))).status_code == 404


def test_result_is_its_owners_alone(staff, client_for):
    clerk = staff("records")
    done = finished(clerk)

    response = client_for(clerk).get(url("job_result", done))

    assert b"".join(response.streaming_content) == b"a,b\r\n"
    assert response["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert response["Cache-Control"] == "private, no-store"
    assert client_for(staff("administrator")).get(url("job_result", done)).status_code == 404
    assert client_for(None).get(url("job_result", done)).status_code == 302


def test_result_is_refused_once_the_role_is_withdrawn(staff, client_for):
    clerk = staff("records")
    done = finished(clerk)
    clerk.groups.set([group_of("events")])

    response = client_for(clerk).get(url("job_result", done))

    assert (response.status_code, response.context["may_fetch"]) == (403, False)
    assert "people.csv" not in response.content.decode()


@pytest.mark.parametrize(("then", "allowed"), [(None, False), ([0], False), ([0, 1], False), ([1], True)])
def test_result_is_refused_once_it_holds_more_campuses_than_its_owner(staff, client_for, then, allowed):
    campuses = CampusFactory.create_batch(2)
    clerk = staff("records", campus=campuses[1])
    done = finished(clerk, params={"scope": then and [campuses[number].pk for number in then]})

    response = client_for(clerk).get(url("job_result", done))
    response.close()

    assert response.status_code == (200 if allowed else 403)


def test_result_of_a_kind_that_is_no_more_is_refused(staff, client_for):
    clerk = staff("records")

    assert client_for(clerk).get(url("job_result", finished(clerk, kind="x"))).status_code == 403


def test_result_that_was_removed_does_not_exist(staff, client_for):
    clerk = staff("records")
    done = finished(clerk)
    done.result.storage.delete(done.result.name)

    assert client_for(clerk).get(url("job_result", done)).status_code == 404


def test_result_of_no_job_does_not_exist(staff, client_for):
    assert client_for(staff("records")).get(reverse("office:job_result", args=[uuid4()])).status_code == 404


def test_cancel_stops_my_job_and_is_audited(staff, client_for):
    clerk = staff("records")
    running = job(clerk)

    response = client_for(clerk).post(url("job_cancel", running))

    running.refresh_from_db()
    assert response["Location"] == url("job", running)
    assert running.cancel_requested_at is not None
    assert AuditEntry.objects.get(action="core.cancel_job").by == clerk


def test_cancel_takes_no_link_and_no_colleague(staff, client_for):
    clerk = staff("records")
    running = job(clerk)

    assert client_for(clerk).get(url("job_cancel", running)).status_code == 405
    assert client_for(staff("records")).post(url("job_cancel", running)).status_code == 404
