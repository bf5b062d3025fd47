"""An import is taken back after somebody whom it brought in was merged, or merged and taken apart again."""

import pytest

from apps.duplicates.actions import merging
from apps.duplicates.models import Merge
from apps.records.actions import search
from apps.records.models import Person
from tests.factories import PersonFactory

from .conftest import PEOPLE, undo
from .dumps import COUNTED, dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    person = PersonFactory()
    search.refresh([person.pk])
    return person


@pytest.mark.parametrize("stays", ["known", "brought_in"])
def test_merge_that_was_taken_back_leaves_the_import_to_be_taken_back(known, imported, clerk, stays):
    before = dump(without=COUNTED)
    new = imported([PEOPLE[0]])
    brought_in = Person.objects.exclude(pk=known.pk).get()
    two = (known, brought_in) if stays == "known" else (brought_in, known)
    merging.undo(merging.merge(*two, by=clerk, choices={}), by=clerk)

    new = undo(new, clerk)

    assert (new.state, new.report["rows"]) == ("undone", [])
    after = dump(without=COUNTED)
    kept = {"duplicates.merge", "duplicates.mergedrow"} if stays == "known" else set()
    assert {table for table, rows in after.items() if rows != before[table]} == kept
    assert Merge.objects.count() == (1 if kept else 0)


@pytest.mark.parametrize("stays", ["known", "brought_in"])
def test_whoever_was_merged_stays_with_everything_and_is_listed(known, imported, clerk, stays):
    new = imported([PEOPLE[0]])
    brought_in = Person.objects.exclude(pk=known.pk).get()
    two = (known, brought_in) if stays == "known" else (brought_in, known)
    merge = merging.merge(*two, by=clerk, choices={})
    before = dump(without=COUNTED)

    new = undo(new, clerk)

    assert [row["subject_id"] for row in new.report["rows"]] == [brought_in.pk]
    after = dump(without=COUNTED)
    assert {
        table for table in ("records.degree", "records.personname", "records.contact") if after[table] != before[table]
    } == set()

    merging.undo(merge, by=clerk)

    assert {name.last_th for name in brought_in.names.all()} == {PEOPLE[0]["last_th"]}
