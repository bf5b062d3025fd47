"""A held row of which somebody says that it is another person: nothing asks again. And what a merge does to rows."""

import pytest

from apps.duplicates.actions import merging, scanning
from apps.duplicates.models import Pair
from apps.imports.actions import deciding
from apps.records.models import Contact, Degree, Person
from tests.factories import PairFactory, PersonFactory

from .conftest import PEOPLE, outcomes, run, undo
from .dumps import COUNTED, dump

pytestmark = pytest.mark.django_db
SOMCHAI = PEOPLE[0]
ALIKE = {name: SOMCHAI[name] for name in ("first_th", "last_th", "birth_date", "degree", "faculty")}
ALIKE |= {"student_id": "4710001", "graduation_year_be": "2550"}


@pytest.fixture
def held(imported):
    imported([SOMCHAI])
    return imported([ALIKE]).rows.get()


def test_another_person_is_remembered(held, clerk):
    known = held.person

    deciding.decide(held, "new", by=clerk, reason="cousins")

    pair = Pair.objects.get()
    assert (pair.person_a, pair.person_b_id, pair.state) == (known, held.person_id, "not_same")
    assert (pair.reason, pair.decided_by) == ("cousins", clerk)
    assert {"name_same", "birth_same"} <= set(pair.reasons)


def test_without_a_reason_the_row_is_the_reason(held, clerk):
    deciding.decide(held, "new", by=clerk)

    assert "graduates.csv" in Pair.objects.get().reason


def test_no_scan_asks_again(held, clerk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        deciding.decide(held, "new", by=clerk)

    scanning.scan()

    assert not Pair.objects.open().exists()


def test_whom_nobody_was_shown_comes_to_the_pile(imported, clerk, django_capture_on_commit_callbacks):
    imported([SOMCHAI])
    first = imported([ALIKE]).rows.get()
    deciding.decide(first, "new", by=clerk)
    second = imported([ALIKE | {"student_id": "4710002"}]).rows.get()

    with django_capture_on_commit_callbacks(execute=True):
        deciding.decide(second, "new", by=clerk)

    with_second = Pair.objects.filter(person_b=second.person_id).order_by("state")
    assert list(with_second.values_list("state", flat=True)) == ["not_same", "open"]


def test_the_same_file_holds_the_row_no_more(held, checked, clerk):
    deciding.decide(held, "new", by=clerk)

    again = checked([ALIKE])

    assert outcomes(again) == ["unchanged"]
    assert again.rows.get().person_id == held.person_id


def test_the_same_row_without_a_number_is_held_no_more_either(imported, checked, clerk):
    imported([SOMCHAI])
    row = SOMCHAI | {"student_id": "", "national_id": ""}
    held = imported([row]).rows.get()
    deciding.decide(held, "new", by=clerk)

    again = checked([row])

    assert (outcomes(again), again.rows.get().person_id) == (["unchanged"], held.person_id)
    assert outcomes(checked([row | {"gpa": "3.99"}])) == ["held"]


def test_undo_forgets_what_was_said_of_whom_the_import_brought_in(imported, clerk):
    imported([SOMCHAI])
    before = dump(without=COUNTED)
    new = imported([ALIKE, PEOPLE[1]])
    deciding.decide(new.rows.get(number=2), "new", by=clerk)
    one, other = Person.objects.order_by("-pk")[:2]
    PairFactory(person_a=min(one, other, key=lambda each: each.pk), person_b=max(one, other, key=lambda each: each.pk))

    undo(new, clerk)

    assert not Pair.objects.exists()
    assert dump(without=COUNTED) == before


# ---- a merge of the record that a row names


def test_held_row_is_decided_for_the_record_that_stays(held, clerk):
    kept = PersonFactory()
    merge = merging.merge(kept, held.person, by=clerk, choices={})
    held.refresh_from_db()

    deciding.decide(held, "same", by=clerk)

    assert held.person_id == kept.pk
    assert Degree.objects.filter(student_id="4710001").get().person_id == kept.pk
    merging.undo(merge, by=clerk)
    held.refresh_from_db()
    assert held.person_id == merge.gone_key


def test_checked_import_of_a_record_that_was_merged_writes_nothing_elsewhere(imported, checked, clerk):
    imported([SOMCHAI])
    gone, kept = Person.objects.get(), PersonFactory()
    new = checked([SOMCHAI | {"email": "new@example.org"}])
    merging.merge(kept, gone, by=clerk, choices={})

    run(new, clerk)

    written = Contact.objects.filter(value="new@example.org").values_list("person_id", flat=True)
    assert set(written) <= {kept.pk}


def test_file_that_was_imported_before_a_merge_says_nothing_new_after_it(imported, checked, clerk):
    imported([SOMCHAI])
    gone, kept = Person.objects.get(), PersonFactory()
    merging.merge(kept, gone, by=clerk, choices={})

    assert checked([SOMCHAI]).rows.get().person_id == kept.pk
