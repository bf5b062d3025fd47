import pytest
from django.urls import reverse

from tests.factories import AlumnusFactory, InstitutionFactory, UserFactory

pytestmark = pytest.mark.django_db


def cache_control(client, name):
    return client.get(reverse(name)).headers.get("Cache-Control", "")


def test_a_page_for_a_signed_in_person_is_kept_by_nobody(client_for):
    assert cache_control(client_for(UserFactory()), "home:index") == "private, no-store"


def test_a_page_for_everybody_says_nothing(client_for):
    assert "no-store" not in cache_control(client_for(), "home:index")


def test_what_a_view_calls_public_may_be_kept(client_for):
    InstitutionFactory()

    assert "no-store" not in cache_control(client_for(UserFactory()), "home:theme")


def test_long_address_leads_to_the_sign_in_all_the_same(client):
    response = client.get(reverse("directory:index"), {"q": "ก" * 20_000})

    assert response.status_code == 302
    assert len(response.url) < 3_000


@pytest.mark.parametrize(
    ("said", "way"),
    [
        ("http://testserver/en/me/groups/?page=2", "/en/me/groups/%3Fpage%3D2"),
        ("https://elsewhere.example/me/", "/me/groups/photos/"),
    ],
)
def test_form_of_somebody_signed_out_leads_back_to_where_it_stood(client, said, way):
    response = client.post(reverse("chapters:photos"), {"shown": "yes"}, headers={"Referer": said})

    assert response.url == f"{reverse('account_login')}?next={way}"
    assert list(client.get(response.url).context["messages"])


@pytest.mark.parametrize("path", ["/j/%00/", "/directory/faculties/%00/"])
def test_nothing_has_an_address_that_no_database_takes(client_for, path):
    assert client_for(AlumnusFactory().account).get(path).status_code == 404
