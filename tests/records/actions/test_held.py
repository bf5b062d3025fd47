import pytest

from apps.records.actions import contacts, held
from apps.records.models import Contact, HeldChange, Source
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(staff):
    person = PersonFactory()
    said = contacts.add(Contact(person=person, kind="email", value="a@example.org", source=Source.SELF), by=staff())
    contacts.change(said, {"value": "b@example.org"}, source=Source.CHAPTER, by=staff())
    return HeldChange.objects.get()


def test_accept_writes_the_value_with_its_source(waiting, staff):
    held.accept(waiting, by=staff())

    contact = Contact.objects.get()
    assert (contact.value, contact.source, waiting.state) == ("b@example.org", "chapter", "accepted")


def test_reject_leaves_the_fact_as_it_is(waiting, staff):
    held.reject(waiting, by=staff(), reason="the person said otherwise on the telephone")

    assert (Contact.objects.get().value, waiting.state) == ("a@example.org", "rejected")


def test_accept_after_a_colleague_decided_is_refused(waiting, staff):
    same = HeldChange.objects.get()
    held.reject(waiting, by=staff(), reason="no")

    with pytest.raises(held.AlreadyDecided):
        held.accept(same, by=staff())

    assert Contact.objects.get().value == "a@example.org"


def test_accept_for_a_fact_that_is_gone_is_refused_and_stays_open(waiting, staff):
    contacts.remove(Contact.objects.get(), by=staff(), reason="never hers")

    with pytest.raises(held.FactIsGone):
        held.accept(waiting, by=staff())

    assert HeldChange.objects.get().state == "open"
