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
