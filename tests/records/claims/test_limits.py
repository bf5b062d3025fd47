"""Guessing is hopeless: how much anybody may ask, and what ten thousand guesses bring."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.records.actions import claims
from apps.records.models import Claim, OneTimeCode, Person
from tests.factories import UserFactory

from .people import begin, claimant, code_in, suda

pytestmark = pytest.mark.django_db


def strangers(count, start=100):
    """Claims of names that nobody has, each from a network of its own."""
    for number in range(start, start + count):
        begin(who=claimant(number), name=f"ใคร {chr(0x0E01 + number % 40)}{chr(0x0E01 + number // 40 % 40)}")


@pytest.mark.parametrize("same", [{"browser": "mine"}, {"account": True}])
def test_somebody_at_a_screen_claims_five_times_an_hour(same):
    same = {"account": UserFactory()} if "account" in same else same
    for number in range(5):
        begin(who=claimant(number, **same), name=f"ใคร {number}ก")

    with pytest.raises(claims.TooMany) as refused:
        begin(who=claimant(9, **same), name="ใคร อีกคน")
    assert timedelta(minutes=58) < refused.value.until - timezone.now() <= timedelta(hours=1)


def test_a_network_claims_thirty_times_an_hour():
    for number in range(30):
        begin(who=claimant(number, address="10.9.9.9"), name=f"ใคร {chr(0x0E01 + number)}")

    with pytest.raises(claims.TooMany):
        begin(who=claimant(99, address="10.9.9.9"), name="ใคร อีกคน")
    assert begin(who=claimant(99, address="10.9.9.8"), name="ใคร อีกคน").state == "code"


def test_addresses_of_one_household_count_as_one():
    first, second = (claimant(address=f"2001:db8:1:2::{end}") for end in (1, 2))

    assert (first.network == second.network, first.network == claimant(address="2001:db8:1:3::1").network) == (
        True,
        False,
    )


def test_one_person_is_claimed_ten_times_a_day_from_wherever():
    suda()
    for number in range(10):
        begin(who=claimant(number), birth_date=f"1965-03-{number + 10}")

    with pytest.raises(claims.TooMany):
        begin(who=claimant(50), name="น.ส. สุดา ใจดี")


def test_a_name_that_nobody_has_is_limited_in_the_same_way():
    for number in range(10):
        begin(who=claimant(number))

    with pytest.raises(claims.TooMany):
        begin(who=claimant(50))


def test_a_person_is_sent_three_codes_a_day(mailoutbox):
    suda()

    found = [begin(who=claimant(number)).obstacle for number in range(5)]

    assert (len(mailoutbox), found) == (3, [""] * 5)


def test_too_many_misses_of_everybody_close_the_door(monkeypatch):
    monkeypatch.setattr("apps.records.actions.claims.limits.MISSES", ((20, timedelta(hours=1)),))
    strangers(20)

    with pytest.raises(claims.TooMany):
        begin(who=claimant(9))


@pytest.mark.parametrize(
    ("same", "most"), [({"browser": "mine"}, 5), ({"account": True}, 5), ({"address": "10.9.9.9"}, 30)]
)
def test_claims_at_the_same_moment_stay_within_the_limit(same, most, together):
    same = {"account": UserFactory()} if "account" in same else same
    for number in range(most - 2):
        begin(who=claimant(100 + number, **same), name=f"ใคร {chr(0x0E01 + number)}")

    results = together(lambda number: begin(who=claimant(number, **same), name=f"ใคร {number}ก"), 6)

    assert Claim.objects.count() == most
    assert sum(isinstance(result, claims.TooMany) for result in results) == 4


def test_claims_of_one_person_at_the_same_moment_stay_within_the_limit(together):
    for number in range(8):
        begin(who=claimant(100 + number))

    together(lambda number: begin(who=claimant(number)), 6)

    assert Claim.objects.count() == 10


def test_misses_at_the_same_moment_stay_within_the_limit_of_all(together, monkeypatch):
    monkeypatch.setattr("apps.records.actions.claims.limits.MISSES", ((20, timedelta(hours=1)),))
    strangers(18)

    together(lambda number: begin(who=claimant(number), name=f"ใคร {number}ก"), 6)

    assert Claim.objects.count() == 20


def test_what_was_long_ago_is_not_counted():
    for number in range(10):
        begin(who=claimant(number))
    Claim.objects.update(created_at=timezone.now() - timedelta(days=1, seconds=1))

    assert begin(who=claimant(50)).state == "code"


@pytest.mark.anywhere  # what holds on which database is what happens at the same moment, above
def test_ten_thousand_guesses_bring_nothing(mailoutbox, monkeypatch):
    """Somebody who knows the name and the year guesses birthdays and codes, each time from another network. What
    holds everybody up when there are many misses is put aside: the other limits must do."""
    monkeypatch.setattr("apps.records.actions.claims.limits.MISSES", ((20_000, timedelta(hours=1)),))
    person = suda()
    seen = set()

    for number in range(10_000):
        day = (timezone.datetime(1960, 1, 1) + timedelta(days=number % 3650)).date().isoformat()
        try:
            claim = begin(who=claimant(number), birth_date=day)
        except claims.TooMany:
            seen.add("later")
            continue
        seen.add(tuple(claims.matches(claim, f"{guess:06}") for guess in range(3)))

    assert seen == {"later", (None, None, None)}
    assert (Claim.objects.count(), Person.objects.get(pk=person.pk).account, mailoutbox) == (10, None, [])


def test_whoever_knows_everything_but_the_mail_gets_nowhere(mailoutbox):
    """All the codes that a day allows, all the tries that they allow: 15 of 1,000,000."""
    suda()
    claimed = [begin(who=claimant(number)) for number in range(10)]
    sent = {code_in(mail) for mail in mailoutbox}

    guesses = [f"{number:06}" for number in range(100) if f"{number:06}" not in sent]
    tried = [claims.matches(claim, guess) for claim in claimed for guess in guesses[:8]]

    assert (set(tried), len(sent)) == ({None}, 3)
    assert max(OneTimeCode.objects.values_list("tries", flat=True)) == 5
