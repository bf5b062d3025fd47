import pytest
from django.core.exceptions import ValidationError

from apps.records.actions import degrees
from apps.records.actions.facts import Outcome
from apps.records.models import Cohort, Degree, HeldChange, SearchRow, Source
from tests.factories import InstitutionFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def institution():
    return InstitutionFactory(cohort_base_be=2513)


def degree(person, institution, year, **fields):
    return Degree(
        person=person,
        institution=institution,
        level="bachelor",
        graduation_year_be=year,
        source=Source.STAFF,
        **fields,
    )


def test_add_puts_the_person_into_the_cohort_of_the_year(institution, staff):
    person = PersonFactory()

    added = degrees.add(degree(person, institution, 2548), by=staff())

    assert (added.cohort.number, added.is_first) == (35, True)
    assert SearchRow.objects.get(person=person, tier="office").cohort == added.cohort


def test_add_of_an_earlier_degree_makes_that_one_the_first(institution, staff):
    person = PersonFactory()
    degrees.add(degree(person, institution, 2548), by=staff())

    degrees.add(degree(person, institution, 2540), by=staff())

    assert list(person.degrees.filter(is_first=True).values_list("graduation_year_be", flat=True)) == [2540]
    assert SearchRow.objects.get(person=person, tier="office").cohort.number == 27


def test_add_of_an_honorary_degree_makes_nobody_a_graduate(institution, staff):
    person = PersonFactory()
    honorary = Degree(
        person=person, institution=institution, level="honorary", status="conferred", source=Source.STAFF
    )

    added = degrees.add(honorary, by=staff())

    assert added.is_first is False
    assert SearchRow.objects.get(person=person, tier="office").is_graduate is False


def test_add_refuses_a_student_id_that_somebody_has(institution, staff):
    degrees.add(degree(PersonFactory(), institution, 2548, student_id="4410001"), by=staff())

    with pytest.raises(ValidationError) as refused:
        degrees.add(degree(PersonFactory(), institution, 2547, student_id="4410001"), by=staff())

    assert "student id" in str(refused.value) or "รหัสนักศึกษา" in str(refused.value)


def test_change_of_the_year_moves_the_cohort(institution, staff):
    added = degrees.add(degree(PersonFactory(), institution, 2548), by=staff())

    degrees.change(added, {"graduation_year_be": 2547}, source=Source.STAFF, by=staff())

    assert added.cohort == Cohort.objects.get(number=34)


def test_change_against_the_registrar_waits_for_a_decision(institution, staff):
    added = degrees.add(degree(PersonFactory(), institution, 2548), by=staff())
    Degree.objects.filter(pk=added.pk).update(source=Source.REGISTRAR)
    added.refresh_from_db()

    outcome = degrees.change(added, {"graduation_year_be": 2547}, source=Source.SELF, by=staff())

    added.refresh_from_db()
    assert (outcome, added.graduation_year_be) == (Outcome.HELD, 2548)
    assert HeldChange.objects.get().values == {"graduation_year_be": 2547}
    assert not Cohort.objects.filter(number=34).exists()


def test_remove_of_the_first_degree_promotes_the_next(institution, staff):
    person = PersonFactory()
    first = degrees.add(degree(person, institution, 2540), by=staff())
    second = degrees.add(degree(person, institution, 2548), by=staff())

    degrees.remove(first, by=staff(), reason="belongs to a namesake")

    second.refresh_from_db()
    assert second.is_first is True


@pytest.mark.parametrize("values", [{"status": "left"}, {"level": "honorary"}])
def test_change_of_the_first_degree_into_none_by_study_promotes_the_next(institution, staff, values):
    person = PersonFactory()
    first = degrees.add(degree(person, institution, 2540), by=staff())
    second = degrees.add(degree(person, institution, 2548), by=staff())

    outcome = degrees.change(first, values, source=Source.STAFF, by=staff(), expected_version=first.version)

    second.refresh_from_db()
    assert (outcome, first.is_first, second.is_first) == (Outcome.SAVED, False, True)
