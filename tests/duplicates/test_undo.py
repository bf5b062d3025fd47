"""A merge that is taken back leaves every table exactly as it was; what somebody changed since is not overwritten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.core.actions import privacy
from apps.core.privacy import Subject
from apps.directory.models import Letter
from apps.duplicates.actions import merging
from apps.duplicates.models import Merge, MergedRow
from apps.records.actions import contacts, people, photos, search
from apps.records.lib.portrait import Portrait
from apps.records.models import Contact, ErasureRequest, Person, Profile, SavedList, SearchRow
from tests.duplicates import twins as pairs
from tests.factories import ContactFactory, ConversationFactory, PersonFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins():
    return pairs.build()


@pytest.fixture
def clerk():
    return StaffFactory(role="records")


@pytest.fixture
def merge(twins):
    return merging.merge(twins.kept, twins.gone, by=twins.clerk, choices={})


@pytest.mark.parametrize("swapped", [False, True])
def test_every_table_is_as_it_was(twins, swapped):
    kept, gone = (twins.gone, twins.kept) if swapped else (twins.kept, twins.gone)
    before = pairs.dump()

    merge = merging.merge(kept, gone, by=twins.clerk, choices={})
    merged = pairs.dump()
    merging.undo(merge, by=twins.clerk)

    after = pairs.dump()
    assert merged != before
    assert {table: rows for table, rows in after.items() if rows != before[table]} == {}


def test_row_that_was_changed_since_goes_back_with_what_it_says_now(twins, merge):
    contact = Contact.objects.get(pk=twins.newer.pk)
    contacts.change(contact, {"label": "new"}, source="self", by=twins.clerk)

    [edited] = merging.what_changed(merge).moved_and_edited
    merging.undo(merge, by=twins.clerk)

    contact.refresh_from_db()
    assert edited.key == str(contact.pk)
    assert (contact.person_id, contact.label, contact.is_primary) == (twins.gone.pk, "new", True)


def test_row_that_was_changed_since_may_stay(twins, merge):
    contact = Contact.objects.get(pk=twins.newer.pk)
    contacts.change(contact, {"label": "new"}, source="self", by=twins.clerk)
    [edited] = merging.what_changed(merge).moved_and_edited

    merging.undo(merge, by=twins.clerk, leave=[edited.pk])

    contact.refresh_from_db()
    assert (contact.person_id, contact.label, contact.is_primary) == (twins.kept.pk, "new", False)
    assert Contact.objects.get(pk=twins.mobile.pk).is_primary


def test_fact_of_the_person_that_was_changed_since_stays(twins, merge):
    people.change(Person.objects.get(pk=twins.kept.pk), {"gender": "m"}, by=twins.clerk)

    merging.undo(merge, by=twins.clerk)

    kept = Person.objects.get(pk=twins.kept.pk)
    assert (kept.gender, str(kept.birth_date), kept.national_id) == ("m", "1982-05", "")
    assert Person.objects.get(pk=twins.gone.pk).national_id == pairs.NATIONAL_ID


def test_what_came_since_is_named_and_stays(twins, merge):
    new = ContactFactory(person=Person.objects.get(pk=twins.kept.pk), value="new@example.org")

    added = merging.what_changed(merge).added
    merging.undo(merge, by=twins.clerk)

    assert added == [(Contact, new.pk)]
    assert Contact.objects.get(pk=new.pk).person_id == twins.kept.pk


def test_letter_that_came_since_goes_with_its_conversation():
    clerk, kept = StaffFactory(role="records"), PersonFactory()
    conversation = ConversationFactory()
    gone = conversation.starter
    merge = merging.merge(kept, gone, by=clerk, choices={})
    letter = Letter.objects.create(conversation=conversation, writer=kept, text="hello")

    merging.undo(merge, by=clerk)

    letter.refresh_from_db()
    assert letter.writer_id == gone.pk


def test_row_that_was_removed_since_does_not_come_back(twins, merge):
    contact = Contact.objects.get(pk=twins.newer.pk)
    contacts.remove(contact, by=twins.clerk, reason="never hers")

    assert [row.key for row in merging.what_changed(merge).removed] == [str(twins.newer.pk)]
    merging.undo(merge, by=twins.clerk)

    assert not Contact.objects.filter(pk=twins.newer.pk).exists()


def test_list_that_is_gone_since_takes_nothing_down(twins, merge):
    SavedList.objects.filter(name="both").delete()

    merging.undo(merge, by=twins.clerk)

    assert Person.objects.filter(pk=twins.gone.pk).exists()


def test_both_are_found_again(twins, merge):
    merging.undo(merge, by=twins.clerk)

    assert SearchRow.objects.filter(person__in=[twins.kept.pk, twins.gone.pk], tier="office").count() == 2


# ---- when it cannot be taken back


def cannot(merge, by):
    with pytest.raises(merging.CannotUndo) as error:
        merging.undo(merge, by=by)
    return str(error.value)


def test_taken_back_twice_is_refused(twins, merge):
    merging.undo(merge, by=twins.clerk)

    assert cannot(merge, twins.clerk)


def test_older_than_ninety_days_is_refused(twins, merge):
    Merge.objects.update(at=timezone.now() - timedelta(days=91))

    assert cannot(merge, twins.clerk)


def test_chain_is_taken_back_from_its_end():
    clerk = StaffFactory(role="records")
    one, two, three = PersonFactory(), PersonFactory(), PersonFactory()
    search.refresh([one.pk, two.pk, three.pk])
    before = pairs.dump()
    first = merging.merge(two, one, by=clerk, choices={})
    second = merging.merge(three, two, by=clerk, choices={})

    assert cannot(first, clerk)
    merging.undo(second, by=clerk)
    merging.undo(first, by=clerk)

    assert pairs.dump() == before


def test_two_merges_into_one_are_taken_back_the_later_first():
    clerk = StaffFactory(role="records")
    kept = PersonFactory()
    first = merging.merge(kept, PersonFactory(), by=clerk, choices={})
    second = merging.merge(kept, PersonFactory(), by=clerk, choices={})

    assert cannot(first, clerk)
    merging.undo(second, by=clerk)
    merging.undo(first, by=clerk)
    assert Person.objects.filter(pk__in=[first.gone_key, second.gone_key]).count() == 2


def test_number_that_somebody_else_has_by_now_stands_in_the_way(twins, merge):
    people.set_national_id(Person.objects.get(pk=twins.kept.pk), "", by=twins.clerk, reason="wrong")
    people.set_national_id(PersonFactory(), pairs.NATIONAL_ID, by=twins.clerk, reason="hers")
    before = pairs.dump()

    assert cannot(merge, twins.clerk)
    assert pairs.dump() == before


def test_person_who_asked_to_be_erased_is_not_made_two(twins, merge):
    ErasureRequest.objects.create(person_id=twins.kept.pk, due_at=timezone.now())

    assert cannot(merge, twins.clerk)


# ---- what is forgotten


def test_values_are_forgotten_after_ninety_days(twins, merge):
    Merge.objects.update(at=timezone.now() - timedelta(days=91))

    privacy.expire(timezone.now())

    merge.refresh_from_db()
    assert (merge.gone_name, merge.held) == ("", {})
    [leads_on] = MergedRow.objects.all()
    assert (leads_on.table, list(leads_on.before), leads_on.after) == ("directory.conversation", ["public_id"], None)
    assert merge.gone_public_id == twins.gone.public_id


def test_who_is_erased_is_erased_from_merges_too(twins, merge):
    privacy.erase(Subject(twins.kept.pk, twins.gone.account_id))

    assert not MergedRow.objects.exists()
    assert cannot(merge, twins.clerk)


# ---- what stands outside the tables


def photo(person, settings, tmp_path, name):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "photos").mkdir(exist_ok=True)
    for size in photos.SIZES:
        (tmp_path / photos.file_of(f"photos/{name}", size)).write_bytes(name.encode())
    Profile.objects.update_or_create(person=person, defaults={"photo": f"photos/{name}"})


@pytest.fixture
def pictured(clerk, settings, tmp_path, django_capture_on_commit_callbacks):
    """Two records that were merged; the photo of the record that went is the photo of both."""
    kept, gone = PersonFactory(), PersonFactory()
    photo(gone, settings, tmp_path, "old")
    Profile.objects.create(person=kept, confirmed_at=timezone.now())  # so that this row stays and takes the photo
    with django_capture_on_commit_callbacks(execute=True):
        merge = merging.merge(kept, gone, by=clerk, choices={})
    assert Profile.objects.get(person=kept.pk).photo == "photos/old"
    return merge, kept, gone


def test_photo_that_was_replaced_since_comes_back_with_its_record(pictured, clerk, django_capture_on_commit_callbacks):
    merge, kept, gone = pictured
    with django_capture_on_commit_callbacks(execute=True):
        photos.keep(kept, Portrait(b"large", b"small"), by=clerk)
        merging.undo(merge, by=clerk)

    kept_photo, gone_photo = (Profile.objects.get(person=person.pk).photo for person in (kept, gone))
    assert gone_photo == "photos/old"
    assert kept_photo not in {"", "photos/old"}
    assert photos.is_there(kept_photo)
    assert photos.is_there(gone_photo)


def test_photo_that_was_replaced_goes_when_the_merge_stands(pictured, clerk, django_capture_on_commit_callbacks):
    merge, kept, _gone = pictured
    with django_capture_on_commit_callbacks(execute=True):
        photos.keep(kept, Portrait(b"large", b"small"), by=clerk)
        merging.forget(Merge.objects.filter(pk=merge.pk))

    assert not photos.is_there("photos/old")


def test_photo_that_its_owner_took_away_since_does_not_come_back(pictured, clerk, django_capture_on_commit_callbacks):
    merge, kept, gone = pictured
    with django_capture_on_commit_callbacks(execute=True):
        photos.remove(kept, by=clerk)
    merging.undo(merge, by=clerk)

    assert not photos.is_there("photos/old")
    assert Profile.objects.get(person=gone.pk).photo == ""
