"""One after the other at a counter, and no turn without a transaction to end it."""

import pytest
from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import turns
from tests.factories import UserFactory


def test_a_turn_needs_a_transaction(transactional_db):
    with pytest.raises(ValueError, match="transaction"):
        turns.take("seats")


def test_two_at_one_counter_count_what_the_other_has_added(together):
    @transaction.atomic
    def add_the_first(number):
        turns.take("seats", f"aisle {number}")
        if not User.objects.exists():
            UserFactory()

    assert together(add_the_first, 4) == [None] * 4
    assert User.objects.count() == 1


def test_two_who_want_the_same_in_another_order_do_not_wait_for_each_other(together):
    @transaction.atomic
    def take(number):
        turns.take(*(["one", "other"] if number % 2 else ["other", "one"]))

    assert together(take, 6) == [None] * 6


def test_sharing_needs_a_transaction_too(transactional_db):
    with pytest.raises(ValueError, match="transaction"):
        turns.share("seats")


def test_who_share_a_counter_keep_out_whoever_wants_it_alone(together):
    """Three write while they share; the fourth sees all that was written before it, or nothing yet."""
    seen = []

    @transaction.atomic
    def act(number):
        if number == 3:
            turns.take("group")
            seen.append(User.objects.count())
            UserFactory(name="closed")
            return
        turns.share("group")
        if not User.objects.filter(name="closed").exists():
            UserFactory()

    assert together(act, 4) == [None] * 4
    assert User.objects.exclude(name="closed").count() == seen[0]
