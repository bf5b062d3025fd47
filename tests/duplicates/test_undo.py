"""A merge that is taken back leaves every table exactly as it was."""

import pytest

from apps.duplicates.actions import merging
from tests.duplicates import twins as pairs

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins():
    return pairs.build()


@pytest.mark.parametrize("swapped", [False, True])
def test_every_table_is_as_it_was(twins, swapped):
    kept, gone = (twins.gone, twins.kept) if swapped else (twins.kept, twins.gone)
    before = pairs.dump()

    merge = merging.merge(kept, gone, by=twins.clerk, choices={})
    merged = pairs.dump()
    merging.undo(merge, by=twins.clerk)

    after = pairs.dump()
    assert merged != before
    assert {table: rows for table, rows in after.items() if rows != before[table]} == {}
