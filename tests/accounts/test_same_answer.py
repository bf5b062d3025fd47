"""Nobody learns from the portal whether somebody has an account here: page, address and number of steps are the same;
what differs is in a mail to the address alone."""

import re

import pytest
from django.urls import reverse

from tests.factories import InstitutionFactory, StaffFactory, UserFactory
from tests.factories.accounts import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]
KNOWN, STAFF, CLOSED, UNKNOWN = ("nok@example.org", "chef@example.org", "gone@example.org", "none@example.org")
FORMS = {
    "account_signup": {"email": None, "password1": PASSWORD, "password2": PASSWORD},
    "account_request_login_code": {"email": None},
    "account_reset_password": {"email": None},
    "account_login": {"login": None, "password": "wrong"},
}


@pytest.fixture(autouse=True)
def _people():
    InstitutionFactory()
    UserFactory(email=KNOWN)
    StaffFactory(email=STAFF)
    UserFactory(email=CLOSED, is_active=False)


def seen(response, email):
    """What the browser gets, without what is different each time anyhow."""
    page = response.content.decode().replace(email, "WHO")
    page = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", page)
    return (response.status_code, response.redirect_chain, page)


def ask(client, name, email):
    filled = {field: email if value is None else value for field, value in FORMS[name].items()}
    return client.post(reverse(name), filled, follow=True)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("email", [KNOWN, STAFF, CLOSED])
def test_answer_is_the_same(client_for, language, name, email):
    answers = [seen(ask(client_for(None), name, each), each) for each in (email, UNKNOWN)]

    assert answers[0] == answers[1]


@pytest.mark.parametrize("name", ["account_signup", "account_request_login_code"])
@pytest.mark.parametrize("typed", ["XXX-XXX", ""])
def test_answer_to_a_wrong_code_is_the_same(client_for, language, name, typed):
    pages = {"account_signup": "account_email_verification_sent"}
    address = reverse(pages.get(name, "account_confirm_login_code"))
    answers = []
    for email in (KNOWN, UNKNOWN):
        client = client_for(None)
        ask(client, name, email)
        answers.append([seen(client.post(address, {"code": typed}, follow=True), email) for _ in range(4)])

    assert answers[0] == answers[1]


@pytest.mark.parametrize("name", ["account_signup", "account_request_login_code", "account_reset_password"])
def test_mail_goes_to_that_address_alone_in_each_case(client_for, mailoutbox, name):
    for email in (KNOWN, UNKNOWN):
        ask(client_for(None), name, email)

    assert [mail.to for mail in mailoutbox] == [[KNOWN], [UNKNOWN]]


def test_mails_say_what_the_page_must_not(client_for, mailoutbox, language):
    for name, email in (("account_signup", KNOWN), ("account_request_login_code", UNKNOWN)):
        ask(client_for(None), name, email)

    known, unknown = mailoutbox
    assert reverse("account_login") in known.body
    assert reverse("account_signup") in unknown.body
