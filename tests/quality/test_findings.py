"""What looks wrong is found, what is right is not, and the office's list shows just those people."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from apps.core.lib.dates import PartialDate
from apps.core.registries import findings
from apps.records.actions import search
from apps.records.models import ContactLogEntry, Death, Degree, Person, PersonName
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.page import people_page
from tests.factories import (
    AddressFactory,
    ContactFactory,
    CountryFactory,
    DegreeFactory,
    EmploymentFactory,
    FacultyFactory,
    GraduateFactory,
    InstitutionFactory,
    PersonFactory,
    ProvinceFactory,
    StaffFactory,
    UserFactory,
)
from tests.factories.records import PersonNameFactory

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=3000)


@pytest.fixture(autouse=True)
def university(settings):
    settings.STALE_AFTER_YEARS = 5
    institution = InstitutionFactory()
    institution.student_id_patterns = [{"pattern": "^[0-9]{7}$"}, {"pattern": "^[0-9]{10}$"}]
    institution.save()


def sound():
    """A graduate with nothing wrong."""
    born = {"birth_date": "1982-05-14", "birth_date_source": "registrar", "gender": "f"}
    person = GraduateFactory(degree__faculty=FacultyFactory(founded_be=2510), **born)
    ContactFactory(person=person)
    AddressFactory(person=person)
    EmploymentFactory(person=person)
    return person


def stale(person):
    person.contacts.update(recorded_at=timezone.now() - LONG_AGO)
    person.addresses.update(
        recorded_at=timezone.now() - LONG_AGO, confirmed_at=timezone.now() - LONG_AGO, confirmed_by="self"
    )


def bounced(person):
    person.contacts.update(status="bounced")


def lost_with_account(person):
    person.contacts.update(status="wrong")
    person.addresses.update(status="returned")
    Person.objects.filter(pk=person.pk).update(account=UserFactory())


def incomplete_degree(person):
    person.degrees.update(campus=None)


def no_first_degree(person):
    person.degrees.update(is_first=False)


def second_before_first(person):
    DegreeFactory(person=person, is_first=False, graduation_year_be=2540, entry_year_be=None, student_id="")


def years_of_study(person):
    person.degrees.update(entry_year_be=2530, student_id="3000000")
    Person.objects.filter(pk=person.pk).update(birth_date=None, birth_date_source="")


def conferred_day(person):
    person.degrees.update(conferred_on=date(2000, 9, 15))


def before_faculty(person):
    person.degrees.get().faculty.__class__.objects.update(founded_be=2550)


def student_id(person):
    person.degrees.update(student_id="B1234567")


def student_id_of_another_year(person):
    person.degrees.update(student_id="5512345")


def age_at_entry(person):
    Person.objects.filter(pk=person.pk).update(birth_date=PartialDate(1995))


def unlikely_future(person):
    Person.objects.filter(pk=person.pk).update(birth_date=PartialDate(timezone.localdate().year + 1))
    person.degrees.update(entry_year_be=None)


def name_incomplete(person):
    PersonName.objects.filter(person=person).update(last_th="", last_en="")


def wrong_script(person):
    PersonName.objects.filter(person=person).update(first_en="อารี")


def gender_and_title(person):
    PersonName.objects.filter(person=person).update(title_th="นาย")


def dead_in_use(person):
    clerk = StaffFactory(role="records")
    ContactLogEntry.objects.create(
        person=person,
        at=timezone.now(),
        channel="phone",
        summary="x",
        by=clerk,
        follow_up_on=timezone.localdate(),
        follow_up_by=clerk,
    )
    person_death(person)


def person_death(person):
    now = timezone.now()
    Death.objects.create(
        person=person,
        first_source="family",
        first_evidence="x",
        first_at=now,
        second_source="news",
        second_evidence="y",
        confirmed_at=now,
    )


def two_posts(person):
    EmploymentFactory(person=person)


def shared_email(person):
    ContactFactory(person=sound(), value=person.contacts.get().value)


def postcode(person):
    person.addresses.update(postcode="10110")


SLIPS = {
    **{slip.__name__: slip for slip in (stale, bounced, lost_with_account, incomplete_degree, no_first_degree)},
    **{slip.__name__: slip for slip in (second_before_first, years_of_study, conferred_day, before_faculty)},
    **{slip.__name__: slip for slip in (student_id, age_at_entry, unlikely_future, name_incomplete, wrong_script)},
    **{slip.__name__: slip for slip in (gender_and_title, dead_in_use, two_posts, shared_email, postcode)},
}


def found(key):
    return {person_id for (person_id,) in findings[key].people()}


def test_every_finding_has_its_slip():
    assert sorted(key for key, _finding in findings) == sorted(SLIPS)


def test_nothing_is_found_where_nothing_is_wrong():
    person = sound()
    PersonNameFactory(person=person, is_current=False, first_th="Old", title_th="นาย")
    search.refresh([person.pk])

    assert {key: found(key) for key, _finding in findings if found(key)} == {}


@pytest.mark.parametrize("key", SLIPS)
def test_slip_is_found_and_leads_to_the_person(key):
    person, other = sound(), sound()
    SLIPS[key](person)
    search.refresh(Person.objects.values_list("pk", flat=True))

    assert person.pk in found(key)
    assert key == "before_faculty" or other.pk not in found(key)
    page = people_page(PeopleFilters(finding=key))
    assert {line.id for line in page.rows} == found(key)
    assert page.total == len(found(key))


def test_student_id_tells_another_year_of_entry():
    person = sound()
    student_id_of_another_year(person)

    assert found("student_id") == {person.pk}


def test_postcodes_abroad_are_none_of_ours():
    person = sound()
    person.addresses.update(country=CountryFactory(code="JP"), province=None, postcode="100-0001")
    Degree.objects.filter(person=person).update(conferred_on=date(2006, 9, 15))
    ProvinceFactory()

    assert found("postcode") == set()


def test_blank_is_never_shared():
    one, other = PersonFactory(), PersonFactory()
    PersonName.objects.update(last_th="")
    for person in (one, other):
        ContactFactory(person=person, value="family@example.org")

    assert found("shared_email") == set()
