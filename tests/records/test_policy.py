"""Whose eyes somebody has for somebody else."""

import pytest

from apps.core import registries
from apps.records import policy
from apps.records.models import Contact
from apps.records.policy import ALUMNUS, FELLOW, OWNER, PREVIEWS, STRANGER, reader_of
from tests.factories import (
    ContactFactory,
    DegreeFactory,
    FacultyFactory,
    GraduateFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def graduate(year=2548, faculty=None, **fields):
    faculty = faculty or FacultyFactory()
    return GraduateFactory(
        degree__faculty=faculty, degree__graduation_year_be=year, degree__entry_year_be=year - 4, **fields
    )


def test_owner_has_the_owners_eyes_whoever_they_are():
    person = PersonFactory()

    assert reader_of(person, person, is_alumnus=False) == OWNER


def test_nobody_and_who_is_no_alumnus_are_strangers():
    person, student = graduate(), PersonFactory()
    DegreeFactory(person=student, status="studying", is_first=False, cohort=None, graduation_year_be=None)

    assert reader_of(None, person, is_alumnus=False) == STRANGER
    assert reader_of(student, person, is_alumnus=False) == STRANGER


def test_alumni_of_another_year_and_faculty_are_no_fellows():
    assert reader_of(graduate(2548), graduate(2550), is_alumnus=True) == ALUMNUS


def test_who_graduated_in_the_same_class_is_a_fellow():
    assert reader_of(graduate(2548), graduate(2548), is_alumnus=True) == FELLOW


def test_who_has_a_degree_of_the_same_faculty_is_a_fellow():
    faculty = FacultyFactory()
    viewer = graduate(2540)
    DegreeFactory(person=viewer, faculty=faculty, level="master", is_first=False, graduation_year_be=2549)

    assert reader_of(viewer, graduate(2530, faculty), is_alumnus=True) == FELLOW


def test_who_left_a_faculty_without_a_degree_is_no_fellow_of_it():
    faculty = FacultyFactory()
    viewer = graduate(2540)
    DegreeFactory(person=viewer, faculty=faculty, status="left", is_first=False, graduation_year_be=None, cohort=None)

    assert reader_of(viewer, graduate(2530, faculty), is_alumnus=True) == ALUMNUS


def test_staff_see_no_more_of_a_profile_than_anybody_else():
    person, clerk = graduate(), StaffFactory(role="administrator")

    assert reader_of(policy.person_of(clerk), person, is_alumnus=policy.is_alumnus(clerk)) == STRANGER


def test_fellows_are_found_with_one_query_for_each_kind_of_fellowship(django_assert_num_queries):
    viewer, others = graduate(2548), [graduate(2548), graduate(2550)]

    with django_assert_num_queries(len(list(registries.fellowships))):
        assert policy.fellows_among(viewer, [person.pk for person in others]) == {others[0].pk}


def test_alumni_are_accounts_with_a_graduates_record():
    alumnus, student = GraduateFactory(account=UserFactory()), PersonFactory(account=UserFactory())

    assert [policy.is_alumnus(person.account) for person in (alumnus, student)] == [True, False]
    assert policy.is_alumnus(UserFactory()) is False


def test_who_is_no_alumnus_searches_what_is_open_to_everyone():
    assert [policy.tier_of(is_alumnus=each) for each in (True, False)] == ["alumni", "everyone"]


def test_each_reader_sees_what_the_one_before_sees_and_more():
    readers = [STRANGER, ALUMNUS, FELLOW, OWNER]

    assert [sorted(reader.audiences) for reader in readers] == [
        ["everyone"],
        ["alumni", "everyone"],
        ["alumni", "everyone", "fellows"],
        ["alumni", "everyone", "fellows", "office"],
    ]
    assert set(PREVIEWS.values()) == {STRANGER, ALUMNUS, FELLOW}


def test_open_to_chooses_the_facts_that_a_reader_may_see():
    person = PersonFactory()
    for audience in ("office", "fellows", "alumni", "everyone"):
        ContactFactory(person=person, audience=audience, label=audience)

    found = Contact.objects.filter(policy.open_to(ALUMNUS)).order_by("label")

    assert [contact.label for contact in found] == ["alumni", "everyone"]
