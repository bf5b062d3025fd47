"""Who sees whom in the registry, and what lists and exports read with people."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from apps.records.actions import search
from apps.records.models import FacultyName, Graduate, Person
from apps.records.querysets import readers
from apps.records.querysets.dated_names import validate_no_overlap
from apps.records.querysets.people import campuses_of
from tests.factories import (
    AddressFactory,
    CampusFactory,
    ContactFactory,
    DegreeFactory,
    FacultyFactory,
    FacultyNameFactory,
    GraduateFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PARTS = ("person", "cohort", "faculty")


def seen_by(viewer):
    return set(Person.objects.visible_to(viewer).values_list("pk", flat=True))


def test_staff_of_the_records_see_everybody(staff):
    everybody = {GraduateFactory().pk, PersonFactory().pk}

    assert seen_by(staff("records")) == everybody


def test_nobody_else_sees_anybody(staff):
    PersonFactory()

    assert [seen_by(viewer) for viewer in (AnonymousUser(), UserFactory(), staff())] == [set(), set(), set()]


def test_staff_who_left_see_nobody(staff):
    PersonFactory()

    assert seen_by(staff("records", is_active=False)) == set()


def test_staff_of_a_campus_see_those_who_studied_there(staff):
    here, there = FacultyFactory(), FacultyFactory()
    first, second = GraduateFactory(degree__faculty=here), GraduateFactory(degree__faculty=there)
    DegreeFactory(person=second, faculty=here, is_first=False)
    GraduateFactory(degree__faculty=there)
    PersonFactory()
    viewer = staff("records", campus=here.campus)

    assert seen_by(viewer) == {first.pk, second.pk}
    assert (campuses_of(viewer), campuses_of(staff("records"))) == ((here.campus_id,), None)


def test_graduates_are_those_with_a_first_degree():
    graduate = GraduateFactory()
    DegreeFactory(status="studying", graduation_year_be=None, cohort=None, is_first=False)
    DegreeFactory(level="honorary", cohort=None, is_first=False)

    assert set(Graduate.objects.values_list("pk", flat=True)) == {graduate.pk}


@pytest.mark.parametrize("people", [1, 30])
def test_with_display_takes_three_statements(people, django_assert_num_queries):
    for _ in range(people):
        GraduateFactory()

    with django_assert_num_queries(3):
        lines = [
            (person.current_names[0].full, person.first_degrees[0].faculty.name, person.first_degrees[0].cohort.number)
            for person in Person.objects.with_display()
        ]

    assert len(lines) == people


@pytest.mark.parametrize("people", [1, 30])
def test_for_export_takes_seven_statements(people, django_assert_num_queries):
    for _ in range(people):
        person = GraduateFactory()
        ContactFactory(person=person)
        AddressFactory(person=person)

    with django_assert_num_queries(7):
        cells = [
            (name.full, degree.faculty.name, degree.campus.name, contact.value, address.province.name)
            for person in Person.objects.for_export().iterator(chunk_size=100)
            for name in person.current_names
            for degree in person.all_degrees
            for contact in person.live_contacts
            for address in person.live_addresses
            if not person.wishes and not person.current_posts
        ]

    assert len(cells) == people


def test_in_thai_order_goes_by_the_stored_key_and_loses_nobody():
    people = [PersonFactory(name__first_th=first) for first in ("ไก่", "ขวัญ", "เก่ง")]
    search.refresh(person.pk for person in people)
    chicken, spirit, clever = (person.pk for person in people)

    in_order = list(Person.objects.in_thai_order().values_list("pk", flat=True))
    without_row = PersonFactory().pk

    assert in_order == [clever, chicken, spirit]
    assert without_row in Person.objects.in_thai_order().values_list("pk", flat=True)


def name_between(start, end):
    """A further name of a faculty that was called คณะเดิม from 2001 to 2010."""
    faculty = FacultyFactory(named=None)
    FacultyNameFactory(faculty=faculty, name_th="คณะเดิม", valid_from=date(2001, 1, 1), valid_to=date(2010, 12, 31))
    return FacultyName(faculty=faculty, valid_from=start and date(start, 1, 1), valid_to=end and date(end, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "field"), [(2000, None, "valid_from"), (None, 2004, "valid_to"), (None, None, "valid_to")]
)
def test_overlapping_name_is_refused_at_the_field(start, end, field):
    with pytest.raises(ValidationError) as refusal:
        validate_no_overlap(name_between(start, end))

    assert refusal.value.message_dict == {field: ["ช่วงนั้นใช้ชื่อ “คณะเดิม”"]}


@pytest.mark.parametrize(("start", "end"), [(2011, None), (None, 2000)])
def test_name_beside_another_is_fine(start, end):
    validate_no_overlap(name_between(start, end))


def test_a_campus_name_is_held_against_others_of_its_campus():
    campus = CampusFactory()

    validate_no_overlap(campus.names.get())
    with pytest.raises(ValidationError):
        validate_no_overlap(type(campus.names.get())(campus=campus))


def test_readers_own_record_is_read_as_it_is():
    """As much of it as pages tell of their reader, each column where it belongs."""
    person = GraduateFactory(account=UserFactory())
    degree = person.degrees.select_related("faculty", "cohort", "person").get()

    found = readers.first_degree_of(person.account_id)

    for row, read in ((degree, found), *((getattr(degree, name), getattr(found, name)) for name in PARTS)):
        told = {name: value for name, value in read.__dict__.items() if not name.startswith("_")}
        assert {name: getattr(row, name) for name in told if name not in PARTS} == {
            name: value for name, value in told.items() if name not in PARTS
        }
