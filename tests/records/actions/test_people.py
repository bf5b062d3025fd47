import pytest
from django.core.exceptions import ValidationError

from apps.core.lib.dates import PartialDate
from apps.core.models import AuditEntry
from apps.records.actions import people
from apps.records.models import Contact, Degree, Person, PersonName, Source
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.page import people_page
from tests.factories import InstitutionFactory, PersonFactory

pytestmark = pytest.mark.django_db

NATIONAL_ID = "1000000000017"


def suda():
    return PersonName(first_th="สุดา", last_th="ใจดี", source=Source.STAFF)


def test_add_enters_name_contact_and_study_in_one_go(staff):
    institution = InstitutionFactory(cohort_base_be=2513)
    study = Degree(institution=institution, level="bachelor", graduation_year_be=2548, student_id="4410001")
    contact = Contact(kind="email", value="suda@example.org")

    people.add(Person(), name=suda(), study=study, contacts=[contact], by=staff())

    assert [str(row) for row in people_page(PeopleFilters(text="4410001")).rows] == ["สุดา ใจดี"]


def test_add_of_a_person_whose_student_id_is_taken_writes_nothing_at_all(staff):
    institution = InstitutionFactory(cohort_base_be=2513)

    def study():
        return Degree(institution=institution, level="bachelor", graduation_year_be=2548, student_id="4410001")

    people.add(Person(), name=suda(), study=study(), by=staff())
    before = AuditEntry.objects.count()

    with pytest.raises(ValidationError):
        people.add(Person(), name=suda(), study=study(), by=staff())

    assert (Person.objects.count(), PersonName.objects.count(), AuditEntry.objects.count()) == (1, 1, before)


def test_change_of_the_birth_date_notes_who_said_so(staff):
    person = PersonFactory()

    people.change(person, {"birth_date": PartialDate(1980, 5)}, source=Source.SELF, by=staff())

    person.refresh_from_db()
    assert (str(person.birth_date), person.birth_date_source) == ("1980-05", "self")


def test_set_national_id_keeps_no_digits_in_clear(staff):
    person = PersonFactory()

    people.set_national_id(person, NATIONAL_ID, by=staff(), reason="gift receipt")

    stored = str(AuditEntry.objects.values_list("before", "after").get())
    assert (NATIONAL_ID in stored, NATIONAL_ID in person.national_id_hash) == (False, False)
    person.refresh_from_db()
    assert person.national_id == NATIONAL_ID


def test_set_national_id_of_somebody_else_is_refused(staff):
    people.set_national_id(PersonFactory(), NATIONAL_ID, by=staff(), reason="x")

    with pytest.raises(ValidationError):
        people.set_national_id(PersonFactory(), NATIONAL_ID, by=staff(), reason="x")


def test_open_sensitive_is_written_down_with_its_reason(staff):
    clerk = staff()
    person = PersonFactory()
    people.set_national_id(person, NATIONAL_ID, by=clerk, reason="x")

    opened = people.open_sensitive(person, "national_id", by=clerk, reason="tax receipt")

    entry = AuditEntry.objects.get(action="records.open_sensitive")
    assert (opened, entry.by, entry.reason, entry.after) == (
        NATIONAL_ID,
        clerk,
        "tax receipt",
        {"field": "national_id"},
    )
