import pytest
from django.core.exceptions import ValidationError

from apps.core.actions.rows import Stale
from apps.core.lib.dates import PartialDate
from apps.core.models import AuditEntry
from apps.records.actions import names
from apps.records.actions.facts import Outcome
from apps.records.models import PersonName, SearchRow, Source
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def rename(person, by, **values):
    return names.rename(
        person,
        values,
        reason=PersonName.Reason.MARRIAGE,
        since=PartialDate(2006, 3),
        source=Source.SELF,
        by=by,
    )


def test_rename_keeps_the_old_name_as_a_former_one(staff):
    person = PersonFactory(name__first_th="สุดา", name__last_th="ใจดี")

    rename(person, staff(), last_th="รักไทย")

    assert list(person.names.order_by("pk").values_list("last_th", "is_current")) == [("ใจดี", False), ("รักไทย", True)]


def test_rename_carries_over_what_was_not_said(staff):
    person = PersonFactory(name__first_th="สุดา", name__nickname="ดา")

    new = rename(person, staff(), last_th="รักไทย")

    assert (new.first_th, new.nickname) == ("สุดา", "ดา")


def test_rename_still_finds_the_person_by_the_former_surname(staff):
    person = PersonFactory(name__first_th="สุดา", name__last_th="ใจดี")

    rename(person, staff(), last_th="รักไทย")

    text = SearchRow.objects.get(person=person, tier="office").text
    assert ("ใจดี" in text, "รักไทย" in text) == (True, True)


def test_rename_to_the_same_name_is_refused_and_writes_nothing(staff):
    person = PersonFactory(name__first_th="สุดา", name__last_th="ใจดี")

    with pytest.raises(ValidationError):
        rename(person, staff(), first_th="สุดา", last_th="ใจดี")

    assert (person.names.count(), AuditEntry.objects.count()) == (1, 0)


def test_rename_from_a_stale_page_is_refused(staff):
    person = PersonFactory()

    with pytest.raises(Stale):
        names.rename(
            person,
            {"last_th": "รักไทย"},
            reason=PersonName.Reason.CHOICE,
            since=None,
            source=Source.SELF,
            by=staff(),
            expected_version=99,
        )


def test_correct_mends_the_name_and_leaves_no_former_one(staff):
    person = PersonFactory(name__first_th="สุดาา", name__source=Source.STAFF)

    outcome = names.correct(person.names.get(), {"first_th": "สุดา"}, source=Source.STAFF, by=staff())

    assert outcome is Outcome.SAVED
    assert [name.first_th for name in person.names.all()] == ["สุดา"]


def test_remove_former_refuses_the_name_in_use(staff):
    person = PersonFactory()

    with pytest.raises(ValidationError):
        names.remove_former(person.names.get(), by=staff(), reason="wrong")
