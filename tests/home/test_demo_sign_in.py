import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse

from apps.home import demo
from apps.home.views import demo as views
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def sign_in(client, email):
    return client.post(reverse("home:demo_sign_in"), {"email": email})


def test_one_tap_signs_in(client, people):
    response = sign_in(client, "nok@example.org")

    assert response.url == reverse("home:index")
    assert client.get(reverse("accounts:overview")).status_code == 200


def test_sign_in_is_listed_among_the_devices(client, people):
    sign_in(client, "nok@example.org")

    assert len(client.get(reverse("usersessions_list")).context["sessions"]) == 1


def test_staff_land_in_the_office(client, people):
    assert sign_in(client, "clerk@example.org").url == reverse("office:dashboard")


@pytest.mark.parametrize("email", ["ghost@example.org", "real@example.org", "", "nok@example.org\x00"])
def test_nobody_else_can_be_had(client, people, email):
    UserFactory(email="real@example.org")

    assert sign_in(client, email).status_code == 404


def test_closed_account_stays_closed(client, people, django_user_model):
    django_user_model.objects.update(is_active=False)

    assert sign_in(client, "nok@example.org").status_code == 404


def test_it_takes_a_form_of_this_site(people):
    strict = Client(enforce_csrf_checks=True)

    assert sign_in(strict, "nok@example.org").status_code == 403


def test_it_takes_a_post(client, people):
    assert client.get(reverse("home:demo_sign_in"), {"email": "nok@example.org"}).status_code == 405


def test_address_is_dead_outside_the_demonstration(client, people, settings):
    settings.DEMO = False

    assert sign_in(client, "nok@example.org").status_code == 404
    assert "_auth_user_id" not in client.session


def test_view_refuses_by_itself(people, settings):
    settings.DEMO = False

    with pytest.raises(Http404):
        views.sign_in(RequestFactory().post("/", {"email": "nok@example.org"}))


def test_function_refuses_by_itself(people, settings):
    settings.DEMO = False

    with pytest.raises(demo.NotADemonstration):
        demo.sign_in(RequestFactory().post("/"), email="nok@example.org")
