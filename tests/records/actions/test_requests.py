import pytest

from apps.core.actions import rows
from apps.core.lib.dates import PartialDate
from apps.records.actions import held, requests
from apps.records.actions.facts import Outcome
from apps.records.actions.held import AlreadyDecided
from apps.records.models import HeldChange, Person
from tests.factories import GraduateFactory, UserFactory

pytestmark = pytest.mark.django_db
BORN = PartialDate(1987, 12, 6)


@pytest.fixture
def person():
    return GraduateFactory(account=UserFactory(), birth_date="1987-12-05", birth_date_source="registrar")


def ask(person, day=BORN):
    return requests.correct_birth_date(person, day, note="card", by=person.account, expected_version=person.version)


def test_accepted_birth_date_is_the_person_s_word(person, staff):
    assert ask(person) is Outcome.HELD

    held.accept(HeldChange.objects.get(), by=staff())

    kept = Person.objects.get(pk=person.pk)
    assert (kept.birth_date, kept.birth_date_source) == (BORN, "self")


def test_what_is_recorded_already_is_not_asked_for(person):
    assert ask(person, PartialDate(1987, 12, 5)) is Outcome.UNCHANGED
    assert HeldChange.objects.count() == 0


def test_new_request_takes_the_place_of_the_old(person):
    ask(person)
    ask(person, PartialDate(1987, 12, 7))

    assert list(HeldChange.objects.order_by("pk").values_list("state", flat=True)) == ["withdrawn", "open"]


def test_request_about_a_stale_record_is_refused(person):
    with pytest.raises(rows.Stale):
        requests.correct_birth_date(person, BORN, note="", by=person.account, expected_version=5)


def test_withdrawn_request_cannot_be_accepted(person, staff):
    ask(person)
    asked = HeldChange.objects.get()
    requests.withdraw(asked, by=person.account)

    with pytest.raises(AlreadyDecided):
        held.accept(HeldChange.objects.get(), by=staff())

    assert str(Person.objects.get(pk=person.pk).birth_date) == "1987-12-05"
