from datetime import timedelta

import pytest
from django.utils import timezone

from apps.records.actions import search
from apps.records.models import DoNotContact, SearchRow
from apps.records.tasks import turn_wishes
from tests.factories import ContactFactory

pytestmark = pytest.mark.django_db


def test_turn_wishes_makes_reachable_whom_a_wish_no_longer_shields():
    today = timezone.localdate()
    person = ContactFactory().person
    wish = DoNotContact.objects.create(person=person, channel="all", since=today - timedelta(30), until=today)
    search.refresh([person.pk])
    DoNotContact.objects.filter(pk=wish.pk).update(until=today - timedelta(1))

    turn_wishes()

    assert SearchRow.objects.get(person=person, tier="office").is_reachable is True
