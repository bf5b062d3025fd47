"""The whole way to Google and LINE and back, over HTTP, with servers that check what theirs check."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from apps.accounts.adapters import ProviderAdapter
from apps.accounts.models import User
from tests.factories import UserFactory

from .provider_server import ProviderServer
from .providers import SET_UP, go_there

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]
NAMES = ["google", "line"]


@pytest.fixture
def provider(settings, monkeypatch):
    settings.SOCIALACCOUNT_PROVIDERS = SET_UP
    server = ProviderServer()
    monkeypatch.setattr(ProviderAdapter, "get_requests_session", lambda adapter: server.session())
    yield server
    server.close()


def there_and_back(client, provider, name):
    back = provider.sign_in(go_there(client, name))
    return back, client.get(back.removeprefix("http://testserver"))


def who(client):
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("name", NAMES)
def test_who_signs_in_there_is_signed_in_here(client, provider, language, name):
    _, response = there_and_back(client, provider, name)

    account = SocialAccount.objects.get()
    assert (response.status_code, account.provider, who(client)) == (302, name, str(account.user_id))


@pytest.mark.parametrize("name", NAMES)
def test_answer_is_good_once_and_for_the_browser_that_asked(client, client_for, provider, name):
    back = provider.sign_in(go_there(client, name)).removeprefix("http://testserver")
    other = client_for(None)

    assert (other.get(back).status_code, who(other)) == (401, None)
    assert client.get(back).status_code == 302
    client.logout()
    assert (client.get(back).status_code, who(client)) == (401, None)


@pytest.mark.parametrize("name", NAMES)
def test_wrong_secret_signs_nobody_in(client, provider, settings, name):
    back = provider.sign_in(go_there(client, name)).removeprefix("http://testserver")
    wrong = SET_UP[name] | {"APPS": [SET_UP[name]["APPS"][0] | {"secret": "another"}]}
    settings.SOCIALACCOUNT_PROVIDERS = SET_UP | {name: wrong}

    assert (client.get(back).status_code, who(client), User.objects.count()) == (401, None, 0)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("breaks", [(500, b"{}"), (200, b"<html>"), (200, b"{}"), (200, b"")])
def test_broken_answer_leads_to_a_page_that_says_so(client, provider, name, breaks):
    provider.breaks = breaks

    _, response = there_and_back(client, provider, name)

    assert (response.status_code, who(client), User.objects.count()) == (401, None, 0)
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_provider_that_is_down_leads_to_a_page_that_says_so(client, provider, name):
    back = provider.sign_in(go_there(client, name)).removeprefix("http://testserver")
    provider.close()

    response = client.get(back)

    assert (response.status_code, who(client)) == (401, None)


@pytest.mark.parametrize("confirmed", [True, False])
def test_address_of_somebody_else_opens_no_account_of_theirs(client, provider, confirmed):
    """The address that Google names is somebody's here: they are told to sign in, or nothing of theirs is taken."""
    owner = UserFactory(email="nok@gmail.example")
    provider.people["google"]["email_verified"] = confirmed

    there_and_back(client, provider, "google")

    assert who(client) != str(owner.pk)
    assert not SocialAccount.objects.filter(user=owner).exists()
    assert EmailAddress.objects.filter(email="nok@gmail.example", verified=True).count() == 1
