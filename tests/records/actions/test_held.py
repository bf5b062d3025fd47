import pytest
from django.urls import reverse

from apps.accounts.models import Notice
from apps.accounts.reports import tell_notices
from apps.records.actions import contacts, degrees, held, requests
from apps.records.models import Contact, Degree, HeldChange, Source
from tests.factories import DegreeFactory, PersonFactory, UserFactory

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


def test_accept_of_a_primary_contact_takes_the_place_of_the_one_before(staff):
    person = PersonFactory()
    said = {"person": person, "kind": "email", "source": Source.SELF}
    contacts.add(Contact(value="a@example.org", is_primary=True, **said), by=staff())
    new = contacts.add(Contact(value="b@example.org", **said), by=staff())
    contacts.change(new, {"is_primary": True}, source=Source.CHAPTER, by=staff())

    held.accept(HeldChange.objects.get(), by=staff())

    assert list(Contact.objects.filter(is_primary=True)) == [new]


def test_accept_of_another_year_settles_which_degree_is_the_first(staff):
    early = DegreeFactory(entry_year_be=2536, graduation_year_be=2540, source=Source.REGISTRAR)
    late = DegreeFactory(person=early.person, graduation_year_be=2548, is_first=False)
    degrees.change(early, {"graduation_year_be": 2550}, source=Source.SELF, by=staff())

    held.accept(HeldChange.objects.get(), by=staff())

    assert list(Degree.objects.filter(is_first=True)) == [late]


@pytest.mark.parametrize("is_accepted", [True, False])
def test_who_asked_for_a_correction_hears_what_became_of_it(staff, language, is_accepted):
    degree = DegreeFactory(person=PersonFactory(account=UserFactory()), source=Source.REGISTRAR)
    requests.correct_degree(degree, {"student_id": "4410111222"}, note="", by=degree.person.account)

    decide(HeldChange.objects.get(), is_accepted, by=staff())

    [told] = tell_notices(Notice.objects.filter(account=degree.person.account))
    assert told.said.url == reverse("records:me_history")
    assert str(Degree._meta.verbose_name) in told.said.text


def test_what_others_proposed_is_told_to_nobody(waiting, staff):
    held.accept(waiting, by=staff())

    assert Notice.objects.count() == 0


def decide(change, is_accepted, by):
    if is_accepted:
        held.accept(change, by=by)
    else:
        held.reject(change, by=by, reason="the register says so")
