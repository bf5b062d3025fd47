"""Who may get a mailing, and why not: the same condition for a whole audience and for one person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.mailings.models import AddressState, LeftOut, Preference, TopicStop
from apps.mailings.querysets import eligible
from apps.records.models import Consent, Contact, Death, DoNotContact, ErasureRequest, Person, Restriction
from tests.factories import (
    ContactFactory,
    GraduateFactory,
    MailingFactory,
    PersonFactory,
    RecipientFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY, NOW = timezone.localdate(), timezone.now()


def reachable(**fields):
    person = GraduateFactory(**fields)
    ContactFactory(person=person, kind="email", value=f"p{person.pk}@example.org", is_primary=True)
    return person


def reason(person, *, topic="news", sender_key="office"):
    kind = eligible.Kind(topic, sender_key, TODAY)
    return eligible.with_reason(Person.objects.filter(pk=person.pk), kind).get().left_out


def address(person, topic="news"):
    kind = eligible.Kind(topic, "office", TODAY)
    return eligible.with_reason(Person.objects.filter(pk=person.pk), kind).get().mail_address


def died(person):
    Death.objects.create(
        person=person,
        first_source="family",
        first_evidence="letter",
        first_at=NOW,
        second_source="news",
        second_evidence="paper",
        confirmed_at=NOW,
    )


def erased(person):
    ErasureRequest.objects.create(person=person, state="done", due_at=NOW, ended_at=NOW)


def reported_dead(person):
    Death.objects.create(person=person, first_source="family", first_evidence="letter", first_at=NOW)


def consents(person, *words):
    for number, is_given in enumerate(words):
        at = NOW + timedelta(seconds=number)
        Consent.objects.create(person=person, purpose="news", is_given=is_given, text_version="1", at=at)


def was_written_to(person, *days_ago, topic="news"):
    for days in days_ago:
        mailing = MailingFactory(topic=topic)
        moment = NOW - timedelta(days=days)
        RecipientFactory(
            mailing=mailing,
            person=person,
            state="sent",
            claimed_at=moment,
            sent_at=moment,
            message_id=f"<{mailing.pk}>",
        )


CASES = {
    LeftOut.ERASED: lambda person: ErasureRequest.objects.create(
        person=person, state="done", due_at=NOW, ended_at=NOW
    ),
    LeftOut.DECEASED: died,
    LeftOut.HIDDEN: lambda person: Restriction.objects.create(person=person),
    LeftOut.UNDER_REVIEW: reported_dead,
    LeftOut.DO_NOT_CONTACT: lambda person: DoNotContact.objects.create(person=person, channel="email", since=TODAY),
    LeftOut.OPTED_OUT: lambda person: TopicStop.objects.create(person=person, topic="news", at=NOW, via="page"),
    LeftOut.NO_CONSENT: lambda person: consents(person, True, False),
    LeftOut.PREFERS_LATER: lambda person: Preference.objects.create(
        person=person, paused_until=TODAY + timedelta(days=1)
    ),
    LeftOut.COMPLAINED: lambda person: AddressState.objects.create(
        address=f"p{person.pk}@example.org", complaint_at=NOW, changed_at=NOW
    ),
    LeftOut.BOUNCED: lambda person: person.contacts.update(status="bounced", is_primary=False),
    LeftOut.NO_ADDRESS: lambda person: person.contacts.all().delete(),
    LeftOut.TOO_OFTEN: lambda person: was_written_to(person, 0, 1, 2, 3),
}


@pytest.mark.parametrize("expected", CASES)
def test_each_reason_leaves_somebody_out_and_nobody_else(expected):
    person, other = reachable(), reachable()
    CASES[expected](person)

    assert (reason(person), reason(other)) == (expected, "")


def test_what_weighs_most_is_said_first():
    person = reachable()
    for follow in reversed(CASES.values()):
        if follow is not reported_dead:
            follow(person)

    assert reason(person) == LeftOut.ERASED


@pytest.mark.parametrize(
    "says",
    [
        lambda person: Preference.objects.create(person=person, left_all_at=NOW, left_via="one_click"),
        lambda person: TopicStop.objects.create(person=person, sender_key="office", at=NOW, via="mailto"),
    ],
)
def test_who_left_everything_or_the_sender_is_left_out_of_topics_and_gets_services(says):
    person = reachable()
    says(person)

    assert (reason(person), reason(person, topic="")) == (LeftOut.OPTED_OUT, "")


def test_stop_of_one_topic_or_sender_says_nothing_of_others():
    person = reachable()
    TopicStop.objects.create(person=person, topic="giving", at=NOW, via="page")
    TopicStop.objects.create(person=person, sender_key="chapters.group:7", at=NOW, via="page")

    assert reason(person) == ""
    assert reason(person, sender_key="chapters.group:7") == LeftOut.OPTED_OUT


def test_newest_word_about_a_purpose_counts_and_silence_is_no_refusal():
    silent, returned = reachable(), reachable()
    consents(returned, False, True)

    assert (reason(silent), reason(returned)) == ("", "")


def test_pause_ends_by_itself():
    person = reachable()
    Preference.objects.create(person=person, paused_until=TODAY)

    assert reason(person) == ""


@pytest.mark.parametrize(
    ("frequency", "days", "expected"),
    [("weekly", 6, "too_often"), ("weekly", 8, ""), ("monthly", 29, "too_often"), ("monthly", 31, "")],
)
def test_wish_for_fewer_mailings_is_kept(frequency, days, expected):
    person = reachable()
    Preference.objects.create(person=person, frequency=frequency)
    was_written_to(person, days)

    assert reason(person) == expected


def test_services_do_not_count_as_mailings(settings):
    settings.MAILINGS_A_WEEK = 1
    person = reachable()
    was_written_to(person, 1, topic="")

    assert reason(person) == ""


def test_account_comes_before_the_registry():
    person = reachable(account=UserFactory(email="mine@example.org"))

    assert address(person) == "mine@example.org"


def test_next_address_is_used_where_the_first_comes_back():
    person = reachable(account=UserFactory(email="mine@example.org"))
    AddressState.objects.create(address="mine@example.org", hard_at=NOW, changed_at=NOW)

    assert address(person) == f"p{person.pk}@example.org"


def test_held_address_is_used_again_after_its_time():
    person = reachable()
    held = AddressState.objects.create(
        address=f"p{person.pk}@example.org", held_until=NOW + timedelta(hours=1), changed_at=NOW
    )
    assert reason(person) == LeftOut.BOUNCED

    AddressState.objects.filter(pk=held.pk).update(held_until=NOW - timedelta(hours=1))
    assert reason(person) == ""


def test_closed_account_is_not_written_to():
    person = PersonFactory(account=UserFactory(email="mine@example.org", is_active=False))

    assert reason(person) == LeftOut.NO_ADDRESS


def test_best_contact_is_the_first_then_the_newest_confirmed():
    person = PersonFactory()
    for value, confirmed_at in (("old@example.org", NOW - timedelta(days=9)), ("new@example.org", NOW)):
        ContactFactory(
            person=person, kind="email", value=value, confirmed_at=confirmed_at, confirmed_by="self", is_primary=False
        )
    assert address(person) == "new@example.org"

    Contact.objects.filter(value="old@example.org").update(is_primary=True)
    assert address(person) == "old@example.org"


def test_group_reaches_by_the_registry_only_who_agreed():
    person = reachable()
    assert reason(person, topic="chapter") == LeftOut.NO_ADDRESS

    Consent.objects.create(person=person, purpose="chapters", is_given=True, text_version="1")
    assert reason(person, topic="chapter") == ""
