import pytest

from apps.core.actions import rows
from apps.core.models import AuditEntry
from apps.records.actions import contacts, facts, own
from apps.records.actions.facts import Outcome
from apps.records.actions.own import Edit
from apps.records.models import Contact, Degree, SearchRow, Source
from tests.factories import ContactFactory, EmploymentFactory, GraduateFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return GraduateFactory(account=UserFactory())


def test_what_i_say_of_myself_is_my_word(person):
    contact = ContactFactory(person=person, source=Source.STAFF)

    outcome = own.change(contact, {"value": "new@example.org"}, by=person.account, expected_version=1)

    assert (outcome, contact.source) == (Outcome.SAVED, "self")


def test_audience_alone_is_nobody_s_word(person):
    contact = ContactFactory(person=person, source=Source.STAFF)

    outcome = own.change(contact, {"audience": "everyone"}, by=person.account, expected_version=1)

    assert (outcome, contact.source, contact.audience) == (Outcome.SAVED, "staff", "everyone")
    assert AuditEntry.objects.latest("pk").action == "records.set_audience"


def test_audience_and_value_together_are_one_step(person):
    contact = ContactFactory(person=person)

    own.change(contact, {"value": "b@example.org", "audience": "alumni"}, by=person.account, expected_version=1)

    assert (contact.value, contact.audience, contact.version) == ("b@example.org", "alumni", 3)


def test_nothing_different_changes_nothing(person):
    contact = ContactFactory(person=person)

    outcome = own.change(
        contact, {"value": contact.value, "audience": contact.audience}, by=person.account, expected_version=1
    )

    assert (outcome, contact.version) == (Outcome.UNCHANGED, 1)


def test_one_stale_fact_of_many_leaves_all_as_they_were(person):
    first, second = ContactFactory(person=person), ContactFactory(person=person)
    edits = [Edit(first, {"value": "x@example.org"}, 1), Edit(second, {"value": "y@example.org"}, 9)]

    with pytest.raises(rows.Stale):
        own.change_many(edits, by=person.account)

    assert not Contact.objects.filter(value="x@example.org").exists()


def test_office_that_changes_the_value_takes_the_confirmation_away(person, staff):
    contact = ContactFactory(person=person, source=Source.STAFF)
    facts.confirm(contact, source=Source.SELF, by=staff())

    contacts.change(contact, {"value": "b@example.org"}, source=Source.STAFF, by=staff())

    assert (contact.confirmed_at, contact.confirmed_by) == (None, "")


def test_audience_reaches_the_search_rows(person):
    post = EmploymentFactory(person=person, audience="office", employer="โรงพยาบาลศรีตรัง")
    before = SearchRow.objects.filter(person=person, tier="alumni", text__contains="ศรีตรัง").exists()

    own.set_audiences(person, [Edit(post, {"audience": "alumni"}, 1)], by=person.account)

    after = SearchRow.objects.filter(person=person, tier="alumni", text__contains="ศรีตรัง").exists()
    assert (before, after) == (False, True)


def test_audience_of_the_registrar_s_degree_is_the_graduate_s(person):
    Degree.objects.update(source=Source.REGISTRAR)
    degree = Degree.objects.get()

    assert facts.set_audience(degree, "office", by=person.account) is True
    assert Degree.objects.get().source == "registrar"
