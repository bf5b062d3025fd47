"""Taking an import back: what nobody touched is as it was; what somebody touched stays and is listed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.core.actions import audit
from apps.core.models import AuditEntry
from apps.core.querysets.entries import one_by_one
from apps.imports.actions import files
from apps.imports.models import Import
from apps.records.actions import contacts, names
from apps.records.models import Contact, Degree, HeldChange, Person, PersonName, SavedList, SavedListMember

from .conftest import PEOPLE, check, outcomes, run, undo
from .dumps import COUNTED, dump

pytestmark = pytest.mark.django_db
OTHER = [PEOPLE[0] | {"gpa": "3.75", "email": "new@example.org", "house_no": "9", "last_en": "Jaidi"}, *PEOPLE[1:]]


def test_undo_of_new_people_leaves_the_registry_as_it_was(given, clerk):
    before = dump()
    new = run(check(given(PEOPLE), clerk), clerk)

    new = undo(new, clerk)

    assert (new.state, new.report["left"], new.report["rows"]) == ("undone", 0, [])
    assert dump() == before


def test_undo_of_changes_leaves_the_registry_as_it_was(imported, clerk):
    imported(PEOPLE)
    before = dump(without=COUNTED)
    new = imported(OTHER)
    assert dump(without=COUNTED) != before

    undo(new, clerk)

    assert dump(without=COUNTED) == before


def test_undo_of_a_further_degree_settles_the_first_again(imported, clerk):
    imported([PEOPLE[0]])
    before = dump(without=COUNTED)
    new = imported([PEOPLE[0] | {"student_id": "3610001", "graduation_year_be": "2540", "entry_year_be": "2536"}])

    undo(new, clerk)

    assert dump(without=COUNTED) == before


def test_undo_is_in_the_trail_with_versions_that_go_on(imported, clerk):
    imported([PEOPLE[0]])
    new = imported([OTHER[0]])

    undo(new, clerk)

    degree = Degree.objects.get()
    entries = one_by_one(AuditEntry.objects.order_by("pk"))
    assert [(each.version, each.action) for each in entries if _is_of(each, degree)] == [
        (1, "records.add_degree"),
        (2, "records.change_degree"),
        (3, "imports.undo"),
    ]
    assert degree.version == 3


def test_fact_that_was_edited_since_stays_and_is_listed(imported, clerk):
    imported([PEOPLE[0]])
    new = imported([OTHER[0]])
    name = PersonName.objects.get()
    names.correct(name, {"last_en": "Jaydee"}, source="registrar", by=clerk)

    new = undo(new, clerk)

    name.refresh_from_db()
    assert (name.last_en, new.report["rows"][0]["why"]) == ("Jaydee", "edited")
    assert not Contact.objects.filter(value="new@example.org").exists()


def test_new_person_who_was_edited_since_stays_as_a_whole(imported, clerk):
    new = imported(PEOPLE)
    contact = Contact.objects.get(value="somchai@example.org")
    contacts.set_status(contact, Contact.Status.BOUNCED, source="bounce", by=clerk)

    new = undo(new, clerk)

    assert Person.objects.get() == contact.person
    assert contact.person.degrees.count() == 1
    assert [(row["why"], row["table"]) for row in new.report["rows"]] == [("edited", "records.contact")]


@pytest.mark.parametrize("gain", ["account", "list", "held"])
def test_new_person_who_gained_something_since_stays_and_is_listed(imported, clerk, gain):
    new = imported(PEOPLE)
    person = Person.objects.get(names__first_th="สมชาย")
    if gain == "account":
        Person.objects.filter(pk=person.pk).update(account=clerk)
    elif gain == "list":
        chosen = SavedList.objects.create(name="x", owner=clerk)
        SavedListMember.objects.create(saved_list=chosen, person=person)
    else:
        HeldChange.objects.create(person=person, table="records.degree", key="1", values={}, source="self", reason="x")

    new = undo(new, clerk)

    expected = {"account": "account", "list": "records.savedlistmember", "held": "records.heldchange"}[gain]
    assert Person.objects.get() == person
    assert [(row["why"], row["subject_id"]) for row in new.report["rows"]] == [(expected, person.pk)]


def test_undone_import_can_be_imported_again(imported, clerk):
    new = undo(imported(PEOPLE), clerk)

    again = run(check(new, clerk), clerk)

    assert (again.state, outcomes(again), Person.objects.count()) == ("done", ["created"] * 3, 3)


def test_undo_ends_after_thirty_days(imported, clerk):
    new = imported(PEOPLE)
    Import.objects.update(ran_at=timezone.now() - timedelta(days=30, minutes=1))
    new.refresh_from_db()

    with pytest.raises(files.TooLate):
        files.undo(new, by=clerk, reason="late")


def test_cohort_that_is_in_use_since_stays(imported, clerk):
    new = imported([PEOPLE[0]])
    cohort = Degree.objects.get().cohort
    other = imported([PEOPLE[1] | {"graduation_year_be": "2544"}])

    new = undo(new, clerk)

    assert Degree.objects.get().cohort == cohort
    assert other.counts["created"] == 1
    assert new.report["left"] == 0


def _is_of(entry, row):
    return (entry.table, entry.key) == (audit.table_of(row), str(row.pk))
