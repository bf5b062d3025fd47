from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from apps.records.actions import care, contacts
from apps.records.models import Contact, ContactLogEntry, SearchRow, Source
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def log(person, by, **fields):
    return care.log_contact(person, at=timezone.now(), channel="phone", summary="asked for the card", by=by, **fields)


def test_log_contact_with_a_day_goes_on_the_writers_own_worklist(staff):
    clerk = staff()

    log(PersonFactory(), clerk, follow_up_on=date(2026, 1, 5))

    assert ContactLogEntry.objects.due(date(2026, 1, 5)).of_owner(clerk).count() == 1


def test_log_contact_without_a_day_goes_on_nobodys_worklist(staff):
    log(PersonFactory(), staff())

    assert ContactLogEntry.objects.open().count() == 0


def test_finish_follow_up_takes_it_off_and_only_once(staff):
    clerk = staff()
    entry = log(PersonFactory(), clerk, follow_up_on=date(2026, 1, 5))

    care.finish_follow_up(entry, by=clerk)

    assert ContactLogEntry.objects.open().count() == 0
    with pytest.raises(care.AlreadyDone):
        care.finish_follow_up(entry, by=clerk)


def test_ask_not_to_contact_by_any_means_makes_the_person_unreachable(staff):
    person = PersonFactory()
    contacts.add(Contact(person=person, kind="email", value="a@example.org", source=Source.SELF), by=staff())

    wish = care.ask_not_to_contact(
        person, channel="all", since=timezone.localdate(), until=None, reason="too many letters", by=staff()
    )

    assert SearchRow.objects.get(person=person, tier="office").is_reachable is False
    care.lift_do_not_contact(wish, by=staff(), reason="changed their mind")
    assert SearchRow.objects.get(person=person, tier="office").is_reachable is True


def test_link_family_is_told_once_from_whichever_side(staff):
    one, other = PersonFactory(), PersonFactory()
    care.link_family(one, other, relation="spouse", by=staff())

    with pytest.raises(ValidationError):
        care.link_family(other, one, relation="spouse", by=staff())


def test_link_family_with_oneself_is_refused(staff):
    person = PersonFactory()

    with pytest.raises(ValidationError):
        care.link_family(person, person, relation="sibling", by=staff())
