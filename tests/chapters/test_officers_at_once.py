"""Twenty appointments at the same moment: as many holders as there are places, on both databases."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils import timezone

from apps.chapters.actions import joining, officers
from apps.chapters.actions.refusals import NoFreePlace
from apps.chapters.models import Membership, OfficerTerm
from apps.core.actions import turns
from tests.factories import MembershipFactory, PositionFactory


def appointed_together(together, seats, people):
    position = PositionFactory(seats=seats)
    members = [MembershipFactory(chapter=position.chapter).person for _ in range(people)]
    today = timezone.localdate()

    def appoint(number):
        return officers.appoint(position, members[number], since=today, until=today + timedelta(days=9), by=None)

    return together(appoint, people)


def test_post_is_never_given_to_more_than_it_allows(together):
    results = appointed_together(together, 3, 12)

    refused = [result for result in results if isinstance(result, NoFreePlace)]
    assert (OfficerTerm.objects.count(), len(refused)) == (3, 9)
    assert {row["holders"] for row in OfficerTerm.objects.values("seat").annotate(holders=Count("pk"))} == {1}


def test_database_alone_keeps_the_number(together, monkeypatch):
    """With the action's own turn switched off, whoever comes second is refused by the constraint."""
    monkeypatch.setattr(turns, "take", lambda *counters: None)

    results = appointed_together(together, 2, 8)

    assert OfficerTerm.objects.count() <= 2
    assert all(isinstance(each, OfficerTerm | NoFreePlace | ValidationError | IntegrityError) for each in results)
    assert {row["holders"] for row in OfficerTerm.objects.values("seat").annotate(holders=Count("pk"))} == {1}


def test_handover_is_accepted_once(together):
    """Two taps on “accept” at once begin one term."""
    with transaction.atomic():
        position = PositionFactory(seats=1)
        person = MembershipFactory(chapter=position.chapter).person
    today = timezone.localdate()
    seat = position.seats.get()
    nomination = officers.nominate(seat, person, since=today, until=today + timedelta(days=99), by=person.account)

    results = together(
        lambda _number: officers.accept(type(nomination).objects.get(pk=nomination.pk), by=person.account), 4
    )

    assert (OfficerTerm.objects.count(), len([each for each in results if isinstance(each, OfficerTerm)])) == (1, 1)


@pytest.mark.parametrize("people", [6])
def test_everybody_who_fits_is_appointed(together, people):
    results = appointed_together(together, people, people)

    assert [result for result in results if isinstance(result, Exception)] == []


def test_whoever_leaves_at_that_moment_holds_no_post(together):
    position = PositionFactory(seats=9)
    memberships = [MembershipFactory(chapter=position.chapter) for _ in range(6)]
    today = timezone.localdate()

    def appoint_or_leave(number):
        membership = Membership.objects.get(pk=memberships[number // 2].pk)
        if number % 2:
            return joining.leave(membership, by=membership.person.account)
        return officers.appoint(position, membership.person, since=today, until=today + timedelta(days=9), by=None)

    together(appoint_or_leave, 12)

    assert Membership.objects.held().count() == 0
    assert OfficerTerm.objects.running(today).count() == 0
