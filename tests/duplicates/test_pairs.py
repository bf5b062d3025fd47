"""What was said of two records outlives a merge of one of them, and comes back exactly with it."""

import pytest
from django.utils import timezone

from apps.duplicates.actions import deciding, merging
from apps.duplicates.models import Pair
from tests.duplicates import twins as pairs
from tests.factories import PairFactory, PersonFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return StaffFactory(role="records")


@pytest.fixture
def three():
    return PersonFactory(), PersonFactory(), PersonFactory()


def not_same(one, other, clerk, **more):
    said = {"state": "not_same", "decided_by": clerk, "decided_at": timezone.now(), "reason": "twins"} | more
    return PairFactory(person_a=one, person_b=other, **said)


def two_of(pair):
    return pair.person_a_id, pair.person_b_id


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_not_the_same_holds_for_the_record_that_stays(three, clerk, order):
    kept, gone, third = (three[at] for at in order)
    pair = not_same(*sorted((gone, third), key=lambda each: each.pk), clerk)
    before = pairs.dump()

    merge = merging.merge(kept, gone, by=clerk, choices={})

    pair.refresh_from_db()
    assert (two_of(pair), pair.state) == (tuple(sorted((kept.pk, third.pk))), "not_same")
    merging.undo(merge, by=clerk)
    assert pairs.dump()["duplicates_pair"] == before["duplicates_pair"]


@pytest.mark.parametrize("decided", ["kept", "gone"])
def test_of_two_pairs_with_the_same_third_the_decided_one_stays(three, clerk, decided):
    kept, gone, third = three
    said = not_same(kept if decided == "kept" else gone, third, clerk)
    PairFactory(person_a=gone if decided == "kept" else kept, person_b=third, score=90)

    merge = merging.merge(kept, gone, by=clerk, choices={})

    assert list(Pair.objects.values_list("pk", "person_a", "person_b")) == [(said.pk, kept.pk, third.pk)]
    merging.undo(merge, by=clerk)
    assert Pair.objects.of(gone.pk).count() == Pair.objects.of(kept.pk).count() == 1


def test_the_pair_of_the_two_is_gone_and_comes_back(three, clerk):
    kept, gone, _third = three
    pair = PairFactory(person_a=kept, person_b=gone)

    merge = merging.merge(kept, gone, by=clerk, choices={})

    assert not Pair.objects.exists()
    merging.undo(merge, by=clerk)
    assert Pair.objects.open().get() == pair


def test_two_that_are_said_to_be_two_are_not_merged_until_that_is_taken_back(three, clerk):
    kept, gone, _third = three
    pair = not_same(kept, gone, clerk, reason="twins: both rang")

    for one, other in ((kept, gone), (gone, kept)):
        with pytest.raises(merging.Refused) as refused:
            merging.merge(one, other, by=clerk, choices={})
        assert "twins: both rang" in refused.value.message

    deciding.take_back(pair, by=clerk)
    assert merging.merge(gone, kept, by=clerk, choices={}).kept_id == gone.pk


def test_a_decision_since_goes_back_with_its_pair(three, clerk):
    kept, gone, third = three
    pair = PairFactory(person_a=gone, person_b=third)
    merge = merging.merge(kept, gone, by=clerk, choices={})
    pair.refresh_from_db()
    deciding.say_not_same(pair, by=clerk, reason="cousins")

    merging.undo(merge, by=clerk)

    pair.refresh_from_db()
    assert (two_of(pair), pair.state, pair.reason) == ((gone.pk, third.pk), "not_same", "cousins")
