"""What people asked for and the office accepted goes back to the registrar, in words."""

import csv
from io import StringIO

import pytest
from django.utils import timezone, translation

from apps.core.actions import jobs
from apps.core.models import Job
from apps.imports.actions import corrections
from apps.imports.actions.files import NotAllowed
from apps.records.actions import held
from apps.records.models import Contact, Degree, Disclosure, HeldChange, Institution, Person, PersonName
from tests.factories import FacultyFactory

from .conftest import PEOPLE

pytestmark = pytest.mark.django_db


def asked(fact, values, *, source="self", key=None):
    return HeldChange.objects.create(
        person_id=getattr(fact, "person_id", fact.pk),
        table=fact._meta.label_lower,
        key=key or str(fact.pk),
        values=values,
        source=source,
        reason="the registrar said otherwise",
    )


def exported(clerk):
    """The rows of the file, by the head of their column."""
    with translation.override("en"):
        job = corrections.export(since=timezone.localdate(), by=clerk, reason="monthly")
        jobs.run(job_id=job.pk)
    job = Job.objects.get(pk=job.pk)
    assert job.state == "done"
    with job.result.open() as file:
        return list(csv.DictReader(StringIO(file.read().decode("utf-8-sig"))))


def test_accepted_corrections_are_told_in_words(imported, clerk):
    imported([PEOPLE[0]])
    degree, name, person = Degree.objects.get(), PersonName.objects.get(), Person.objects.get()
    faculty = FacultyFactory(institution=degree.institution, campus=degree.campus, code="ENG", name_en="Engineering")
    for change in (
        asked(degree, {"faculty_id": faculty.pk, "programme_id": None}),
        asked(name, {"last_en": "=Jaydee"}),
        asked(person, {"birth_date": "1979-05-15"}),
    ):
        held.accept(change, by=clerk, reason="saw the papers")

    rows = {row["field"]: row for row in exported(clerk)}

    assert rows["Faculty"]["corrected"] == "Engineering"
    assert rows["Faculty"]["until now"]
    assert {row["student id"] for row in rows.values()} == {"4010001"}
    assert {row["name"] for row in rows.values()} == {"สมชาย ใจดี"}
    assert "'=Jaydee" in {row["corrected"] for row in rows.values()}
    assert any("15" in row["corrected"] for row in rows.values() if "irth" in row["field"])
    assert Disclosure.objects.filter(person=person, kind="export").exists()


def test_correction_of_a_further_degree_names_its_student_id(imported, clerk):
    further = {"student_id": "4510001", "degree": "วท.ม.", "graduation_year_be": "2548", "entry_year_be": "2545"}
    imported([PEOPLE[0], PEOPLE[0] | further])
    for degree in Degree.objects.order_by("graduation_year_be"):
        held.accept(asked(degree, {"gpa": "3.99"}), by=clerk)
    held.accept(asked(PersonName.objects.get(), {"last_en": "Jaydee"}), by=clerk)

    rows = [(row["student id"], row["corrected"]) for row in exported(clerk)]

    assert rows == [("4010001", "3.99"), ("4510001", "3.99"), ("4010001", "Jaydee")]


def test_degree_that_was_missing_is_among_them(imported, clerk, settings):
    settings.INSTITUTION = Institution.objects.get().code
    imported([PEOPLE[0]])
    degree = Degree.objects.get()
    lacked = {"title_id": degree.title_id, "faculty_id": degree.faculty_id, "graduation_year_be": 2550}
    held.accept(asked(degree, lacked, key=held.MISSING), by=clerk)

    assert {row["corrected"] for row in exported(clerk)} >= {"2550"}


def test_what_others_said_or_nobody_accepted_is_not(imported, clerk):
    imported([PEOPLE[0]])
    name, contact = PersonName.objects.get(), Contact.objects.get(kind="email")
    asked(name, {"last_en": "Waits"})
    held.reject(asked(name, {"last_en": "Rejected"}), by=clerk, reason="no")
    held.accept(asked(name, {"last_en": "Chapter"}, source="chapter"), by=clerk)
    held.accept(asked(contact, {"value": "other@example.org"}), by=clerk)

    assert exported(clerk) == []


def test_events_staff_may_not(university, staff):
    with pytest.raises(NotAllowed):
        corrections.export(since=timezone.localdate(), by=staff("events"), reason="x")
