"""Who opened, exported and printed whom: written down where it happens, shown to the person by role."""

import pytest
from django.urls import reverse

from apps.core.actions import jobs
from apps.core.models import Job
from apps.records.actions import disclosures, exports, people, restrictions
from apps.records.models import Disclosure
from apps.records.querysets import disclosures as read
from tests.factories import AddressFactory, ContactFactory, GraduateFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(staff):
    return staff("records", name="Malee Maneewong")


@pytest.fixture
def graduates():
    return [GraduateFactory(account=UserFactory()) for _ in range(3)]


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def noted(**fields):
    rows = Disclosure.objects.filter(**fields).order_by("pk")
    return [(row.person_id, row.to_id, row.kind, row.reason) for row in rows]


def chosen(persons):
    return {"people": [str(person.public_id) for person in persons]}


def run(job):
    jobs.run(job_id=job.pk)
    job.refresh_from_db()
    return job


def test_opened_record_is_noted_once_a_day(graduates, clerk, client_for):
    client, person = client_for(clerk), graduates[0]
    for name in ("office:person", "office:person_history", "office:person"):
        client.get(reverse(name, args=[person.public_id]))

    assert noted() == [(person.pk, clerk.pk, "record", "")]


def test_own_record_is_not_noted(clerk):
    person = GraduateFactory(account=clerk)

    disclosures.note_once_a_day(person, to=clerk, kind=Disclosure.Kind.RECORD)

    assert noted() == []


def test_sensitive_field_is_noted_with_its_reason(graduates, clerk):
    people.open_sensitive(graduates[0], "national_id", by=clerk, reason="a receipt")

    assert noted() == [(graduates[0].pk, clerk.pk, "sensitive", "a receipt")]


def test_export_notes_everybody_in_the_file(graduates, clerk):
    job = run(exports.export_people(chosen(graduates[:2]), file_format="csv", by=clerk, reason="reunion"))

    assert job.state == "done"
    assert sorted(noted()) == [(person.pk, clerk.pk, "export", "reunion") for person in graduates[:2]]


def test_export_costs_the_same_number_of_statements_however_many(graduates, clerk, django_assert_num_queries):
    job = Job.objects.create(kind="x", title="x", by=clerk)

    with django_assert_num_queries(3):  # savepoint, rows, savepoint
        disclosures.note_all([person.pk for person in graduates], job=job, kind=Disclosure.Kind.EXPORT, reason="x")


def test_export_that_began_again_notes_nobody_twice(graduates, clerk):
    job = Job.objects.create(kind="x", title="x", by=clerk, attempts=1)
    ids = [person.pk for person in graduates]
    disclosures.note_all(ids[:2], job=job, kind=Disclosure.Kind.EXPORT, reason="x")
    job.attempts = 2

    disclosures.note_all(ids, job=job, kind=Disclosure.Kind.EXPORT, reason="x")

    assert [row[0] for row in noted()] == ids


def test_export_leaves_out_who_stopped_the_use(graduates, clerk):
    restrictions.begin(graduates[0], reason="", by=graduates[0].account)

    run(exports.export_people(chosen(graduates), file_format="csv", by=clerk, reason="reunion"))

    assert {row[0] for row in noted()} == {graduates[1].pk, graduates[2].pk}


def test_letters_note_those_who_are_written_to(graduates, clerk):
    AddressFactory(person=graduates[0])
    AddressFactory(person=graduates[1])
    restrictions.begin(graduates[1], reason="", by=graduates[1].account)

    job = run(exports.print_post(chosen(graduates), kind="labels", by=clerk, reason="invitation"))

    assert noted() == [(graduates[0].pk, clerk.pk, "letter", "invitation")]
    assert job.state == "done"


def test_person_sees_the_role_and_not_the_name(graduates, clerk, client_for):
    people.open_sensitive(graduates[0], "national_id", by=clerk, reason="a receipt")

    page = client_for(graduates[0].account).get(reverse("records:me_who")).content.decode()

    assert "a receipt" in page
    assert "Malee" not in page


def test_person_sees_nothing_of_others(graduates, clerk):
    people.open_sensitive(graduates[1], "national_id", by=clerk, reason="x")

    assert read.of_person(graduates[0]) == read.Readings([], [])


def test_ordinary_openings_are_counted(graduates, clerk):
    for reader in (clerk, StaffFactory()):
        disclosures.note_once_a_day(graduates[0], to=reader, kind=Disclosure.Kind.RECORD)
    disclosures.note(graduates[0], to=graduates[1].account, kind=Disclosure.Kind.PROFILE)

    assert [number for _kind, number in read.of_person(graduates[0]).counted] == [2, 1]


def test_readings_cost_the_same_however_many(graduates, clerk, django_assert_num_queries):
    for number in range(5):
        person, reader = graduates[0], StaffFactory(role="records")
        disclosures.note(person, to=reader, kind=Disclosure.Kind.SENSITIVE, what="national_id", reason=str(number))

    with django_assert_num_queries(3):
        read.of_person(graduates[0])


def test_contact_file_of_an_alumnus_is_no_business_of_the_office(graduates):
    """What alumni see of each other is counted, not told singly: nobody is to be asked why they looked."""
    ContactFactory(person=graduates[0])
    disclosures.note(graduates[0], to=graduates[1].account, kind=Disclosure.Kind.VCARD)

    assert read.of_person(graduates[0]).singly == []
