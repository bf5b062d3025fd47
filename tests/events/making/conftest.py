from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import DecisionFactory, PayeeFactory, TermFactory

BACKEND = "django.contrib.auth.backends.ModelBackend"
FORMS = {
    "tickets-TOTAL_FORMS": "1",
    "tickets-INITIAL_FORMS": "0",
    "questions-TOTAL_FORMS": "1",
    "questions-INITIAL_FORMS": "0",
}
NEXT_YEAR = timezone.localdate().year + 544  # B.E.


@pytest.fixture
def group(db, browser_of):
    """A group with its head, whom the office does not know yet, in front of a browser."""
    term = TermFactory()
    chapter = term.seat.position.chapter
    return SimpleNamespace(
        chapter=chapter,
        leader=term.person,
        account=term.person.account,
        client=browser_of(term.person),
        payee=PayeeFactory(code="university"),
        url=f"{reverse('events:new')}?for={chapter.slug}",
    )


@pytest.fixture
def trusted(group):
    """The office has published three posts of the head."""
    for _turn in range(3):
        DecisionFactory(post__author=group.leader, post__chapter=group.chapter)
    return group


@pytest.fixture
def typed():
    """`typed(do="publish", title=…)`: what a leader types into the first boxes, and which button."""

    def make(**more):
        first = {
            "title": "วิ่งเช้าวันอาทิตย์",
            "day": f"7 มีนาคม {NEXT_YEAR}",
            "starts": "6.00",
            "place": "ประตูหน้า",
            "seats": "40",
            "price": "",
            "registers": "on",
            "waiting_list": "on",
            "is_neutral": "on",
            "do": "publish",
        }
        said = {**FORMS, **first, **more}
        return {name: value for name, value in said.items() if value is not None}

    return make
