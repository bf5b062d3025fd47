import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from apps.accounts.adapters import MFAAdapter
from tests.factories import InstitutionFactory, StaffFactory, UserFactory, totp_code
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def set_up(client):
    page = client.get(reverse("mfa_activate_totp"))
    return client.post(reverse("mfa_activate_totp"), {"code": totp_code(page.context["form"].secret)})


def test_new_staff_are_led_from_password_to_phone_to_codes_to_office(client, language):
    user = StaffFactory(second_factor=False)

    office = sign_in(client, user).url
    assert client.get(office).url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    codes = set_up(client).url
    assert codes == reverse("mfa_view_recovery_codes")
    assert f'<a class="btn" href="{office}">' in client.get(codes).content.decode()
    assert client.get(office).status_code == 200


def test_picture_for_the_app_obeys_the_content_policy(client):
    sign_in(client, UserFactory())

    response = client.get(reverse("mfa_activate_totp"))

    assert '<img class="qr" src="data:image/svg+xml;base64,' in response.content.decode()
    assert "img-src 'self' data:" in response["Content-Security-Policy"]


def test_secret_is_unreadable_in_the_database(client):
    user = UserFactory()
    sign_in(client, user)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})

    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in kept
    assert MFAAdapter().decrypt(kept) == secret


@pytest.mark.django_db(transaction=True)  # told at the commit
def test_owner_is_told_by_mail(client, mailoutbox):
    InstitutionFactory()
    sign_in(client, UserFactory())

    with translation.override("en"):
        set_up(client)

    assert [message.subject for message in mailoutbox] == ["Authenticator App Activated · PSU Alumni"]
    assert "tell the office" in mailoutbox[0].body


def test_wrong_code_is_explained(client, language):
    sign_in(client, UserFactory())

    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert 'class="errors" role="alert"' in response.content.decode()


def test_code_from_the_phone_signs_in(client):
    user = UserFactory()
    sign_in(client, user)
    set_up(client)
    secret = MFAAdapter().decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])
    client.logout()
    client.cookies.clear()

    assert sign_in(client, user).url == reverse("mfa_authenticate")
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    cache.clear()  # a code is good once: forget that it was used
    client.post(reverse("mfa_authenticate"), {"code": totp_code(secret)})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_staff_cannot_be_left_without_a_second_step(client):
    user = StaffFactory(second_factor=False)
    sign_in(client, user)
    set_up(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=user, type="totp").count() == 1


def test_others_turn_it_off_when_they_like(client):
    user = UserFactory()
    sign_in(client, user)
    set_up(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=user).count() == 0


def test_password_is_asked_again_when_the_sign_in_is_long_ago(client, time_machine):
    time_machine.move_to("2026-11-21 09:00+07:00")
    sign_in(client, UserFactory())

    time_machine.shift(3600)

    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
