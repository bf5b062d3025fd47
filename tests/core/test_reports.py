"""The audit trail in words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from apps.core import reports
from apps.core.actions import audit
from apps.core.models import AuditEntry
from tests.factories import FacultyFactory, ProvinceFactory, UserFactory


def told(table, before, after, *, key="1", subject_id=None, action="records.change_contact"):
    audit.write([audit.Change(table, key, 2, before, after, subject_id)], action=action, by=None)
    return reports.tell(AuditEntry.objects.all())[-1]


def words(line):
    return (line.label, line.before, line.after)


@pytest.mark.django_db
def test_tell_names_fields_and_choices():
    with translation.override("en"):
        told_change = told("records.contact", {"status": "live"}, {"status": "bounced"}, subject_id=7)

    assert told_change.thing == "contact"
    assert [words(line) for line in told_change.lines] == [("Status", "In use", "Mail comes back")]


@pytest.mark.django_db
def test_tell_names_what_a_key_points_at():
    province = ProvinceFactory(code="90")

    change = told("records.address", {"province_id": None}, {"province_id": "90"}, subject_id=7)

    assert [words(line)[1:] for line in change.lines] == [("", str(province))]


@pytest.mark.django_db
def test_tell_gives_the_number_of_what_is_gone():
    change = told("records.degree", {"faculty_id": 999}, {"faculty_id": None}, subject_id=7)

    assert [words(line)[1:] for line in change.lines] == [("#999", "")]


@pytest.mark.django_db
def test_tell_writes_days_in_the_readers_era():
    with translation.override("th"):
        change = told("records.facultyname", {"valid_from": None}, {"valid_from": "2007-01-01"})

    assert change.lines[0].after == "1 มกราคม 2550"


@pytest.mark.django_db
def test_tell_writes_partial_dates():
    with translation.override("th"):
        change = told("records.person", {"birth_date": None}, {"birth_date": "1984-03"}, subject_id=7)

    assert change.lines[0].after == "มีนาคม 2527"


@pytest.mark.django_db
def test_tell_never_shows_what_is_encrypted():
    with translation.override("en"):
        change = told("records.person", {"national_id": "gAAAAsecret"}, {"national_id": "gAAAAother"}, subject_id=7)

    assert all("gAAAA" not in line.before + line.after for line in change.lines)


@pytest.mark.django_db
def test_tell_skips_keys_and_counters():
    change = told("records.contact", None, {"id": 5, "version": 1, "person_id": 7, "value": "a@example.org"})

    assert [line.after for line in change.lines] == ["a@example.org"]


@pytest.mark.django_db
def test_tell_names_the_row_itself_where_nobody_is_concerned():
    faculty = FacultyFactory(name_th="คณะวิทยาศาสตร์")

    change = told("records.faculty", {"code": "A"}, {"code": "B"}, key=str(faculty.pk))

    assert change.name == "คณะวิทยาศาสตร์"


@pytest.mark.django_db
def test_tell_takes_the_callers_names():
    audit.write([audit.Change("records.familylink", "1", 1, None, {"relative_id": 5}, 7)], action="x", by=None)
    person = reports.apps.get_model("records.person")

    (change,) = reports.tell(AuditEntry.objects.all(), {person: lambda keys: {str(key): "อารี" for key in keys}})

    assert [line.after for line in change.lines] == ["อารี"]


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["records.nothing", "nonsense", "a.b.c", ""])
def test_tell_passes_over_tables_that_are_no_more(table):
    change = told(table, {"status": "live"}, {"status": "<b>"}, key="x'; drop")

    assert [words(line) for line in change.lines] == [("Status", "live", "<b>")]


@pytest.mark.django_db
def test_tell_names_roles():
    user = UserFactory()

    with translation.override("en"):
        change = told("accounts.user", {"roles": []}, {"roles": ["records", "gone"]}, key=str(user.pk))

    assert [words(line) for line in change.lines] == [("Roles", "", "Records, gone")]


@pytest.mark.django_db
def test_tell_costs_the_same_for_one_and_many():
    faculties = FacultyFactory.create_batch(30)
    changes = [
        audit.Change("records.degree", str(n), 1, None, {"faculty_id": f.pk}, n) for n, f in enumerate(faculties)
    ]
    audit.write(changes, action="x", by=None)
    entries = list(AuditEntry.objects.all())

    with CaptureQueriesContext(connection) as for_one:
        reports.tell(entries[:1])
    with CaptureQueriesContext(connection) as for_many:
        reports.tell(entries)

    assert len(for_many) == len(for_one)
