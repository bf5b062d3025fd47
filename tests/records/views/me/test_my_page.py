import pytest
from django.urls import reverse

from apps.core import registries
from apps.core.registries import Panel
from apps.records.models import HeldChange, PersonName, Profile
from tests.factories import AddressFactory, ContactFactory, EmploymentFactory

pytestmark = pytest.mark.django_db


def summary(browser):
    return browser.get(reverse("home:me")).context["summary"]


def test_empty_record_asks_for_the_most_useful_first(browser):
    found = summary(browser)

    assert (found.percent, found.next_step.page, found.next_step.minutes) == (0, "me_contacts", 1)


def test_steps_are_counted_as_they_are_done(browser, person):
    EmploymentFactory(person=person)
    AddressFactory(person=person)
    ContactFactory(person=person, kind="line", value="oat")
    Profile.objects.create(person=person, about="x", photo="photos/x")
    PersonName.objects.update(nickname="ดา")

    found = summary(browser)
    assert (found.percent, found.next_step.page) == (70, "me_contacts")


def test_greets_by_nickname(browser, language):
    PersonName.objects.update(nickname="ดา")

    assert "ดา" in browser.get(reverse("home:me")).content.decode()


def test_tells_what_waits(browser, person):
    contact = ContactFactory(person=person)
    HeldChange.objects.create(
        person=person, table="records.contact", key=str(contact.pk), values={}, source="chapter", reason="."
    )

    assert [held.source for held in browser.get(reverse("home:me")).context["waiting"]] == ["chapter"]


def test_shows_what_other_apps_add(browser, monkeypatch):
    panels = registries.Registry("my page")
    panels.add("there", lambda request: Panel("emails/base.txt", {}))
    panels.add("nothing", lambda request: None)
    monkeypatch.setattr(registries, "me_panels", panels)

    assert len(browser.get(reverse("home:me")).context["panels"]) == 1


def test_costs_the_same_however_much_is_known(browser, person, django_assert_max_num_queries):
    for number in range(3):
        ContactFactory(person=person, value=f"a{number}@example.org")
        EmploymentFactory(person=person)
    browser.get(reverse("home:me"))

    with django_assert_max_num_queries(22):
        browser.get(reverse("home:me"))
