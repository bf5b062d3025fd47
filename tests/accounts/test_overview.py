import pytest
from django.urls import reverse

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_page_leads_to_every_part_of_the_account(client_for, language):
    page = client_for(UserFactory(name="นภา ทองดี")).get(reverse("accounts:overview")).content.decode()

    assert "นภา ทองดี" in page
    for name in ("account_email", "account_change_password", "mfa_index", "usersessions_list"):
        assert page.count(f'href="{reverse(name)}"') == 2


def test_strangers_sign_in_first(client):
    address = reverse("accounts:overview")

    assert client.get(address).url == f"{reverse('account_login')}?next={address}"


def test_account_without_an_address_has_a_page_too(client_for):
    assert client_for(UserFactory(email=None)).get(reverse("accounts:overview")).status_code == 200
