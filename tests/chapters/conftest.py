from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.factories import AlumnusFactory, ChapterFactory, MembershipFactory, SeatFactory, TermFactory


@pytest.fixture
def days():
    """`days(3)`: the day three days from today."""
    return lambda number: timezone.localdate() + timedelta(days=number)


@pytest.fixture
def group(db):
    """A group with its head, a member without a post, and an alumnus who is a stranger to it."""
    chapter = ChapterFactory()
    seat = SeatFactory(position__chapter=chapter)
    term = TermFactory(seat=seat)
    member = MembershipFactory(chapter=chapter)
    return SimpleNamespace(
        chapter=chapter,
        seat=seat,
        term=term,
        leader=term.person,
        member=member.person,
        membership=member,
        stranger=AlumnusFactory(),
    )


@pytest.fixture
def post_holder(group):
    """`post_holder("treasurer")`: a member who holds such a post today."""

    def make(role, **more):
        return TermFactory(seat__position__chapter=group.chapter, seat__position__role=role, **more).person

    return make
