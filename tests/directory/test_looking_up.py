"""Whoever looks somebody up on a page of a group or an event is met by the directory's own door."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from apps.chapters.models import Membership
from apps.directory import rules
from apps.directory.actions import abuse
from apps.events.models import DoorKeeper, Registration
from apps.records.actions import search
from tests.factories import AlumnusFactory, BlockFactory, EventFactory, StaffFactory, TermFactory

pytestmark = pytest.mark.django_db
SURFACES = ("chapters:desk_invite", "events:desk_keepers", "events:desk_enter", "events:door")


@pytest.fixture
def leader():
    return TermFactory(seat__position__role="president").person


@pytest.fixture
def friend():
    found = AlumnusFactory()
    search.refresh([found.pk])
    return found


@pytest.fixture(params=SURFACES)
def surface(request, leader, browser_of):
    """`surface.look(friend)` and `surface.choose(friend)`: the answers to the leader there."""
    chapter = leader.officer_terms.get().seat.position.chapter
    event, client = EventFactory(chapter=chapter), browser_of(leader)
    url = reverse(request.param, args=[(chapter if request.param.startswith("chapters") else event).slug])

    class Surface:
        def look(self, person):
            words = person.names.get().full
            return client.get(url, {"q": words, "known": words})

        def choose(self, person):
            return client.post(url, {"person": str(person.public_id)})

    return Surface()


def test_whom_anybody_finds_is_found(surface, friend):
    assert str(friend.public_id) in surface.look(friend).text


def test_whoever_blocked_the_leader_is_neither_found_nor_chosen(surface, friend, leader):
    BlockFactory(person=friend, blocked=leader)

    assert str(friend.public_id) not in surface.look(friend).text
    surface.choose(friend)
    reached = [model.objects.filter(person=friend).exists() for model in (Membership, DoorKeeper, Registration)]
    assert not any(reached)


def test_a_closed_directory_is_closed_here_too(surface, friend, leader):
    abuse.suspend(leader, "directory", days=3, reason="copied", by=StaffFactory())

    assert surface.look(friend).status_code == 403
    assert surface.choose(friend).status_code == 403


def test_what_is_read_here_counts(surface, friend, monkeypatch):
    cache.clear()
    monkeypatch.setattr(rules, "PAGES", {rules.SHORT: 1})

    assert [surface.look(friend).status_code for _turn in range(2)] == [200, 429]
