"""allauth's pages wear the portal's clothes: each of them, in both languages."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import translation

from apps.accounts.models import User
from tests.factories import UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]
STRANGERS = [
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_inactive",
]
OWNERS = [
    "account_email",
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
]


def is_ours(response, language):
    page = response.content.decode()
    return (
        response.status_code == 200
        and f'<html lang="{language}"' in page
        and "css/portal.css" in page
        and page.count("<h1") == 1
        and " style=" not in page
    )


@pytest.mark.parametrize("name", STRANGERS)
def test_page_for_strangers(client, language, name):
    assert is_ours(client.get(reverse(name)), language)


@pytest.mark.parametrize("name", OWNERS)
def test_page_for_the_owner(client, language, name):
    client.post(reverse("account_login"), {"login": UserFactory().email, "password": PASSWORD})

    assert is_ours(client.get(reverse(name)), language)


def test_key_is_named_in_a_box_with_a_label_of_ours(client):
    user = UserFactory()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})

    with translation.override("en"):
        new = client.get(reverse("mfa_add_webauthn"))
        key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "x"})
        old = client.get(reverse("mfa_edit_webauthn", args=[key.pk]))

    assert [page.context["form"]["name"].label for page in (new, old)] == ["Name of the key"] * 2


def test_page_that_asks_for_the_code(client, language):
    client.post(reverse("account_request_login_code"), {"email": UserFactory().email})

    assert is_ours(client.get(reverse("account_confirm_login_code")), language)


def test_page_that_confirms_the_address(client, language):
    client.post(reverse("account_signup"), {"email": "nok@example.org", "password1": PASSWORD, "password2": PASSWORD})

    assert is_ours(client.get(reverse("account_email_verification_sent")), language)


def test_page_that_takes_the_new_password(client, language, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": UserFactory().email})
    link = next(line for line in mailoutbox[0].body.splitlines() if "/password/reset/key/" in line)

    assert is_ours(client.get(link, follow=True), language)


def test_field_stands_below_its_label_hint_and_error(client, language):
    response = client.post(reverse("account_signup"), {"email": "nok@example.org", "password1": "x", "password2": "x"})
    field = response.content.decode().split('<label for="id_password1">')[1]

    assert field.index('class="hint"') < field.index('class="errorlist"') < field.index("<input")
    assert 'aria-describedby="id_password1_helptext id_password1_error"' in field


def test_signup_refuses_an_address_that_would_be_cut_short(client):
    endless = f"{'a' * 64}@{'.'.join(['b' * 60] * 4)}.example"

    response = client.post(reverse("account_signup"), {"email": endless, "password1": PASSWORD, "password2": PASSWORD})

    assert (list(response.context["form"].errors), User.objects.count()) == (["email"], 0)
