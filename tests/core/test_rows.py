"""The one way in which a tracked row is created, changed or removed."""

import pytest
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import ProtectedError
from django.utils import translation

from apps.core.actions import rows
from apps.core.models import AuditBatch, AuditEntry
from apps.records.models import Campus, Contact, Person
from tests.factories import (
    CampusFactory,
    ContactFactory,
    DegreeFactory,
    FacultyFactory,
    GraduateFactory,
    PersonFactory,
    ProvinceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

WHO = {"by": None, "action": "records.test"}


def trail():
    return list(AuditEntry.objects.order_by("id"))


# ---- create


def test_create_inserts_and_records():
    by, batch, person = UserFactory(), AuditBatch.objects.create(action="records.import"), PersonFactory()
    contact = Contact(person=person, kind="email", value="a@example.org")

    rows.create(contact, by=by, action="records.add_contact", subject_id=person.pk, batch=batch, origin="file.csv 7")

    [entry] = trail()
    assert Contact.objects.get() == contact
    assert (entry.table, entry.key, entry.version, entry.before) == ("records.contact", str(contact.pk), 1, None)
    assert (entry.by, entry.batch, entry.subject_id, entry.origin) == (by, batch, person.pk, "file.csv 7")
    assert entry.after["value"] == "a@example.org"
    assert not {"id", "version", "created_at", "label"} & entry.after.keys()  # said by the entry itself, or blank


def test_create_names_the_field_that_is_wrong():
    with pytest.raises(ValidationError) as error:
        rows.create(Contact(person=PersonFactory(), kind="pigeon", value="a"), **WHO)

    assert set(error.value.error_dict) == {"kind"}
    assert (Contact.objects.count(), trail()) == (0, [])


def test_create_says_what_the_constraint_says():
    contact = ContactFactory()

    with pytest.raises(ValidationError, match="ช่องทางติดต่อนี้"):
        rows.create(Contact(person=contact.person, kind=contact.kind, value=contact.value), **WHO)

    assert (Contact.objects.count(), trail()) == (1, [])


def test_create_of_the_same_thing_twice_at_once_is_said_in_words(together):
    person = PersonFactory()

    def work(_):
        return rows.create(Contact(person=person, kind="email", value="a@example.org"), **WHO)

    results = together(work, 4)

    assert sorted(type(result).__name__ for result in results) == ["Contact"] + ["ValidationError"] * 3


# ---- change


def test_change_updates_and_records_only_what_is_different():
    contact = ContactFactory(value="old@example.org", label="home")

    assert rows.change(contact, {"value": "new@example.org", "label": "home"}, reason="asked", **WHO) is True

    contact.refresh_from_db()
    [entry] = trail()
    assert (contact.value, contact.version) == ("new@example.org", 2)
    assert (entry.before, entry.after) == ({"value": "old@example.org"}, {"value": "new@example.org"})
    assert (entry.version, entry.reason) == (2, "asked")


def test_change_brings_the_callers_row_up_to_date():
    contact = ContactFactory()

    rows.change(contact, {"value": "new@example.org"}, **WHO)

    stored = Contact.objects.get()
    assert (contact.value, contact.version, contact.updated_at) == (stored.value, 2, stored.updated_at)
    assert rows.change(contact, {"value": "newer@example.org"}, **WHO) is True


def test_change_of_nothing_writes_nothing():
    contact = ContactFactory()

    assert rows.change(contact, {"value": contact.value, "kind": contact.kind}, **WHO) is False
    assert (Contact.objects.get().version, trail()) == (1, [])


def test_change_sees_through_another_spelling_of_the_same_value():
    degree = DegreeFactory(gpa="3.50", entry_year_be=2544)

    assert rows.change(degree, {"gpa": "3.5", "entry_year_be": "2544"}, **WHO) is False


def test_change_takes_a_relation_as_row_or_key():
    campus, phuket, krabi = CampusFactory(), ProvinceFactory(code="83"), ProvinceFactory(code="81")

    rows.change(campus, {"province": phuket}, **WHO)
    rows.change(campus, {"province_id": krabi.pk}, **WHO)

    assert Campus.objects.get().province == campus.province == krabi
    assert [entry.after for entry in trail()] == [{"province_id": "83"}, {"province_id": "81"}]


def test_change_of_a_row_on_which_a_form_has_already_written():
    """A ModelForm writes on its instance while it validates; the change must not be lost for that."""
    contact = ContactFactory(value="old@example.org")
    contact.value = "new@example.org"

    assert rows.change(contact, {"value": "new@example.org"}, **WHO) is True
    assert trail()[0].before == {"value": "old@example.org"}


def test_change_of_a_field_that_does_not_exist_is_a_mistake():
    with pytest.raises(FieldDoesNotExist):
        rows.change(ContactFactory(), {"valeu": "new@example.org"}, **WHO)


@pytest.mark.parametrize("version", [0, 2])
def test_change_of_another_version_than_seen_is_stale(version):
    contact = ContactFactory(value="old@example.org")

    with pytest.raises(rows.Stale):
        rows.change(contact, {"value": "new@example.org"}, expected_version=version, **WHO)

    assert (Contact.objects.get().value, contact.value, trail()) == ("old@example.org", "old@example.org", [])


def test_change_of_a_removed_row_is_stale():
    contact = ContactFactory()
    Contact.objects.filter(pk=contact.pk).delete()

    with pytest.raises(rows.Stale):
        rows.change(contact, {"value": "new@example.org"}, **WHO)


def test_change_that_a_field_refuses_leaves_everything_as_it_was():
    contact = ContactFactory(kind="email")

    with pytest.raises(ValidationError) as error:
        rows.change(contact, {"kind": "pigeon", "label": "new"}, **WHO)

    assert set(error.value.error_dict) == {"kind"}
    assert (contact.kind, contact.label, contact.version, trail()) == ("email", "", 1, [])


def test_change_that_failed_can_be_tried_again():
    contact = ContactFactory(value="old@example.org")
    with pytest.raises(rows.Stale):
        rows.change(contact, {"value": "new@example.org"}, expected_version=9, **WHO)

    assert rows.change(contact, {"value": "new@example.org"}, **WHO) is True


def test_change_that_a_constraint_refuses_says_so():
    first = ContactFactory(value="a@example.org")
    second = ContactFactory(person=first.person, value="b@example.org")

    with pytest.raises(ValidationError, match="ช่องทางติดต่อนี้"):
        rows.change(second, {"value": "a@example.org"}, **WHO)

    assert (Contact.objects.get(pk=second.pk).value, trail()) == ("b@example.org", [])


def test_change_is_held_against_what_was_there_before():
    degree = DegreeFactory(entry_year_be=2540, graduation_year_be=2544)

    with pytest.raises(ValidationError, match="ปีที่เข้าศึกษา"):
        rows.change(degree, {"entry_year_be": 2545}, **WHO)


def test_change_asks_only_about_what_is_different(django_assert_max_num_queries):
    contact = ContactFactory(label="home")

    with django_assert_max_num_queries(8) as asked:  # the row, two savepoints, the change, the trail
        rows.change(contact, {"label": "office"}, **WHO)

    assert not [query for query in asked.captured_queries if "records_person" in query["sql"]]


def test_change_leaves_alone_what_nobody_may_enter_any_more():
    contact = ContactFactory(kind="email")
    Contact.objects.filter(pk=contact.pk).update(kind="pager")  # there was such a kind once
    contact.refresh_from_db()

    assert rows.change(contact, {"label": "office"}, **WHO) is True


def test_change_of_a_proxy_is_recorded_as_the_real_row():
    graduate = GraduateFactory()

    rows.change(graduate, {"note": "met in Hat Yai"}, **WHO)

    assert [entry.table for entry in trail()] == ["records.person"]
    assert Person.objects.get(pk=graduate.pk).note == "met in Hat Yai"


def test_change_of_many_at_once_loses_none(together):
    """Each reads, then changes: one of those who saw the same version wins, the others are told."""
    contact = ContactFactory()

    def work(number):
        mine = Contact.objects.get(pk=contact.pk)
        return rows.change(mine, {"label": f"by {number}"}, expected_version=1, **WHO)

    results = together(work, 4)

    contact.refresh_from_db()
    assert sorted(repr(result) for result in results) == ["Stale()", "Stale()", "Stale()", "True"]
    assert contact.label == f"by {results.index(True)}"
    assert [(entry.version, entry.after) for entry in trail()] == [(2, {"label": contact.label})]


def test_change_again_and_again_by_many_counts_every_version(together):
    contact = ContactFactory()

    def work(number):
        done = 0
        while done < 5:
            try:
                done += rows.change(Contact.objects.get(pk=contact.pk), {"label": f"{number}-{done}"}, **WHO)
            except rows.Stale:
                continue
        return done

    assert together(work, 3) == [5, 5, 5]

    entries = trail()
    assert sorted(entry.version for entry in entries) == list(range(2, 17))
    assert Contact.objects.get().version == 16
    by_version = sorted(entries, key=lambda entry: entry.version)
    assert [entry.after for entry in by_version[:-1]] == [entry.before for entry in by_version[1:]]


def test_adding_to_a_person_does_not_wait_for_a_change_of_the_person(together):
    person = PersonFactory()

    def work(number):
        if number == 0:
            return rows.change(person, {"note": "met in Hat Yai"}, **WHO)
        return rows.create(Contact(person=person, kind="email", value=f"{number}@example.org"), **WHO).pk > 0

    assert together(work, 4) == [True] * 4


# ---- remove


def test_remove_deletes_and_records_what_was_there():
    contact = ContactFactory(value="a@example.org")
    key = str(contact.pk)

    rows.remove(contact, subject_id=7, reason="asked", **WHO)

    [entry] = trail()
    assert Contact.objects.count() == 0
    assert (entry.table, entry.key, entry.version, entry.after) == ("records.contact", key, 2, None)
    assert (entry.before["value"], entry.subject_id, entry.reason) == ("a@example.org", 7, "asked")


def test_remove_records_what_goes_with_the_row():
    person = PersonFactory()
    contact = ContactFactory(person=person)

    rows.remove(person, **WHO)

    assert sorted((entry.table, entry.before["id"]) for entry in trail()) == [
        ("records.contact", contact.pk),
        ("records.person", person.pk),
        ("records.personname", AuditEntry.objects.get(table="records.personname").before["id"]),
    ]


def test_remove_of_another_version_than_seen_is_stale():
    contact = ContactFactory()
    rows.change(Contact.objects.get(), {"label": "home"}, **WHO)

    with pytest.raises(rows.Stale):
        rows.remove(contact, **WHO)

    assert Contact.objects.count() == 1


def test_remove_of_what_others_point_at_is_refused():
    campus = FacultyFactory().campus

    with pytest.raises(ProtectedError):
        rows.remove(campus, **WHO)

    assert (Campus.objects.count(), trail()) == (1, [])


def test_remove_and_change_at_once_have_one_winner(together):
    contact = ContactFactory()

    def work(number):
        mine = Contact.objects.get(pk=contact.pk)
        if number == 0:
            return rows.remove(mine, expected_version=1, **WHO)
        return rows.change(mine, {"label": "home"}, expected_version=1, **WHO)

    results = together(work, 2)

    won = [result for result in results if not isinstance(result, rows.Stale | Contact.DoesNotExist)]
    assert len(won) == 1
    assert len(trail()) == 1


# ---- refusals that only the database sees


def test_refusal_is_said_in_the_words_of_the_constraint():
    error = 'duplicate key value violates unique constraint "contact_is_entered_once"\nDETAIL: Key already exists.'

    with translation.override("en"):
        assert rows.refused(Contact(), error).messages == ["This person already has this contact."]


def test_refusal_is_not_misled_by_what_somebody_typed():
    error = 'new row violates check constraint "other"\nDETAIL: Failing row contains (contact_is_entered_once).'

    assert rows.refused(Contact(), error).messages == rows.refused(Contact(), "?").messages
