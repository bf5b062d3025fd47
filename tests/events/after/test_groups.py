"""Events in a group's yearly report, and where two groups become one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.core.registries import group_figures, group_parts
from apps.events.models import CoHost, Event
from tests.factories import ChapterFactory, CoHostFactory, EventFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_year_counts_events_and_who_came(over):
    EventFactory(chapter=over.event.chapter, state="cancelled", past=True)
    today = timezone.localdate()
    year = (over.event.chapter_id, today - timedelta(days=30), today)

    assert (group_figures["events.held"].count(*year), group_figures["events.came"].count(*year)) == (1, 1)
    assert group_figures["events.held"].count(year[0], today + timedelta(days=1), today + timedelta(days=9)) == 0


def test_events_follow_their_group_into_another(over):
    gone, stays = over.event.chapter, ChapterFactory()
    CoHostFactory(event=over.event, chapter=stays)  # becomes the host
    both = EventFactory()
    for chapter in (gone, stays):
        CoHostFactory(event=both, chapter=chapter)
    alone = CoHostFactory(chapter=gone)

    group_parts["events"].move(gone.pk, stays.pk, UserFactory())

    assert Event.objects.get(pk=over.event.pk).chapter == stays
    assert set(CoHost.objects.values_list("event", "chapter")) == {(both.pk, stays.pk), (alone.event_id, stays.pk)}
    assert group_parts["events"].count(gone.pk) == 0
