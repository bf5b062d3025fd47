"""How good the records are: figures of a day, taken once, told to each reader for what they may see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.core.actions import jobs
from apps.core.models import Job
from apps.quality.actions import snapshots
from apps.quality.models import Figure, Snapshot
from apps.quality.tasks import take_snapshot
from apps.records.actions import search
from apps.records.reports import key_figures
from tests.factories import CampusFactory, ContactFactory, FacultyFactory, GraduateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campuses():
    """Two campuses: at the first one graduate is reachable and one lost, at the other one of each and one wrong."""
    found = [CampusFactory(), CampusFactory()]
    for campus in found:
        faculty = FacultyFactory(campus=campus)
        ContactFactory(person=GraduateFactory(degree__faculty=faculty))
        GraduateFactory(degree__faculty=faculty)
    wrong = GraduateFactory(degree__faculty=FacultyFactory(campus=found[1]), name__first_en="อารี")
    search.refresh([person.pk for person in type(wrong).objects.all()])
    return found


def figures(campus=None):
    return dict(Figure.objects.filter(campus=campus).values_list("key", "people"))


def test_figures_are_those_of_the_reports(campuses):
    snapshots.take()

    for campus in (None, *campuses):
        told = key_figures(None if campus is None else (campus.pk,))
        assert [figures(campus)[key] for key in snapshots.BASE] == [getattr(told, key) for key in snapshots.BASE]
    assert (figures()["wrong_script"], figures(campuses[0])["wrong_script"]) == (1, 0)
    assert figures(campuses[1])["wrong_script"] == 1


def test_contradictory_counts_a_person_once(campuses):
    snapshots.take()

    listed = sum(figures()[key] for key in ("wrong_script", "student_id", "name_incomplete"))
    assert 0 < figures()["contradictory"] <= listed + sum(figures().values())


def test_task_twice_a_day_keeps_one_snapshot(campuses):
    take_snapshot()
    first = Figure.objects.count()

    take_snapshot()

    assert (Snapshot.objects.count(), Figure.objects.count()) == (1, first)


def test_old_days_are_thinned_to_the_first_of_the_month():
    old = timezone.localdate() - timedelta(days=500)
    for day in (old.replace(day=1), old.replace(day=2)):
        Snapshot.objects.create(taken_on=day, taken_at=timezone.now())

    snapshots.take()

    assert set(Snapshot.objects.values_list("taken_on", flat=True)) == {old.replace(day=1), timezone.localdate()}


def test_count_anew_is_a_job_and_one_at_a_time(clerk, campuses):
    clerk.post(reverse("quality:recount"))
    response = clerk.post(reverse("quality:recount"))

    job = Job.objects.get()
    assert response.url == reverse("office:job", args=[job.public_id])
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, Snapshot.objects.count()) == (Job.State.DONE, 1)


def test_page_says_as_of_when_and_leads_to_the_people(clerk, campuses):
    assert clerk.get(reverse("quality:index")).context["found"].snapshot is None
    snapshots.take()

    page = clerk.get(reverse("quality:index"))

    assert f"{reverse('office:alumni')}?finding=wrong_script" in page.content.decode()
    assert page.context["found"].figures["lost"] == 3


def test_reader_of_reports_sees_figures_and_no_people(staff, client_for, campuses):
    snapshots.take()

    page = client_for(staff("reports")).get(reverse("quality:index")).content.decode()

    assert reverse("office:alumni") + "?finding" not in page
    assert reverse("quality:recount") not in page


def test_staff_of_one_campus_see_that_campus(staff, client_for, campuses):
    snapshots.take()
    reader = client_for(staff("records", campus=campuses[0]))

    for asked in ("", str(campuses[1].pk), "nonsense"):
        page = reader.get(reverse("quality:index"), {"campus": asked})
        assert page.context["campus"] == campuses[0]
        assert page.context["found"].figures["wrong_script"] == 0
    assert reader.get(reverse("quality:trend", args=["lost"])).context["points"][0].people == 1
    assert b"".join(reader.get(reverse("quality:trend_csv", args=["lost"]))).decode().endswith(",1\r\n")


def test_campus_is_a_filter_for_everybody_else(clerk, campuses):
    snapshots.take()

    page = clerk.get(reverse("quality:index"), {"campus": campuses[1].pk})

    assert page.context["found"].figures["graduates"] == 3
    assert f"finding=wrong_script&amp;campus={campuses[1].pk}" in page.content.decode()


def test_trend_tells_each_day_in_order(clerk, campuses):
    snapshots.take()
    earlier = Snapshot.objects.create(taken_on=timezone.localdate() - timedelta(days=7), taken_at=timezone.now())
    Figure.objects.create(snapshot=earlier, key="lost", people=9)

    points = clerk.get(reverse("quality:trend", args=["lost"])).context["points"]

    assert [point.people for point in points] == [9, 3]
    assert clerk.get(reverse("quality:trend", args=["nothing"])).status_code == 404


def test_page_costs_the_same_however_many_days(clerk, campuses, cost_of):
    snapshots.take()
    few = cost_of(clerk, reverse("quality:index"))
    for days in range(1, 20):
        taken = Snapshot.objects.create(taken_on=timezone.localdate() - timedelta(days=days), taken_at=timezone.now())
        Figure.objects.create(snapshot=taken, key="lost", people=days)

    assert cost_of(clerk, reverse("quality:index")) == few
