"""Held rows are named where a head-count misses somebody."""

import pytest

from apps.core.registries import Shortage
from apps.imports.models import ImportRow
from apps.imports.reports.suspects import held
from apps.records.models import Faculty
from tests.factories import FacultyFactory

from .conftest import PEOPLE, undo

pytestmark = pytest.mark.django_db
DOUBTFUL = PEOPLE[1] | {"level": "bachelor", "problems": [("birth_date", "two_digit_year", "hold", "1/1/25")]}


def numbers(shortages):
    told = held(shortages)
    return [told[each].number if each in told else 0 for each in shortages]


def test_held_rows_are_counted_where_they_may_be_missing(imported):
    imported([DOUBTFUL])
    faculty = Faculty.objects.get()

    assert numbers(
        [
            Shortage(2545),
            Shortage(2545, faculty_id=faculty.pk, campus_id=faculty.campus_id, level="bachelor"),
            Shortage(2545, level="master"),
            Shortage(2545, faculty_id=FacultyFactory(code="ENG").pk),
            Shortage(2546),
        ]
    ) == [1, 1, 0, 0, 0]


def test_who_counts_already_is_not_missing(imported):
    imported([PEOPLE[1]])
    imported([DOUBTFUL])

    assert ImportRow.objects.waiting().count() == 1
    assert numbers([Shortage(2545)]) == [0]


def test_nobody_waits_after_an_undo(imported, clerk):
    undo(imported([PEOPLE[0], DOUBTFUL]), clerk)

    assert numbers([Shortage(2545)]) == [0]


def test_costs_the_same_for_one_and_many(imported, django_assert_max_num_queries):
    imported([DOUBTFUL])

    with django_assert_max_num_queries(3):
        held([Shortage(2545), Shortage(2545, level="bachelor"), Shortage(2545, level="master")])
