import pytest
from django.urls import reverse
from django.utils import translation

from apps.accounts.models import User
from tests.factories import InstitutionFactory, StaffFactory, UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password} | extra)


def test_alumnus_lands_on_the_home_page(client, language):
    assert sign_in(client, UserFactory().email).url == reverse("home:index")


def test_nothing_needs_to_be_said_about_it(client):
    sign_in(client, UserFactory().email)

    assert list(client.get(reverse("home:index")).context["messages"]) == []


def test_address_is_taken_in_any_case(client):
    user = UserFactory(email="nok@example.org")

    sign_in(client, "Nok@Example.ORG")

    assert client.session["_auth_user_id"] == str(user.pk)


def test_staff_are_asked_for_the_second_step(client):
    response = sign_in(client, StaffFactory().email)

    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("email", ["known@example.org", "unknown@example.org"])
def test_wrong_password_says_the_same_to_everybody(client, language, email):
    UserFactory(email="known@example.org")

    response = sign_in(client, email, "wrong")

    assert response.status_code == 200
    assert response.context["form"].errors.as_data()["__all__"][0].code == "email_password_mismatch"
    assert 'class="errors" role="alert"' in response.content.decode()


def test_closed_account_does_not_open(client):
    user = UserFactory(is_active=False)

    sign_in(client, user.email)

    assert "_auth_user_id" not in client.session


def test_guessing_is_stopped(client):
    user = UserFactory()
    for _ in range(5):
        sign_in(client, user.email, "wrong")

    sign_in(client, user.email)

    assert "_auth_user_id" not in client.session


def test_too_many_forms_from_one_place_are_refused(client):
    responses = [sign_in(client, f"nobody{number}@example.org", "wrong") for number in range(31)]

    assert responses[-1].status_code == 429
    assert "429.html" in [used.name for used in responses[-1].templates]


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example"])
def test_sign_in_never_leads_elsewhere(client, away):
    assert sign_in(client, UserFactory().email, next=away).url == reverse("home:index")


def test_new_account_is_written_to_in_the_language_of_the_page(client, mailoutbox, language):
    InstitutionFactory()

    client.post(reverse("account_signup"), {"email": "nok@example.org", "password1": PASSWORD, "password2": PASSWORD})

    assert User.objects.get().language == language
    assert {"th": "มหาวิทยาลัยสงขลานครินทร์", "en": "Prince of Songkla University"}[language] in mailoutbox[0].body


def test_code_by_mail_signs_in(client, mailoutbox):
    user = UserFactory()

    client.post(reverse("account_request_login_code"), {"email": user.email})
    code = mailoutbox[0].body.split("\n\n")[1].strip()
    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert client.session["_auth_user_id"] == str(user.pk)


def test_mails_are_signed_by_the_office_in_text_and_html(client, mailoutbox):
    InstitutionFactory(office_phone="0-7428-2209")
    with translation.override("en"):
        client.post(reverse("account_request_login_code"), {"email": UserFactory().email})

    [message] = mailoutbox
    assert message.subject == "Your sign-in code · PSU Alumni"
    for body in (message.body, message.alternatives[0].content):
        assert "Alumni Relations Office Prince of Songkla University" in body
        assert "0-7428-2209" in body


def test_unknown_address_is_not_given_away_by_the_page(client, mailoutbox):
    known = client.post(reverse("account_request_login_code"), {"email": UserFactory().email})
    unknown = client.post(reverse("account_request_login_code"), {"email": "unknown@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
