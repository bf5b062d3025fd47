import pytest
from django.urls import reverse
from django.utils.http import urlencode

from apps.accounts.models import User
from apps.core.models import AuditEntry, Job
from apps.records.actions import search
from apps.records.models import SavedList
from apps.records.querysets import selection
from apps.records.querysets.filters import PeopleFilters
from tests.factories import AddressFactory, CampusFactory, ContactFactory, GraduateFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(staff):
    return staff("records")


@pytest.fixture
def office(clerk, client_for):
    return client_for(clerk)


def graduate(first="อารี"):
    person = GraduateFactory(name__first_th=first)
    AddressFactory(person=person)
    ContactFactory(person=person)
    search.refresh([person.pk])
    return person


def choose(office, action, *people, query=""):
    data = {"action": action, "query": query} | ({"people": people} if people else {"all": "1"})
    return office.post(reverse("office:selection"), data)


def run_job(office, capture, url, data):
    with capture(execute=True):
        office.post(url, data)
    return Job.objects.get()


def content(job):
    with job.result.open() as file:
        return file.read()


def test_export_of_ticked_people_asks_a_reason_logs_it_and_makes_the_file(
    office, clerk, django_capture_on_commit_callbacks
):
    one, _ = graduate(), graduate("สมชาย")
    url = choose(office, "export", one.public_id).url

    job = run_job(office, django_capture_on_commit_callbacks, url, {"file_format": "csv", "reason": "งานคืนสู่เหย้า"})

    assert (job.state, job.by) == ("done", clerk)
    lines = content(job).decode("utf-8-sig").splitlines()
    assert (len(lines), str(one.public_id) in lines[1]) == (2, True)
    assert AuditEntry.objects.get(action="records.export_people").reason == "งานคืนสู่เหย้า"


def test_export_without_a_reason_starts_nothing(office):
    url = choose(office, "export", graduate().public_id).url

    response = office.post(url, {"file_format": "csv", "reason": ""})

    assert (response.status_code, Job.objects.count()) == (422, 0)


def test_export_of_all_takes_all_that_the_search_found(office, django_capture_on_commit_callbacks):
    graduate(), graduate("สมชาย"), graduate("สมหญิง")
    url = choose(office, "export", query="q=สม").url

    job = run_job(office, django_capture_on_commit_callbacks, url, {"file_format": "xlsx", "reason": "x"})

    assert (job.state, job.total) == ("done", 2)


def test_export_of_a_campus_clerk_holds_nobody_of_another(client_for, django_capture_on_commit_callbacks):
    here, there = graduate(), graduate("สมชาย")
    office = client_for(StaffFactory(role="records", campus=here.degrees.get().campus))
    url = choose(office, "export", here.public_id, there.public_id).url

    job = run_job(office, django_capture_on_commit_callbacks, url, {"file_format": "csv", "reason": "x"})

    assert str(there.public_id) not in content(job).decode("utf-8-sig")


def test_export_of_all_by_a_campus_clerk_holds_nobody_of_another(client_for, django_capture_on_commit_callbacks):
    graduate()
    office = client_for(StaffFactory(role="records", campus=CampusFactory()))
    url = choose(office, "export").url

    job = run_job(office, django_capture_on_commit_callbacks, url, {"file_format": "csv", "reason": "x"})

    assert job.total == 0


def test_nothing_chosen_says_so(office):
    response = office.post(reverse("office:selection"), {"action": "export", "query": ""}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["warning"]


def test_letters_become_a_pdf(office, django_capture_on_commit_callbacks):
    url = choose(office, "letter", graduate().public_id).url
    data = {"dated": "21/11/2569", "subject": "ขอเชิญ", "body": "ด้วย\nจึงเรียนมา", "reason": "x"}

    job = run_job(office, django_capture_on_commit_callbacks, url, data)

    assert (job.state, content(job)[:4]) == ("done", b"%PDF")


def test_letters_to_nobody_with_an_address_say_why(office, django_capture_on_commit_callbacks):
    person = GraduateFactory()
    search.refresh([person.pk])
    url = choose(office, "envelopes", person.public_id).url

    job = run_job(office, django_capture_on_commit_callbacks, url, {"reason": "x"})

    assert (job.state, ": 1" in job.message) == ("failed", True)


@pytest.mark.parametrize("skip", ["-1", "24", "x", "999999999999"])
def test_labels_refuse_a_start_off_the_sheet(office, skip):
    url = choose(office, "labels", graduate().public_id).url

    response = office.post(url, {"skip": skip, "reason": "x"})

    assert (response.status_code, "skip" in response.context["form"].errors) == (422, True)


def test_keep_puts_the_ticked_people_on_a_new_list(office):
    one, _ = graduate(), graduate("สมชาย")
    url = choose(office, "list", one.public_id).url

    office.post(url, {"name": "คืนสู่เหย้า"})

    assert [member.person_id for member in SavedList.objects.get().members.all()] == [one.pk]


def test_keep_of_a_search_keeps_the_search(office):
    graduate("สมชาย")
    url = choose(office, "list", query="q=สม").url

    office.post(url, {"name": "ชื่อสม", "keep_search": "on"})

    assert SavedList.objects.get().query == urlencode({"q": "สม"})


def test_two_choices_in_two_tabs_do_not_mix(office):
    one, other = graduate(), graduate("สมชาย")
    first = choose(office, "list", one.public_id).url
    choose(office, "list", other.public_id)

    office.post(first, {"name": "แท็บแรก"})

    assert [member.person_id for member in SavedList.objects.get().members.all()] == [one.pk]


def test_a_choice_of_somebody_else_is_not_found(office, staff, client_for):
    url = choose(office, "list", graduate().public_id).url

    assert client_for(staff("records")).get(url).status_code == 404


def test_selection_keeps_of_a_search_only_its_filters(office, clerk):
    url = choose(office, "list", query="q=\0&page=2&year_from=2540&zz=" + "y" * 100_000).url

    office.post(url, {"name": "ค้นไว้", "keep_search": "on"})

    saved = SavedList.objects.get()
    assert saved.query == "q=%00&year_from=2540"
    assert office.get(reverse("office:saved_list", args=[saved.public_id]), follow=True).status_code == 200


def test_export_of_a_search_holds_nobody_for_a_clerk_who_lost_the_role(clerk, office):
    graduate()
    everybody = {"filters": selection.as_json(PeopleFilters())}
    before = selection.of(everybody, viewer=clerk).count()
    clerk.groups.clear()

    assert (before, selection.of(everybody, viewer=User.objects.get(pk=clerk.pk)).count()) == (1, 0)
