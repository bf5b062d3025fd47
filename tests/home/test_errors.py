import logging
import re

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from apps.core.actions.rows import Stale
from apps.home import reports
from apps.home.views import errors
from tests.factories import AlumnusFactory, InstitutionFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.fixture
def breaks(monkeypatch):
    """`breaks(error)`: the home page raises it."""

    def make(error):
        def raise_it():
            raise error

        monkeypatch.setattr(reports, "figures", raise_it)

    return make


@pytest.mark.parametrize(
    ("error", "status", "template"),
    [
        (BadRequest(), 400, "400.html"),
        (PermissionDenied(), 403, "403.html"),
        (Stale(), 409, "409.html"),
        (ValueError(), 500, "500.html"),
    ],
)
def test_each_error_has_its_page_in_both_languages(client, breaks, language, *, error, status, template):
    breaks(error)

    response = client.get(reverse("home:index"))

    assert response.status_code == status
    assert template in [used.name for used in response.templates]
    assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [("http://testserver/groups/x/", "http://testserver/groups/x/"), ("https://evil.example/", "/"), ("", "/")],
)
def test_loser_of_a_race_gets_back_to_the_page(client, breaks, came_from, leads_to):
    breaks(Stale())

    page = client.get(reverse("home:index"), headers={"referer": came_from}).content.decode()

    assert f'<a class="btn" href="{leads_to}">' in page


def test_missing_page_leads_home(client, language):
    response = client.get(reverse("home:index") + "nowhere/")

    assert response.status_code == 404
    assert f'<a class="btn" href="{reverse("home:index")}">' in response.content.decode()


def test_refusal_tells_staff_the_address(client, staff):
    client.force_login(staff(), backend="django.contrib.auth.backends.ModelBackend")

    response = client.get(reverse("office:staff"))

    assert response.status_code == 403
    assert f"<code>{reverse('office:staff')}</code>" in response.content.decode()


def test_refusal_does_not_repeat_the_address_to_others(client):
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")

    assert "<code>" not in client.get(reverse("office:dashboard")).content.decode()


def test_missing_page_can_be_searched_for(client, language):
    page = client.get(reverse("home:index") + "nowhere/").content.decode()

    assert f'action="{reverse("directory:index")}"' in page
    assert f'href="{reverse("home:help")}"' in page


def test_staff_search_where_they_work(client, staff):
    client.force_login(staff("records"), backend="django.contrib.auth.backends.ModelBackend")

    assert f'action="{reverse("office:alumni")}"' in client.get("/nowhere/").content.decode()


def test_refusal_speaks_of_staff_only_where_staff_work(client, breaks):
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    breaks(PermissionDenied())

    office = client.get("/en" + reverse("office:dashboard")).content.decode()
    elsewhere = client.get("/en/").content.decode()

    assert "It belongs to the staff" in office
    assert "It belongs to somebody else" in elsewhere


def test_form_without_its_token_is_explained(language):
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})

    assert response.status_code == 403
    assert "403_csrf.html" in [used.name for used in response.templates]


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/en/me/groups/?page=2", "/en/me/groups/?page=2"),
        ("https://evil.example/", "/chapters/x/leave/"),
        ("", "/chapters/x/leave/"),
    ],
)
def test_form_that_was_too_old_leads_to_the_page_on_which_it_stood(came_from, leads_to):
    client = Client(enforce_csrf_checks=True)

    page = client.post("/chapters/x/leave/", {}, headers={"referer": came_from}).content.decode()

    assert f'<a class="btn" href="{leads_to}" data-interrupted>' in page


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [("http://testserver/me/", 'href="http://testserver/me/"'), ("https://evil.example/", "")],
)
def test_address_that_only_takes_forms_says_so(client_for, language, came_from, leads_to):
    url, home = reverse("records:me_make_card"), f'href="{reverse("home:index")}"'

    response = client_for(AlumnusFactory().account).get(url, headers={"referer": came_from})

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert f'<a class="btn" {leads_to or home}>' in response.content.decode()


def test_too_many_tries_are_explained(rf, language):
    response = errors.too_many_requests(rf.get("/"))

    assert response.status_code == 429


def test_reference_on_the_page_stands_in_the_log(client, breaks, caplog):
    breaks(ValueError())

    with caplog.at_level(logging.ERROR, logger=errors.logger.name):
        page = client.get(reverse("home:index")).content.decode()

    reference = re.search(r'<b class="num">([0-9A-F]{6})</b>', page)[1]
    assert [record.getMessage() for record in caplog.records if record.name == errors.logger.name] == [
        f"reference {reference}: error page shown at /"
    ]


def test_error_page_stands_without_a_database(client, breaks, monkeypatch):
    def broken():
        raise DatabaseError

    breaks(DatabaseError())
    monkeypatch.setattr(reports, "letterhead", broken)

    assert client.get(reverse("home:index")).status_code == 500


def test_error_page_says_whom_to_ask(client, breaks):
    InstitutionFactory(office_phone="0-7428-2209")
    breaks(ValueError())

    assert "0-7428-2209" in client.get(reverse("home:index")).content.decode()


def test_error_page_says_nothing_of_the_error(client, breaks):
    breaks(ValueError("secret detail"))

    assert "secret detail" not in client.get(reverse("home:index")).content.decode()


@pytest.mark.parametrize(("error", "is_traced"), [(PermissionDenied(), False), (ValueError(), True)])
def test_only_what_broke_is_traced_in_the_log(client, breaks, caplog, settings, *, error, is_traced):
    breaks(error)

    client.get(reverse("home:index"))

    [record] = [record for record in caplog.records if record.name == "django.request"]
    said_plainly = settings.LOGGING["filters"]["plainly"]["callback"]
    assert said_plainly(record)
    assert bool(record.exc_info) is is_traced
