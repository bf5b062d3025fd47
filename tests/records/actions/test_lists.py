import pytest
from django.core.exceptions import ValidationError

from apps.core.models import AuditEntry
from apps.records.actions import lists
from apps.records.models import SavedList
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_add_people_counts_only_those_who_are_new(staff):
    clerk = staff()
    saved = lists.create(name="คืนสู่เหย้า", owner=clerk)
    one, other = PersonFactory(), PersonFactory()
    lists.add_people(saved, [one.pk], by=clerk)

    assert lists.add_people(saved, [one.pk, other.pk, other.pk], by=clerk) == 1


def test_add_people_says_in_the_audit_log_who_came(staff):
    clerk = staff()
    person = PersonFactory()

    lists.add_people(lists.create(name="ก", owner=clerk), [person.pk], by=clerk)

    assert AuditEntry.objects.get(action="records.add_to_list").after == {"people": [person.pk]}


def test_add_people_to_a_saved_search_is_refused(staff):
    clerk = staff()
    saved = lists.create(name="ก", owner=clerk, query="q=สม")

    with pytest.raises(ValidationError):
        lists.add_people(saved, [PersonFactory().pk], by=clerk)


def test_keep_people_on_a_new_list_of_a_name_taken_writes_nothing(staff):
    clerk = staff()
    lists.create(name="ก", owner=clerk)

    with pytest.raises(ValidationError):
        lists.keep_people(None, "ก", [PersonFactory().pk], by=clerk)

    assert SavedList.objects.count() == 1


def test_remove_people_leaves_the_others(staff):
    clerk = staff()
    saved = lists.create(name="ก", owner=clerk)
    one, other = PersonFactory(), PersonFactory()
    lists.add_people(saved, [one.pk, other.pk], by=clerk)

    lists.remove_people(saved, [one.pk], by=clerk)

    assert [member.person_id for member in saved.members.all()] == [other.pk]


def test_delete_leaves_the_people(staff):
    clerk = staff()
    saved = lists.create(name="ก", owner=clerk)
    person = PersonFactory()
    lists.add_people(saved, [person.pk], by=clerk)

    lists.delete(saved, by=clerk)

    person.refresh_from_db()
    assert SavedList.objects.count() == 0
