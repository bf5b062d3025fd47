"""Groups whose head alone sends events out: whoever else writes in the group's name prepares them and asks."""

import pytest
from django.urls import reverse

from apps.accounts.models import Notice
from apps.chapters.models import Chapter
from apps.events.actions import publishing, series, writing
from apps.events.models import Event
from tests.factories import DecisionFactory, EventFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def publicist(trusted, browser_of):
    """Trusted by the office, in a group whose head sends events out."""
    Chapter.objects.filter(pk=trusted.chapter.pk).update(head_sends_events=True)
    person = TermFactory(seat__position__chapter=trusted.chapter, seat__position__role="publicity").person
    for _turn in range(3):
        DecisionFactory(post__author=person, post__chapter=trusted.chapter)
    person.client = browser_of(person)
    return person


def told(account):
    return Notice.objects.filter(account=account, kind="events.head_asked").count()


@pytest.mark.parametrize("days", [{}, {"rule": "weekly", "times": "3"}])
def test_the_head_is_asked_once_and_sends_it(publicist, trusted, typed, days):
    said = publicist.client.post(trusted.url, typed(**days), follow=True)

    assert {event.state for event in Event.objects.all()} == {"draft"}
    assert (told(trusted.account), told(publicist.account)) == (1, 0)
    assert "ขอให้ประธาน" in said.text or "head" in said.text
    first = Event.objects.order_by("starts_at").first()
    series.send(first, by=publicist.account)
    assert told(trusted.account) == 1

    trusted.client.post(reverse("events:desk", args=[first.slug]), {"is_neutral": "on"})
    assert {event.state for event in Event.objects.all()} == {"published"}


def test_nobody_goes_round_the_head(publicist, trusted):
    event = EventFactory(chapter=trusted.chapter, state="draft")
    event.refresh_from_db()

    with pytest.raises(publishing.NotSendable):
        publishing.send(event, by=publicist.account)


def test_words_that_the_head_let_pass_are_not_changed_unseen(publicist, trusted):
    event = EventFactory(chapter=trusted.chapter)
    event.refresh_from_db()

    with pytest.raises(writing.WordsWerePassed):
        writing.change(event, {"text": "เลือกเบอร์ 9"}, by=publicist.account)
    writing.change(event, {"place": "ลานใหม่"}, by=publicist.account)
    writing.change(event, {"text": "พบกัน"}, by=trusted.account)


def test_only_the_head_settles_it(trusted, publicist, browser_of):
    Chapter.objects.filter(pk=trusted.chapter.pk).update(head_sends_events=False)
    url = reverse("chapters:desk_page", args=[trusted.chapter.slug])
    version = Chapter.objects.get(pk=trusted.chapter.pk).version
    told = {"about_th": "", "about_en": "", "joining": "approval", "head_sends_events": "on", "version": version}

    publicist.client.post(url, told)
    assert not Chapter.objects.get(pk=trusted.chapter.pk).head_sends_events
    trusted.client.post(url, told | {"version": Chapter.objects.get(pk=trusted.chapter.pk).version})
    assert Chapter.objects.get(pk=trusted.chapter.pk).head_sends_events
