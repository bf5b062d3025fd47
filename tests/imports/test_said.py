"""Rows that say again what the last import said: no closer look, the same outcome."""

import pytest

from apps.core.actions import rows
from apps.imports.actions import deciding, meeting, verifying
from apps.records.models import Contact, Degree, Faculty, Person

from .conftest import PEOPLE, outcomes, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def looked_at(monkeypatch):
    """Whom the check looked at closely; already a file of one row counts as large."""
    looked = set()
    read = meeting.known_people

    def note(person_ids):
        wanted = set(person_ids)
        looked.update(wanted)
        return read(wanted)

    monkeypatch.setattr(meeting, "FEW", 1)
    monkeypatch.setattr(meeting, "known_people", note)
    return looked


def test_only_rows_that_say_something_else_are_looked_at(imported, checked, looked_at):
    imported(PEOPLE)

    new = checked([PEOPLE[0] | {"gpa": "3.75"}, *PEOPLE[1:]])

    assert outcomes(new) == ["updated"] + ["unchanged"] * (len(PEOPLE) - 1)
    assert looked_at == {Degree.objects.get(student_id=PEOPLE[0]["student_id"]).person_id}


def test_whoever_was_touched_since_is_looked_at(imported, checked, clerk, looked_at):
    imported(PEOPLE)
    contact = Contact.objects.filter(kind="email").first()
    rows.remove(contact, by=clerk, action="records.remove_contact", subject_id=contact.person_id)

    new = checked(PEOPLE)

    assert looked_at == {contact.person_id}
    assert outcomes(new).count("updated") == 1


def test_other_reference_data_make_every_row_new(imported, checked, looked_at):
    imported(PEOPLE)
    Faculty.objects.update(first_intake_be=2500)

    checked(PEOPLE)

    assert looked_at == set(Person.objects.values_list("pk", flat=True))


def test_run_plans_nobody_anew_for_what_an_earlier_import_wrote(imported, checked, clerk, monkeypatch):
    imported(PEOPLE)
    new = checked([PEOPLE[0] | {"gpa": "3.75"}, *PEOPLE[1:]])
    monkeypatch.setattr(verifying, "Planner", None)

    assert run(new, clerk).state == "done"


def test_run_plans_anew_whom_a_decision_on_an_earlier_import_changed(imported, checked, clerk):
    imported([PEOPLE[0]])
    held = imported([PEOPLE[0] | {"first_th": "สมศักดิ์", "last_th": "มั่นคง", "email": "new@example.org"}])
    new = checked([PEOPLE[0] | {"email": "new@example.org"}])
    assert (outcomes(held), outcomes(new)) == (["held"], ["updated"])

    deciding.decide(held.rows.get(), "same", by=clerk)

    assert run(new, clerk).state == "failed"
