from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(hours=8).total_seconds()


def age_after_a_visit(client):
    client.get(reverse("accounts:overview"))
    return client.session.get_expiry_age()


def test_staff_stay_signed_in_for_a_working_day(client_for):
    assert 0 < age_after_a_visit(client_for(StaffFactory())) <= DAY


def test_working_on_does_not_prolong_it(client_for, time_machine):
    time_machine.move_to("2026-11-21 09:00+07:00")
    client = client_for(StaffFactory())
    client.get(reverse("accounts:overview"))

    time_machine.shift(7 * 3600)
    assert client.get(reverse("accounts:overview")).status_code == 200
    time_machine.shift(2 * 3600)
    assert client.get(reverse("accounts:overview")).status_code == 302


def test_alumni_stay_signed_in_for_two_weeks(client_for):
    assert age_after_a_visit(client_for(UserFactory())) == timedelta(days=14).total_seconds()
