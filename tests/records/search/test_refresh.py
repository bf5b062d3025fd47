"""Search rows follow names, degrees, contacts, addresses, deaths and wishes."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.records.actions import search
from apps.records.lib.search_text import NameParts, row_sort_key
from apps.records.models import Contact, Death, DoNotContact, PersonName, SearchRow
from apps.records.querysets import counts
from tests.factories import (
    AddressFactory,
    ContactFactory,
    GraduateFactory,
    PersonFactory,
    PersonNameFactory,
)

pytestmark = pytest.mark.django_db


def row_of(person):
    search.refresh([person.pk])
    return SearchRow.objects.get(person_id=person.pk, tier="office")


def test_refresh_holds_current_and_former_names_ids_and_contacts():
    person = GraduateFactory(name__first_th="อารี", name__last_th="ใจดี", name__first_en="", name__last_en="")
    PersonNameFactory(
        person=person, first_th="อารี", last_th="แก้ว", first_en="", last_en="", is_current=False, nickname="ปู"
    )
    degree = person.degrees.get()
    ContactFactory(person=person, value="aree@example.org")
    ContactFactory(person=person, kind=Contact.Kind.MOBILE, value="+66812345678")

    row = row_of(person)

    words = ["อารีใจดี", "ใจดี", "อารีแกว", "แกว", "ปู", degree.student_id, "0812345678", "66812345678"]
    assert row.text.split()[:-1] == words
    assert (row.cohort, row.is_graduate) == (degree.cohort, True)


def test_refresh_leaves_out_what_turned_out_to_be_somebody_elses():
    person = PersonFactory(name__first_en="", name__last_en="")
    before = row_of(person).text
    ContactFactory(person=person, kind=Contact.Kind.MOBILE, value="+66812345678", status=Contact.Status.WRONG)

    assert row_of(person).text == before


def test_refresh_sorts_by_the_name_in_use():
    person = PersonFactory(name__first_th="เก่ง", name__last_th="ดี")
    PersonName.objects.update(is_current=False)
    PersonNameFactory(person=person, first_th="ไก่", last_th="ดี")

    assert row_of(person).sort_key == row_sort_key(NameParts("ไก่", "", "ดี"))


@pytest.mark.parametrize("kind", ["email", "mobile", "phone", "line"])
def test_a_live_contact_reaches(kind):
    person = PersonFactory()
    ContactFactory(person=person, kind=kind, value="+66812345678")

    assert row_of(person).is_reachable


@pytest.mark.parametrize("fields", [{"status": "bounced"}, {"status": "retired"}, {"kind": "website"}])
def test_a_dead_contact_does_not_reach(fields):
    person = PersonFactory()
    ContactFactory(person=person, **fields)

    assert not row_of(person).is_reachable


def test_a_live_address_reaches_and_tells_the_province():
    person = PersonFactory()
    AddressFactory(person=person)

    row = row_of(person)

    assert (row.is_reachable, row.province_id) == (True, "90")


def test_an_address_from_which_mail_comes_back_tells_nothing():
    person = PersonFactory()
    AddressFactory(person=person, status="returned")

    row = row_of(person)

    assert (row.is_reachable, row.province_id) == (False, None)


def test_the_dead_cannot_be_reached():
    person = PersonFactory()
    ContactFactory(person=person)
    report = Death.objects.create(
        person_id=person.pk, first_source="family", first_evidence="call", first_at=timezone.now()
    )
    once_reported = row_of(person)
    report.second_source, report.second_evidence, report.confirmed_at = "news", "page 3", timezone.now()
    report.save()
    confirmed = row_of(person)

    assert (once_reported.is_deceased, once_reported.is_reachable) == (False, True)
    assert (confirmed.is_deceased, confirmed.is_reachable) == (True, False)


@pytest.mark.parametrize(
    ("channel", "since", "until", "is_reachable"),
    [
        ("all", 0, None, False),
        ("all", 0, 0, False),
        ("email", 0, None, True),
        ("all", 1, None, True),
        ("all", -9, -1, True),
    ],
)
def test_a_wish_for_silence_counts_by_any_means_and_in_its_time(channel, since, until, is_reachable):
    person, today = PersonFactory(), timezone.localdate()
    ContactFactory(person=person)
    DoNotContact.objects.create(
        person_id=person.pk,
        channel=channel,
        since=today + timedelta(days=since),
        until=None if until is None else today + timedelta(days=until),
    )

    assert row_of(person).is_reachable is is_reachable


def test_wishes_that_turned_are_refreshed_once_a_day():
    person, today = PersonFactory(), timezone.localdate()
    ContactFactory(person=person)
    DoNotContact.objects.create(person_id=person.pk, since=today - timedelta(days=30), until=today - timedelta(days=1))
    SearchRow.objects.create(person_id=person.pk, tier="office", is_reachable=False)

    assert search.refresh_where_wishes_turn(today) == 1
    assert SearchRow.objects.get().is_reachable
    assert search.refresh_where_wishes_turn(today + timedelta(days=9)) == 0


def test_refresh_takes_the_same_statements_for_one_and_for_many():
    people = [GraduateFactory().pk for _ in range(40)]
    with CaptureQueriesContext(connection) as for_one:
        search.refresh(people[:1])
    with CaptureQueriesContext(connection) as for_many:
        search.refresh(people)

    assert (len(for_one), len(for_many)) == (16, 16)


def test_refresh_of_nobody_and_of_the_gone_writes_nothing():
    search.refresh([])
    search.refresh([987654])

    assert SearchRow.objects.count() == 0


def test_refresh_lets_kept_counts_expire(django_capture_on_commit_callbacks):
    before = counts.generation()
    with django_capture_on_commit_callbacks(execute=True):
        search.refresh([PersonFactory().pk])

    assert counts.generation() != before


def test_rebuild_search_finds_everybody_again(capsys):
    people = [PersonFactory(), GraduateFactory()]

    call_command("rebuild_search")

    assert set(SearchRow.objects.values_list("person_id", flat=True)) == {person.pk for person in people}
    assert capsys.readouterr().out == "\r2 / 2\r2 people can be found.\n"


def test_refresh_waits_for_another_change_to_the_same_person(together):
    """Each of the two adds a contact and refreshes: whoever comes second sees what the first one wrote."""
    person = PersonFactory()

    def change(number):
        with transaction.atomic():
            Contact.objects.create(person_id=person.pk, kind="mobile", value=f"+6681234567{number}")
            search.refresh([person.pk])

    assert together(change, 2) == [None, None]
    text = SearchRow.objects.get(person_id=person.pk).text
    assert [number in text for number in ("0812345670", "0812345671")] == [True, True]
