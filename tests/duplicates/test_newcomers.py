import pytest

from apps.duplicates.querysets.descriptions import Called, Description
from apps.duplicates.querysets.newcomers import probably_same
from apps.records.models import Contact
from tests.duplicates.test_scan import person
from tests.factories import ContactFactory

pytestmark = pytest.mark.django_db
NEWCOMER = Description(key=7, names=(Called("สุดารัตน์", "แก้วมณีวงศ์"),), birth="1979-03-08")


def test_newcomers_meet_the_registry(django_assert_max_num_queries):
    there = person()
    newcomers = [NEWCOMER, NEWCOMER._replace(key=8, names=(Called("อนันต์", "ทองสุขใส"),))]

    with django_assert_max_num_queries(8):
        found = list(probably_same(newcomers))

    assert [(each.newcomer, each.person_id, each.grade) for each in found] == [(7, there.pk, "certain")]
    assert "name_same" in found[0].reasons


def test_an_empty_registry_is_not_read(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert list(probably_same([NEWCOMER])) == []


def test_a_wrong_number_is_nobodys():
    there = person(born="")
    ContactFactory(person=there, value="x@example.org", status=Contact.Status.WRONG)

    found = list(probably_same([NEWCOMER._replace(contacts=("x@example.org",))]))

    assert "email_same" not in found[0].reasons
