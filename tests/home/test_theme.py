import pytest
from django.urls import reverse

from tests.factories import InstitutionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]


def choose(client, **data):
    return client.post(reverse("home:choose_theme"), data)


def test_stylesheet_carries_the_institutions_colours(client):
    InstitutionFactory(colour_primary="#8b0000")

    response = client.get(reverse("home:theme"))

    assert response["Content-Type"] == "text/css"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "@layer tokens{" in response.content.decode()
    assert "--brand:#8b0000;" in response.content.decode()


def test_stylesheet_without_an_institution_leaves_the_house_colours(client):
    assert client.get(reverse("home:theme")).content == b""


def test_stylesheet_never_repeats_what_is_no_colour(client):
    InstitutionFactory(colour_primary="red;}*{")

    assert client.get(reverse("home:theme")).content == b""


@pytest.mark.parametrize("theme", ["light", "dark", "system"])
def test_choice_is_kept_and_shown(client, theme):
    choose(client, theme=theme)

    assert f'data-theme="{theme}"' in client.get(reverse("home:index")).content.decode()


def test_choice_of_something_else_is_ignored(client):
    assert "theme" not in choose(client, theme='"><script>').cookies


def test_reader_returns_to_the_page(client):
    assert choose(client, theme="dark", next="/en/accounts/login/?next=/x").url == "/en/accounts/login/?next=/x"


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_reader_is_never_led_elsewhere(client, away):
    assert choose(client, theme="dark", next=away).url == reverse("home:index")


def test_choice_is_not_made_by_a_link(client):
    assert client.get(reverse("home:choose_theme"), {"theme": "dark"}).status_code == 405
