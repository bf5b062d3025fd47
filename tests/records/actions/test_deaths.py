import pytest
from django.core.exceptions import ValidationError

from apps.records.actions import deaths
from apps.records.models import Death, SearchRow, Source
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def report(person, source, by):
    return deaths.report(person, source=source, evidence="told on the telephone", by=by)


def test_report_by_one_source_changes_nothing_for_the_person(staff):
    person = PersonFactory()

    death = report(person, Source.FAMILY, staff())

    assert death.is_confirmed is False
    assert SearchRow.objects.filter(person=person, is_deceased=True).exists() is False


def test_report_by_a_second_source_confirms(staff):
    person = PersonFactory()
    report(person, Source.FAMILY, staff())

    report(person, Source.NEWS, staff())

    assert Death.objects.get(person=person).is_confirmed is True
    assert SearchRow.objects.get(person=person, tier="office").is_deceased is True


def test_report_twice_by_the_same_source_is_refused(staff):
    person = PersonFactory()
    report(person, Source.FAMILY, staff())

    with pytest.raises(ValidationError):
        report(person, Source.FAMILY, staff())

    assert Death.objects.get(person=person).is_confirmed is False


def test_report_of_a_confirmed_death_is_refused(staff):
    person = PersonFactory()
    report(person, Source.FAMILY, staff())
    report(person, Source.NEWS, staff())

    with pytest.raises(ValidationError):
        report(person, Source.REGISTRAR, staff())


def test_withdraw_brings_the_person_back(staff):
    person = PersonFactory()
    report(person, Source.FAMILY, staff())
    death = report(person, Source.NEWS, staff())

    deaths.withdraw(death, by=staff(), reason="a namesake")

    assert SearchRow.objects.get(person=person, tier="office").is_deceased is False
