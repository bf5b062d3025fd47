"""Every page of one's own record opens, in both languages, for whoever has a record and for nobody else."""

import pytest
from django.urls import reverse

from tests.factories import PersonFactory, UserFactory

OWN = """profile birth_date names new_name former_name spelling education work add_post contacts add_address offers
photo preview visibility history"""
PAGES = ["home:me", *(f"records:me_{name}" for name in OWN.split())]


@pytest.mark.parametrize("page", PAGES)
def test_page_opens(page, browser, language):
    assert browser.get(reverse(page)).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_who_has_no_record_is_led_to_claim_one(page, client_for, db):
    response = client_for(UserFactory()).get(reverse(page))

    assert (response.status_code, response.url) == (302, reverse("records:claim"))


@pytest.mark.parametrize("page", PAGES)
def test_student_keeps_a_record_too(page, client_for, place):
    student = PersonFactory(account=UserFactory())

    assert client_for(student.account).get(reverse(page)).status_code == 200
