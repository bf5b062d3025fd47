"""All people of a search at once, as exports and letters take them."""

import pytest

from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.statement import Search, everybody
from tests.factories import FacultyFactory, GraduateFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("given", [{}, {"text": "ใจดี"}, {"text": "0812345678"}, {"status": "graduate"}])
def test_everybody_are_those_of_all_pages(find, indexed, given):
    for number in range(30):
        GraduateFactory(name__first_th="ก" * (number % 5 + 1), name__last_th="ใจดี")
    indexed()

    first, second = find(**given), find(cursor=find(**given).next or "", **given)
    pages = [line.id for page in (first, second)[: 2 if first.next else 1] for line in page.rows]

    assert everybody(Search(PeopleFilters(**given))) == pages


def test_everybody_stays_within_the_scope(indexed):
    here = FacultyFactory()
    seen = GraduateFactory(degree__faculty=here)
    GraduateFactory()
    indexed()

    assert everybody(Search(scope=(here.campus_id,))) == [seen.pk]
