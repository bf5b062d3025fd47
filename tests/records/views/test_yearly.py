import pytest
from django.urls import reverse

from apps.records.actions import profiles, yearly
from tests.factories import ContactFactory, EmploymentFactory, GraduateFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    found = GraduateFactory(account=UserFactory(), name__first_th="เพ็ญ", name__last_th="ลับสุดยอด")
    ContactFactory(person=found, source="self", value="secret@example.org")
    EmploymentFactory(person=found, employer="บริษัทความลับ", is_current=True)
    return found


def address(person):
    return reverse("records:me_confirm_by_mail", args=[yearly.link_token(person)])


def is_confirmed(person):
    return profiles.of(person).confirmed_at is not None


def test_link_shows_an_initial_and_nothing_else(client, person, language):
    page = client.get(address(person)).content.decode()

    told = ("เพ็ญ", "ลับสุดยอด", "secret@example.org", "บริษัทความลับ", person.account.email, str(person.public_id))
    assert [word for word in told if word in page] == []
    assert "พ." in page


def test_looking_confirms_nothing(client, person):
    client.get(address(person))

    assert not is_confirmed(person)


def test_one_press_confirms_without_signing_in(client, person, language):
    response = client.post(address(person))

    assert (response.status_code, is_confirmed(person)) == (200, True)
    assert "_auth_user_id" not in client.session


def test_something_new_leads_through_the_sign_in(client, person):
    page = client.get(address(person)).content.decode()

    assert f'href="{reverse("records:me_confirm")}"' in page
    assert client.get(reverse("records:me_confirm")).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("token", ["unknown", "WzFd:1x:y"])
def test_link_that_is_none_says_so(client, language, token):
    for ask in (client.get, client.post):
        assert ask(reverse("records:me_confirm_by_mail", args=[token])).status_code == 410


def test_link_is_kept_out_of_searches_and_caches(client, person):
    response = client.get(address(person))

    assert 'content="noindex"' in response.content.decode()
    assert "canonical" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_signed_in_the_facts_are_shown_in_short(client_for, person, language):
    page = client_for(person.account).get(reverse("records:me_confirm")).content.decode()

    assert [word in page for word in ("secret@example.org", "บริษัทความลับ")] == [True, True]


def test_one_press_on_the_own_page_confirms(client_for, person):
    response = client_for(person.account).post(reverse("records:me_confirm"))

    assert (response.url, is_confirmed(person)) == (reverse("home:me"), True)
