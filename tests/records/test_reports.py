"""Figures for the dashboard, and the university's name on every page."""

import pytest
from django.test import RequestFactory

from apps.records import reports
from apps.records.actions import search
from apps.records.models import Person, SearchRow
from apps.records.querysets import counts
from tests.factories import (
    AddressFactory,
    DegreeFactory,
    FacultyFactory,
    GraduateFactory,
    InstitutionFactory,
    PersonFactory,
    ProvinceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry():
    """Three graduates of two classes: one reached, one lost, one dead; and somebody who is none."""
    reached = GraduateFactory(account=UserFactory())
    AddressFactory(person=reached)
    DegreeFactory(person=reached, level="master", is_first=False)
    GraduateFactory(degree__graduation_year_be=2547)
    dead = GraduateFactory()
    PersonFactory()
    search.refresh(Person.objects.values_list("pk", flat=True))
    SearchRow.objects.filter(person_id=dead.pk).update(is_deceased=True)
    counts.forget()
    return reached


def test_key_figures_count_people_once_and_degrees_all(registry):
    figures = reports.key_figures()

    assert figures == reports.KeyFigures(graduates=3, reachable=1, lost=1, deceased=1, degrees=4, with_account=1)
    assert figures.reachable_percent == 50


def test_key_figures_of_an_empty_registry_are_nought():
    figures = reports.key_figures()

    assert (figures.graduates, figures.reachable_percent) == (0, 0)


def test_by_cohort_tells_reached_lost_and_dead(registry):
    assert reports.by_cohort() == [
        reports.CohortFigures(34, 2547, reachable=0, lost=1, deceased=0),
        reports.CohortFigures(35, 2548, reachable=1, lost=0, deceased=1),
    ]
    assert [cohort.total for cohort in reports.by_cohort()] == [1, 2]


def test_by_province_names_those_without_anybody_too(registry):
    ProvinceFactory(code="10", name_th="กรุงเทพมหานคร", name_en="Bangkok")

    assert [(each.code, each.name, each.people) for each in reports.by_province()] == [
        ("10", "กรุงเทพมหานคร", 0),
        ("90", "สงขลา", 1),
    ]


def test_figures_of_a_campus_leave_out_the_others(registry):
    campus = registry.degrees.get(is_first=True).campus_id

    assert reports.key_figures([campus]).graduates == 1
    assert [cohort.total for cohort in reports.by_cohort([campus])] == [1]
    assert sum(each.people for each in reports.by_province([campus])) == 1
    assert sum(each.people for each in reports.by_province([FacultyFactory().campus_id])) == 0


def test_figures_are_kept_until_a_search_row_changes(registry, django_assert_num_queries):
    reports.key_figures()

    with django_assert_num_queries(0):
        reports.key_figures()
    counts.forget()
    with django_assert_num_queries(3):
        reports.key_figures()


def test_institution_stands_in_every_template_and_is_read_once(django_assert_num_queries):
    university = InstitutionFactory()
    request = RequestFactory().get("/")

    with django_assert_num_queries(1):
        first = str(reports.institution_context(request)["institution"])
        second = str(reports.institution_context(request)["institution"])

    assert (first, second) == (university.name, university.name)


def test_institution_changes_at_once_where_it_is_said():
    university = InstitutionFactory()
    reports.current_institution()
    type(university).objects.update(name_th="มหาวิทยาลัยใหม่")

    reports.forget_institution()

    assert reports.current_institution().name_th == "มหาวิทยาลัยใหม่"


def test_institution_follows_the_settings(settings):
    InstitutionFactory()
    other = InstitutionFactory(code="RMUTSV", name_th="มทร.ศรีวิชัย")
    reports.current_institution()
    settings.INSTITUTION = "RMUTSV"

    assert reports.current_institution() == other


def test_institution_is_missing_before_it_is_loaded():
    assert not reports.institution_context(RequestFactory().get("/"))["institution"]
