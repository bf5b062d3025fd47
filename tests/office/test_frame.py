"""What all office pages share: navigation, search, language, sign-out."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.admin import office_pages
from apps.records.models import StaffScope
from tests.factories import CampusFactory, GraduateFactory, UserFactory


def titles(response):
    return [entry.title for entry in response.context["entries"]]


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        ("records", {"staff", "audit"}),
        ("reports", {"staff", "audit", "alumni", "follow_ups", "held", "deaths", "lists"}),
    ],
)
def test_navigation_holds_what_the_role_may_open(staff, client_for, role, hidden):
    response = client_for(staff(role)).get(reverse("office:jobs"))

    shown = {str(title) for title in titles(response)}
    assert not shown & {str(office_pages[key].title) for key in hidden}


def test_every_entry_of_the_navigation_opens(staff, client_for, language):
    client = client_for(staff("administrator"))

    urls = [entry.url for entry in client.get(reverse("office:jobs")).context["entries"]]

    assert [client.get(url).status_code for url in urls] == [200] * len(office_pages.entries())


def test_navigation_marks_the_current_page_only(staff, client_for):
    response = client_for(staff("administrator")).get(reverse("office:staff_invite"))

    assert [entry.url for entry in response.context["entries"] if entry.is_current] == [reverse("office:staff")]


def test_search_box_leads_to_the_people(staff, client_for):
    page = client_for(staff("records")).get(reverse("office:jobs")).content.decode()

    assert f'action="{reverse("office:alumni")}"' in page


def test_search_box_is_hidden_from_those_who_open_no_record(staff, client_for):
    assert 'id="office-search"' not in client_for(staff("reports")).get(reverse("office:jobs")).content.decode()


@pytest.mark.parametrize("name", ["dashboard", "jobs", "reports", "reference", "staff", "audit"])
def test_office_is_closed_to_strangers(db, client_for, name):
    url = reverse(f"office:{name}")

    assert client_for(None).get(url)["Location"].startswith(reverse("account_login"))
    assert client_for(UserFactory()).get(url).status_code == 403


@pytest.mark.parametrize("name", ["dashboard", "jobs", "reports", "reference", "staff", "audit"])
def test_pages_hold_nothing_inline(staff, client_for, name):
    page = client_for(staff("administrator")).get(reverse(f"office:{name}")).content.decode()

    assert "style=" not in page
    assert "<script>" not in page
    assert "<style" not in page


def test_names_of_staff_are_inert(staff, client_for):
    user = staff("records", name='"><script>alert(1)</script>')

    assert "<script>alert" not in client_for(user).get(reverse("office:dashboard")).content.decode()


@pytest.mark.parametrize(
    "name", ["alumni", "person_new", "follow_ups", "deaths", "held_changes", "saved_lists", "jobs", "reports", "audit"]
)
def test_every_page_says_what_it_is(staff, client_for, name):
    page = client_for(staff("administrator")).get(reverse(f"office:{name}")).content.decode()

    assert "<h1></h1>" not in page
    assert "<title> " not in page


@pytest.mark.parametrize("name", ["dashboard", "groups", "alumni", "duplicates"])
def test_campuses_of_the_reader_are_read_once(staff, client_for, name):
    client = client_for(staff("administrator"))

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(f"office:{name}"))

    assert sum("records_staffscope" in query["sql"] for query in asked.captured_queries) == 1


def test_campuses_are_read_anew_at_the_next_request(staff, client_for):
    user = staff("records")
    client, url = client_for(user), reverse("office:person", args=[GraduateFactory().public_id])
    before = client.get(url).status_code

    StaffScope.objects.create(user=user, campus=CampusFactory())

    assert (before, client.get(url).status_code) == (200, 404)
