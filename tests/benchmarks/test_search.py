"""`make bench`: no search or list page keeps the database busy much longer than SQL written by hand for it: the
office's 1.5 times as long, the directory's (with the same rules of what is open) twice."""

import os

import pytest
from django.db import connection

from . import directory, office
from .data import people
from .measuring import measure, table

SIZES = os.environ.get("GRADUATES") or ("66757,1000000" if connection.vendor == "postgresql" else "66757")


@pytest.mark.parametrize("graduates", [int(size) for size in SIZES.split(",")])
@pytest.mark.parametrize(("pages", "worst"), [(office, 1.5), (directory, 2.0)], ids=["office", "directory"])
def test_pages_are_nearly_as_quick_as_sql_by_hand(pages, worst, graduates, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), people(graduates):
        figures = [measure(pages.BOARD, name, searches) for name, searches in pages.classes()]
        print(f"\n{connection.vendor}, {graduates:,} graduates\n{table(figures)}", flush=True)

    assert [each for each in figures if each.ratio > worst] == []
