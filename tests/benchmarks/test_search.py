"""`make bench`: no search or list page keeps the database busy 1.5 times as long as SQL written by hand for it."""

import os

import pytest
from django.db import connection

from .search import run

WORST = 1.5
SIZES = os.environ.get("GRADUATES") or ("66757,1000000" if connection.vendor == "postgresql" else "66757")


@pytest.mark.parametrize("graduates", [int(size) for size in SIZES.split(",")])
def test_pages_are_nearly_as_quick_as_sql_by_hand(graduates, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        figures = run(graduates)

    assert [each for each in figures if each.ratio > WORST] == []
