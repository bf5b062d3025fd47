"""When the members of a group graduated: figures in which nobody can be told apart."""

import pytest

from apps.chapters.querysets import decades
from apps.chapters.querysets.decades import FEWEST, decades_of
from tests.factories import AlumnusFactory, ChapterFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chapter():
    return ChapterFactory()


def joined(chapter, *years):
    for year in years:
        MembershipFactory(
            chapter=chapter, person=AlumnusFactory(degree__graduation_year_be=year, degree__entry_year_be=None)
        )


def shown(chapter):
    return [(each.since, each.until, each.number) for each in decades_of(chapter)]


def test_members_are_counted_by_decades(chapter):
    joined(chapter, *[2541] * 5, *[2550] * 2, *[2551] * 6)

    assert shown(chapter) == [(2541, 2550, 7), (2551, 2560, 6)]


def test_few_are_counted_with_their_neighbours(chapter):
    joined(chapter, *[2535] * 5, 2545, *[2555] * 5, *[2565] * (FEWEST - 1))

    assert shown(chapter) == [(2531, 2540, 5), (2541, 2570, 10)]


def test_small_group_shows_none(chapter):
    joined(chapter, 2535, 2555)

    assert shown(chapter) == []


def test_many_decades_become_few_bars(chapter, monkeypatch):
    monkeypatch.setattr(decades, "BARS", 2)
    joined(chapter, *[year for year in (2525, 2535, 2545) for _member in range(FEWEST)])

    assert shown(chapter) == [(2521, 2540, 2 * FEWEST), (2541, 2550, FEWEST)]
