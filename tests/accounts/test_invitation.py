import pytest
from django.urls import reverse

from apps.accounts import actions, rules
from tests.factories import InstitutionFactory, StaffFactory

pytestmark = pytest.mark.django_db
PASSWORD = "ฝนตกที่หาดใหญ่"


@pytest.fixture
def guest():
    by = StaffFactory(name="สมศรี", role=rules.ADMINISTRATOR)
    return actions.invite_staff(email="napa@example.org", name="นภา", roles=[rules.RECORDS], by=by)


def address(user):
    return reverse("accounts:accept_invitation", args=[actions.invitation_token(user)])


def answer(client, user, one=PASSWORD, two=PASSWORD):
    return client.post(address(user), {"new_password1": one, "new_password2": two})


def test_page_says_who_invites_and_whom(client, guest, language):
    InstitutionFactory()

    page = client.get(address(guest)).content.decode()

    assert '<b class="nm">สมศรี</b>' in page
    assert '<b class="break">napa@example.org</b>' in page


def test_page_of_the_first_administrator_names_nobody(client):
    user = actions.invite_staff(email="first@example.org", name="", roles=[rules.ADMINISTRATOR], by=None)

    assert client.get(address(user)).status_code == 200


def test_password_is_set_and_sign_in_follows(client, guest):
    response = answer(client, guest)

    assert response.url == reverse("account_login")
    guest.refresh_from_db()
    assert (guest.is_active, guest.check_password(PASSWORD)) == (True, True)


@pytest.mark.parametrize(
    ("one", "two"), [("", ""), ("short", "short"), ("1234567890", "1234567890"), (PASSWORD, "x" + PASSWORD)]
)
def test_bad_password_is_explained_at_the_field(client, guest, language, one, two):
    response = answer(client, guest, one, two)

    assert response.status_code == 422
    assert 'class="errors" role="alert"' in response.content.decode()
    guest.refresh_from_db()
    assert not guest.is_active


def test_link_works_once(client, guest):
    used = address(guest)
    answer(client, guest)

    for response in (client.get(used), client.post(used, {})):
        assert response.status_code == 410


@pytest.mark.parametrize("token", ["x", "WzFd:1:2", "%00", "ก"])
def test_forged_link_is_over(client, language, token):
    assert client.get(reverse("accounts:accept_invitation", args=[token])).status_code == 410


def test_whoever_was_signed_in_here_is_signed_out(client_for, guest):
    client = client_for(StaffFactory())

    answer(client, guest)

    assert "_auth_user_id" not in client.session


def test_page_is_never_cached(client, guest):
    assert "no-store" in client.get(address(guest))["Cache-Control"]
