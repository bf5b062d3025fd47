import pytest
from django.urls import reverse

from apps.records.models import Address
from tests.factories import AddressFactory

pytestmark = pytest.mark.django_db
HOME = {"kind": "current", "province": "90", "postcode": "๙๐๑๑๐", "country": "TH", "audience": "alumni"}


def test_address_is_added_and_the_old_one_retired(browser, person):
    old = AddressFactory(person=person)

    browser.post(reverse("records:me_add_address"), HOME)

    old.refresh_from_db()
    new = Address.objects.get(status="live")
    assert (new.postcode, new.audience, new.source, old.status) == ("90110", "alumni", "self", "retired")


@pytest.mark.parametrize("wrong", [{"postcode": "123"}, {"province": ""}, {"province": "99"}, {"country": ""}])
def test_what_does_not_fit_is_said(browser, person, wrong):
    response = browser.post(reverse("records:me_add_address"), HOME | {"road": "กาญจนวณิชย์"} | wrong)

    assert (response.status_code, Address.objects.count()) == (422, 0)
    assert "กาญจนวณิชย์" in response.content.decode()


def test_address_is_changed(browser, person):
    address = AddressFactory(person=person)

    browser.post(reverse("records:me_address", args=[address.pk]), HOME | {"version": address.version})

    address.refresh_from_db()
    assert (address.house_no, address.audience, address.source) == ("", "alumni", "self")


def test_address_is_retired(browser, person):
    address = AddressFactory(person=person, audience="everyone")

    browser.post(reverse("records:me_retire_address", args=[address.pk]), {"version": 1})

    address.refresh_from_db()
    assert (address.status, address.audience) == ("retired", "office")


@pytest.mark.parametrize("page", ["me_address", "me_retire_address"])
def test_address_of_somebody_else_is_not_there(browser, stranger, page):
    address = AddressFactory(person=stranger)

    assert browser.post(reverse(f"records:{page}", args=[address.pk]), HOME | {"version": 1}).status_code == 404
