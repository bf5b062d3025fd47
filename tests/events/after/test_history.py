"""Where somebody was: on their own page, and on the office's page of them."""

import pytest
from django.urls import reverse

from tests.factories import StaffFactory

pytestmark = pytest.mark.django_db


def test_own_page_offers_the_certificate(over, browser_of):
    page = browser_of(over.came.person).get(reverse("home:me")).content.decode()

    assert reverse("events:my_certificate", args=[over.event.slug]) in page
    assert reverse("events:my_feedback", args=[over.event.slug]) in page


def test_whoever_did_not_come_has_no_certificate(over, browser_of):
    page = browser_of(over.missed.person).get(reverse("events:my_visits")).content.decode()

    assert over.event.title_th in page
    assert reverse("events:my_certificate", args=[over.event.slug]) not in page


def test_office_sees_it_on_the_page_of_the_person(over, client):
    client.force_login(StaffFactory(role="records"), backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(reverse("office:person", args=[over.came.person.public_id])).content.decode()

    assert over.event.title_th in page
