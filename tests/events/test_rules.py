"""What the office's roles open of an event: by the permission, and never without the second factor."""

import pytest
from django.urls import reverse

from apps.events import rules
from apps.events.models import Event
from tests.factories import EventFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "opens"), [("events", True), ("communications", False), ("reports", False)])
def test_only_whoever_runs_events_sees_who_comes_and_keeps_the_door(role, opens):
    standing = rules.standing_of(StaffFactory(role=role), EventFactory(audience="alumni"))

    assert (standing.organises, standing.looks, standing.keeps_door) == (opens, opens, opens)


def test_reading_figures_opens_neither_the_door_nor_names(client_of_staff):
    event, client = EventFactory(audience="alumni"), client_of_staff("reports")

    for page in ("door", "desk_attendance", "desk_papers", "desk_feedback"):
        assert client.get(reverse(f"events:{page}", args=[event.slug])).status_code == 403


@pytest.mark.parametrize("second_factor", [True, False])
def test_office_powers_ask_for_the_second_factor(second_factor):
    clerk, event = StaffFactory(role="events", second_factor=second_factor), EventFactory(audience="alumni")

    assert rules.standing_of(clerk, event).organises is second_factor
    assert Event.objects.organised_by(clerk).exists() is second_factor
    assert Event.objects.visible_to(clerk).exists() is second_factor
