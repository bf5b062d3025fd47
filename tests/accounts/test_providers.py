import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from apps.accounts import actions
from apps.accounts.adapters import ProviderAdapter
from apps.accounts.models import User
from apps.records import policy
from tests.factories import InstitutionFactory, StaffFactory, UserFactory
from tests.factories.accounts import PASSWORD

from .providers import SET_UP, Providers, come_back, go_there, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def providers(settings, monkeypatch):
    """Both are set up and answer."""
    settings.SOCIALACCOUNT_PROVIDERS = SET_UP
    servers = Providers()
    monkeypatch.setattr(ProviderAdapter, "get_requests_session", lambda adapter: servers.session())
    return servers


def signed_in(client):
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("name", ["account_login", "account_signup"])
def test_buttons_are_there_where_providers_are_set_up(client, providers, language, name):
    page = client.get(reverse(name)).content.decode()

    assert [page.count(reverse("google_login")), page.count(reverse("line_login"))] == [1, 1]


@pytest.mark.parametrize("name", ["account_login", "account_signup"])
def test_nothing_of_them_is_seen_otherwise(client, name):
    page = client.get(reverse(name)).content.decode()

    assert [word for word in ("Google", "google", "LINE", "/line/") if word in page] == []


@pytest.mark.parametrize("name", ["google_login", "google_callback", "line_login", "line_callback"])
def test_provider_that_is_not_set_up_is_not_found(client, name):
    assert [client.get(reverse(name)).status_code, client.post(reverse(name)).status_code] == [404, 404]


def test_line_gives_no_address_and_the_account_has_none(client, providers):
    sign_in(client, "line")

    user = User.objects.get()
    assert (signed_in(client), user.email, user.name) == (str(user.pk), None, "")
    assert EmailAddress.objects.count() == 0


def test_what_line_says_of_a_name_proves_nothing(client, providers):
    sign_in(client, "line")

    assert policy.person_of(User.objects.get()) is None
    assert SocialAccount.objects.get().extra_data == {"known_as": "หมูน้อย"}


def test_who_comes_again_has_the_same_account(client, client_for, providers):
    sign_in(client, "line")
    other = client_for(None)
    providers.line["displayName"] = "หมูใหญ่"

    sign_in(other, "line")

    assert signed_in(other) == signed_in(client)
    assert SocialAccount.objects.get().extra_data == {"known_as": "หมูใหญ่"}


@pytest.mark.parametrize(
    "name",
    ["accounts:overview", "account_email", "account_set_password", "mfa_index", "usersessions_list", "home:index"],
)
def test_account_without_an_address_has_every_page(client, providers, language, name):
    sign_in(client, "line")

    assert client.get(reverse(name)).status_code == 200


def test_address_that_google_has_confirmed_is_confirmed(client, providers):
    sign_in(client, "google")

    assert User.objects.get().email == "nok@gmail.example"
    assert EmailAddress.objects.values_list("email", "verified", "primary").get() == ("nok@gmail.example", True, True)


def test_address_that_nobody_confirmed_is_as_if_there_were_none(client, providers, mailoutbox):
    providers.google["email_verified"] = False

    sign_in(client, "google")

    assert (User.objects.get().email, EmailAddress.objects.count(), mailoutbox) == (None, 0, [])


@pytest.mark.parametrize("confirmed", [True, False])
def test_nobody_gets_into_an_account_by_an_address_alone(client, providers, mailoutbox, confirmed):
    UserFactory(email="nok@gmail.example")
    providers.google["email_verified"] = confirmed

    sign_in(client, "google")

    owner = User.objects.get(email="nok@gmail.example")
    assert signed_in(client) != str(owner.pk)
    assert SocialAccount.objects.filter(user=owner).count() == 0


def test_owner_of_the_address_is_told_how_to_connect(client, providers, mailoutbox):
    InstitutionFactory()
    UserFactory(email="nok@gmail.example")

    assert sign_in(client, "google").url == reverse("account_email_verification_sent")
    assert [message.to for message in mailoutbox] == [["nok@gmail.example"]]
    assert "Google" in mailoutbox[0].body


def test_staff_are_asked_for_the_second_step_all_the_same(client, providers):
    clerk = StaffFactory()
    SocialAccount.objects.create(user=clerk, provider="line", uid="U123")

    assert sign_in(client, "line").url == reverse("mfa_authenticate")
    assert signed_in(client) is None


def test_another_way_in_is_connected_and_taken_away(client, providers):
    user = UserFactory()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    assert sign_in(client, "line", "connect").url == reverse("socialaccount_connections")
    connected = SocialAccount.objects.get(user=user, provider="line")
    assert "หมูน้อย" in client.get(reverse("socialaccount_connections")).content.decode()
    client.post(reverse("socialaccount_connections"), {"account": connected.pk})
    assert SocialAccount.objects.count() == 0


def test_connecting_asks_for_the_password_when_the_sign_in_is_long_ago(client, providers, time_machine):
    time_machine.move_to("2026-11-21 09:00+07:00")
    client.post(reverse("account_login"), {"login": UserFactory().email, "password": PASSWORD})
    time_machine.shift(3600)

    assert sign_in(client, "line", "connect").url == reverse("account_reauthenticate")
    assert SocialAccount.objects.count() == 0


def test_account_of_somebody_else_is_not_connected(client, providers):
    SocialAccount.objects.create(user=UserFactory(), provider="line", uid="U123")
    user = UserFactory()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    sign_in(client, "line", "connect")

    assert SocialAccount.objects.filter(user=user).count() == 0


def test_last_way_in_stays(client, providers, language):
    sign_in(client, "line")
    connected = SocialAccount.objects.get()

    page = client.post(reverse("socialaccount_connections"), {"account": connected.pk}).content.decode()

    assert 'class="errors" role="alert"' in page
    assert SocialAccount.objects.count() == 1


def test_answer_that_was_not_asked_for_is_refused(client, providers):
    there = go_there(client, "google").replace("state=", "state=x")

    response = come_back(client, "google", there)

    assert (response.status_code, User.objects.count()) == (401, 0)


def test_who_turns_back_is_told_so(client, providers, language):
    state = go_there(client, "line").partition("state=")[2].partition("&")[0]

    response = client.get(reverse("line_callback"), {"error": "access_denied", "state": state}, follow=True)

    assert response.redirect_chain == [(reverse("socialaccount_login_cancelled"), 302)]


@pytest.mark.parametrize("name", ["socialaccount_login_cancelled", "socialaccount_login_error", "line_login"])
def test_pages_wear_the_portals_clothes(client, providers, language, name):
    page = client.get(reverse(name)).content.decode()

    assert (page.count("<h1"), "css/portal.css" in page, " style=" in page) == (1, True, False)


def test_way_in_of_somebody_unconfirmed_ends_when_the_owner_proves_the_address(client, providers):
    squatter = UserFactory(email="suda@example.org", verified=False)
    SocialAccount.objects.create(user=squatter, provider="line", uid="U123")

    actions.account_for_proven_address("suda@example.org", name="", language="th")

    assert SocialAccount.objects.count() == 0


def test_way_in_of_somebody_unconfirmed_ends_when_the_office_invites_the_owner(client, providers):
    squatter = UserFactory(email="suda@example.org", verified=False)
    SocialAccount.objects.create(user=squatter, provider="line", uid="U123")

    actions.invite_staff(email="suda@example.org", name="Suda", roles=["records"], by=None)

    assert SocialAccount.objects.count() == 0
