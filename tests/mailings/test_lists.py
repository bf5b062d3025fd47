"""The count that a writer is shown is what closing the list then makes of it, by each reason."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.chapters.actions import letters
from apps.chapters.audiences import sender_key
from apps.directory.models import Block
from apps.mailings.actions import freezing
from apps.mailings.models import AddressState, LeftOut, Message, Preference, TopicStop
from apps.mailings.querysets import lists
from apps.mailings.querysets.eligible import Kind
from apps.mailings.reports.reach import reach_of, reached
from apps.records.models import Consent, DoNotContact, Person, Restriction
from tests.factories import (
    AlumnusFactory,
    ContactFactory,
    GraduateFactory,
    MailingFactory,
    MembershipFactory,
    TermFactory,
    UserFactory,
)

from .test_eligible import CASES, reachable

pytestmark = pytest.mark.django_db
TODAY, NOW = timezone.localdate(), timezone.now()
LINE = "tests.mailings.line_provider.Kept"


def consent(person, purpose, is_given):
    Consent.objects.create(person=person, purpose=purpose, is_given=is_given, text_version="1")


def at(address):
    """Of the registry; whoever has none else may share it."""
    person = GraduateFactory()
    ContactFactory(person=person, kind="email", value=address, is_primary=True)
    return person


def with_account(email):
    return GraduateFactory(account=UserFactory(email=email))


def by_line(value, *, says):
    person = GraduateFactory()
    ContactFactory(person=person, kind="line", value=value)
    consent(person, "news", says)
    return person


def kinds(numbers):
    """People of every kind that there is, many of them at few addresses."""
    shared = [f"shared{number}@example.org" for number in range(3)]
    return [
        reachable,
        lambda: at(numbers.choice(shared)),
        lambda: Restriction.objects.create(person=at(numbers.choice(shared))),
        lambda: TopicStop.objects.create(person=at(numbers.choice(shared)), topic="news", at=NOW, via="page"),
        lambda: DoNotContact.objects.create(person=at(numbers.choice(shared)), channel="email", since=TODAY),
        lambda: Preference.objects.create(
            person=at(numbers.choice(shared)), paused_until=TODAY + timedelta(days=numbers.choice([-1, 0, 1]))
        ),
        lambda: consent(at(numbers.choice(shared)), "news", numbers.choice([True, False])),
        lambda: consent(at(numbers.choice(shared)), "chapters", numbers.choice([True, False])),
        lambda: with_account(f"account{numbers.random()}@example.org"),
        lambda: by_line(f"line{numbers.randrange(3)}", says=numbers.choice([True, True, False])),
        lambda: ContactFactory(person=by_line("line0", says=True), kind="email", value=numbers.choice(shared)),
        *(lambda case=case: case(reachable()) for case in CASES.values()),
    ]


def everybody_of(numbers, size):
    """One of each kind at least."""
    made = kinds(numbers)
    for make in [*made, *numbers.choices(made, k=size)]:
        make()
    at("same@example.org")
    at("same@example.org")
    AddressState.objects.create(address="shared2@example.org", hard_at=NOW, changed_at=NOW)


def ledger_of(mailing):
    rows = mailing.messages.values_list("state", "reason", "channel")
    assert {state for state, _reason, _channel in rows} <= {"queued", "left_out"}
    assert all((state == "left_out") == bool(reason) for state, reason, _channel in rows)
    line = sum(1 for state, _reason, channel in rows if (state, channel) == ("queued", "line"))
    return lists.Foreseen(dict(Counter(reason for _state, reason, _channel in rows)), line)


def compared(**fields):
    """What was foreseen, once it is held against what came."""
    mailing = MailingFactory(freezing=True, **fields)
    told, shown = lists.foreseen(mailing, Kind.of(mailing, TODAY)), reach_of(mailing, TODAY)
    assert freezing.freeze(mailing.pk) == bool(told.reasons)
    mailing.refresh_from_db()
    assert told == ledger_of(mailing)
    assert sum(told.reasons.values()) == (mailing.frozen_size or 0)
    assert shown == reached(mailing)
    Message.objects.filter(mailing=mailing).delete()  # else it counts as a mailing that people had
    return told


@pytest.mark.parametrize("line", ["", LINE])
@pytest.mark.parametrize("seed", range(4))
def test_count_is_what_the_list_says(settings, seed, line):
    settings.LINE_PROVIDER = line
    everybody_of(random.Random(seed), 30)

    told = compared()
    compared(topic="")
    compared(topic="giving")

    assert told.reasons[LeftOut.SAME_ADDRESS]
    assert bool(told.by_line) == bool(line)


@pytest.mark.parametrize("seed", range(2))
def test_count_is_what_the_list_of_a_group_says(seed):
    numbers = random.Random(seed)
    leader = AlumnusFactory()
    chapter = TermFactory(person=leader).seat.position.chapter
    everybody_of(numbers, 12)
    for person in Person.objects.all():
        if person != leader and numbers.random() < 0.8:
            MembershipFactory(chapter=chapter, person=person)
        if numbers.random() < 0.1:
            letters.stop(chapter, person, by=None)
        if numbers.random() < 0.1 and person != leader:
            Block.objects.create(person=person, blocked=leader)

    told = compared(
        sender_key=sender_key(chapter),
        topic="chapter",
        author=leader.account,
        audience={"kind": "own_members", "values": []},
    )

    assert told.reasons[""]


def test_two_at_one_address_are_told_before():
    at("one@example.org")
    at("one@example.org")

    shown = reach_of(MailingFactory(freezing=True), TODAY)

    assert (shown.number, shown.meant) == (1, 2)
    assert [cell.number for cell, _words in shown.left_out] == [1]


def test_what_readers_lack_is_counted_with_them():
    for person, nickname in ((reachable(), ""), (reachable(), "น้อย"), (GraduateFactory(), "")):
        person.names.update(nickname=nickname)
    mailing = MailingFactory(freezing=True)

    def asked(*slots):
        with CaptureQueriesContext(connection) as queries:
            told = lists.foreseen(mailing, Kind.of(mailing, TODAY), slots)
        return told.lacking, len(queries)

    asked()
    assert asked("nickname", "faculty", "settings_link") == ({"nickname": 1}, asked()[1])
