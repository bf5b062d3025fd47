import pytest
from django.core.exceptions import ValidationError

from apps.records.actions import contacts
from apps.records.actions.facts import Outcome
from apps.records.models import Address, Contact, HeldChange, SearchRow, Source
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.page import people_page
from tests.factories import CountryFactory, PersonFactory

pytestmark = pytest.mark.django_db


def email(person, value="suda@example.org", **fields):
    return Contact(person=person, kind="email", value=value, source=fields.pop("source", Source.STAFF), **fields)


def test_add_makes_the_person_reachable_and_findable(staff):
    person = PersonFactory()

    contacts.add(email(person), by=staff())

    assert SearchRow.objects.get(person=person, tier="office").is_reachable is True
    assert people_page(PeopleFilters(text="suda@example.org")).total == 1


def test_add_of_a_first_contact_takes_the_place_of_the_other(staff):
    person = PersonFactory()
    old = contacts.add(email(person, is_primary=True), by=staff())

    contacts.add(email(person, "new@example.org", is_primary=True), by=staff())

    old.refresh_from_db()
    assert old.is_primary is False


def test_add_of_the_same_contact_twice_is_refused(staff):
    person = PersonFactory()
    contacts.add(email(person), by=staff())

    with pytest.raises(ValidationError):
        contacts.add(email(person), by=staff())


def test_change_by_staff_of_what_the_person_said_waits(staff):
    person = PersonFactory()
    said = contacts.add(email(person, source=Source.SELF), by=staff())

    outcome = contacts.change(said, {"value": "other@example.org"}, source=Source.STAFF, by=staff())

    said.refresh_from_db()
    assert (outcome, said.value, HeldChange.objects.count()) == (Outcome.HELD, "suda@example.org", 1)


def test_change_that_is_held_leaves_the_first_contact_first(staff):
    person = PersonFactory()
    first = contacts.add(email(person, is_primary=True), by=staff())
    said = contacts.add(email(person, "said@example.org", source=Source.SELF), by=staff())

    contacts.change(said, {"is_primary": True}, source=Source.CHAPTER, by=staff())

    first.refresh_from_db()
    assert first.is_primary is True


def test_set_status_by_a_bounce_keeps_the_address_and_its_source(staff):
    person = PersonFactory()
    said = contacts.add(email(person, source=Source.SELF, is_primary=True), by=staff())

    contacts.set_status(said, Contact.Status.BOUNCED, source=Source.BOUNCE, by=None)

    said.refresh_from_db()
    assert (said.value, said.source, said.status, said.is_primary) == ("suda@example.org", "self", "bounced", False)
    assert SearchRow.objects.get(person=person, tier="office").is_reachable is False


def test_add_address_retires_the_one_in_use(staff):
    person = PersonFactory()
    thailand = CountryFactory()
    old = contacts.add_address(Address(person=person, country=thailand, house_no="1"), by=staff())

    contacts.add_address(Address(person=person, country=thailand, house_no="2"), by=staff())

    old.refresh_from_db()
    assert old.status == Address.Status.RETIRED
