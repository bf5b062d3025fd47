"""`make bench`: the directory's whole page, its counts kept, is served at no less than 0.4 of the requests per second
of an empty signed-in page, and at 0.25 where a million people are on record."""

import pytest

from . import pages
from .data import people
from .test_search import SIZES

LEAST = {66_757: 0.4, 1_000_000: 0.25}


@pytest.mark.parametrize("graduates", [int(size) for size in SIZES.split(",")])
def test_directory_is_served_beside_an_empty_page(graduates, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), people(graduates):
        served = pages.measure()
        print(f"\n{graduates:,} graduates\n{pages.table(served)}", flush=True)

    least = next(least for most, least in LEAST.items() if graduates <= most)
    assert [each for each in served if each.is_required and each.ratio < least] == []
