"""The same schema and code serve another university: one setting is all that differs."""

import re

import pytest
from django.conf import settings as real_settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from apps.accounts.models import User
from apps.records.demo.university import seed
from apps.records.models import Campus, Cohort, Degree, Faculty, Institution, PersonName
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.page import people_page


@pytest.fixture(scope="module")
def rmutsv(django_db_setup, django_db_blocker):
    """RMUTSV's portal, with PSU's reference data in the same tables."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(INSTITUTION="RMUTSV", DEMO=True):
        call_command("load_reference", institution="PSU", verbosity=0)
        call_command("load_reference", verbosity=0)
        seed(graduates=300)
        yield Institution.objects.served()
        transaction.set_rollback(True)


def test_both_universities_stand_side_by_side(rmutsv):
    assert real_settings.INSTITUTION == rmutsv.code == "RMUTSV"
    assert sorted(Institution.objects.values_list("code", flat=True)) == ["PSU", "RMUTSV"]
    assert {code: Faculty.objects.filter(institution__code=code).count() for code in ("PSU", "RMUTSV")} == {
        "PSU": 38,
        "RMUTSV": 15,
    }
    assert Campus.objects.filter(code="TRG").count() == 2


def test_classes_are_counted_from_its_own_base(rmutsv):
    pairs = set(Degree.objects.filter(is_first=True).values_list("cohort__number", "graduation_year_be"))

    assert {year - number for number, year in pairs} == {2547}
    assert Cohort.objects.filter(institution=rmutsv).order_by("number").first().graduation_year_be == 2548


def test_everybody_studied_there(rmutsv):
    degrees = Degree.objects.select_related("faculty", "campus")

    assert {degree.institution_id for degree in degrees} == {rmutsv.pk}
    assert {degree.faculty.institution_id for degree in degrees} == {rmutsv.pk}
    assert degrees.filter(is_first=True).count() == 300


def test_student_ids_follow_its_rule(rmutsv):
    rules = [re.compile(each["pattern"]) for each in rmutsv.student_id_patterns]

    assert all(any(rule.match(degree.student_id) for rule in rules) for degree in Degree.objects.all())


def test_search_finds_its_people(rmutsv):
    name = PersonName.objects.filter(is_current=True).exclude(last_th="").order_by("pk")[40]

    found = people_page(PeopleFilters(text=f"{name.first_th} {name.last_th}"))

    assert name.person_id in {line.id for line in found.rows}
    assert people_page(PeopleFilters(status="graduate")).total == 300


def test_limited_staff_see_their_campus(rmutsv):
    user = User.objects.get(email="records.campus@office.example")

    assert [scope.campus.institution_id for scope in user.campus_scopes.all()] == [rmutsv.pk]
