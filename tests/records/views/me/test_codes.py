import re

import pytest
from django.core import mail
from django.urls import reverse

from apps.records.models import Contact, OneTimeCode
from tests.factories import ContactFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def email(person):
    return ContactFactory(person=person, value="suda@example.org")


def send(browser, email):
    return browser.post(reverse("records:me_send_code", args=[email.pk]))


def enter(browser, email, code):
    return browser.post(reverse("records:me_code", args=[email.pk]), {"code": code})


def sent_code():
    return re.search(r"^(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def wrong():
    return f"{(int(sent_code()) + 1) % 1_000_000:06}"


def test_code_from_the_mail_confirms_the_address(browser, email):
    send(browser, email)
    assert mail.outbox[-1].to == ["suda@example.org"]

    enter(browser, email, f" {sent_code()[:3]} {sent_code()[3:]} ")

    email.refresh_from_db()
    assert (email.confirmed_at is not None, email.confirmed_by) == (True, "self")


def test_code_is_kept_nowhere(browser, email):
    send(browser, email)

    assert sent_code() not in str(list(OneTimeCode.objects.values()))


def test_code_is_good_once(browser, email):
    send(browser, email)
    enter(browser, email, sent_code())

    assert enter(browser, email, sent_code()).status_code == 422


def test_sixth_try_is_one_too_many(browser, email):
    send(browser, email)
    for _ in range(5):
        assert enter(browser, email, wrong()).status_code == 422

    enter(browser, email, sent_code())

    assert Contact.objects.get().confirmed_at is None


def test_newer_code_ends_the_older(browser, email):
    send(browser, email)
    older = sent_code()
    send(browser, email)

    if older != sent_code():
        enter(browser, email, older)

    assert Contact.objects.get().confirmed_at is None


def test_code_is_for_the_address_it_went_to(browser, email):
    send(browser, email)
    Contact.objects.update(value="other@example.org")

    assert enter(browser, email, sent_code()).status_code == 422


def test_sixth_code_in_an_hour_is_not_sent(browser, email):
    for _ in range(6):
        send(browser, email)

    assert len(mail.outbox) == 5


def test_telephone_is_not_confirmed_by_mail(browser, person):
    phone = ContactFactory(person=person, kind="mobile", value="+66812345678")

    assert send(browser, phone).status_code == 404


@pytest.fixture
def mobile(person):
    return ContactFactory(person=person, kind="mobile", value="+66812345678")


@pytest.fixture
def texts(settings):
    """Text messages are sent by a gateway that takes mail."""
    settings.SMS_TRANSPORT, settings.SMS_GATEWAY = "apps.mailings.backends.SmsByMail", "{number}@sms.example"


def test_code_of_a_text_message_confirms_the_number(browser, mobile, texts):
    assert send(browser, mobile).url == reverse("records:me_code", args=[mobile.pk])
    assert mail.outbox[-1].to == ["66812345678@sms.example"]
    code = re.match(r"\d{6}", mail.outbox[-1].body)[0]
    assert code not in mail.outbox[-1].subject

    enter(browser, mobile, code)

    mobile.refresh_from_db()
    assert (mobile.confirmed_at is not None, mobile.confirmed_by) == (True, "self")


def test_without_text_messages_the_page_says_who_confirms_a_number(browser, mobile, language):
    page = browser.get(reverse("records:me_contacts")).content.decode()

    assert reverse("records:me_send_code", args=[mobile.pk]) in page  # its form; no button shows it
    assert f'form="code-{mobile.pk}"' not in page
    assert send(browser, mobile).status_code == 404
    assert mail.outbox == []


def test_landline_is_never_sent_a_code(browser, person, texts):
    phone = ContactFactory(person=person, kind="phone", value="+6674282209")

    assert send(browser, phone).status_code == 404
