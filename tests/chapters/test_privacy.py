"""What the groups keep of people: handed over, and nothing of others."""

import pytest
from django.utils import timezone

from apps.chapters.privacy import GROUPS
from apps.core.privacy import Subject, export
from tests.factories import AlumnusFactory, ChapterFactory, DueFactory, MembershipFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    """An alumnus of whom a group keeps something of each kind."""
    person, today = AlumnusFactory(), timezone.localdate()
    chapter = ChapterFactory(name_th="ชมรมทดลอง", name_en="Trial group")
    MembershipFactory(chapter=chapter, person=person, state="member", since=today, note="please let me in")
    DueFactory(chapter=chapter, person=person, reference="RECEIPT77", paid_on=today)
    TermFactory(person=person, minutes="minutes 12/2569")
    return person


def subject(person):
    return Subject(person.pk, person.account_id)


def test_everything_is_handed_over_and_nothing_of_others(member):
    MembershipFactory(note="somebody else's words")

    told = str([rows for _table, rows in export(GROUPS, subject(member))])

    assert [each for each in ("please let me in", "RECEIPT77", "minutes 12/2569") if each not in told] == []
    assert "somebody else" not in told
