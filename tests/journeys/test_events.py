"""A leader posts an event in the evening, on a telephone; a stranger finds it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.chapters.models import Hold
from apps.events.models import Draft, Event
from tests.factories import DecisionFactory, TermFactory

from .looks import DESK, PHONE
from .reader import Reader


@pytest.fixture
def leader(university):
    """The head of a group, whom the office knows, on a day on which nothing is held."""
    held = Hold.objects.get()
    Hold.objects.update(since=held.since - timedelta(days=90), until=held.since - timedelta(days=60))
    term = TermFactory()
    chapter, person = term.seat.position.chapter, term.person
    for _turn in range(3):
        DecisionFactory(post__author=person, post__chapter=chapter)
    yield person.account
    Hold.objects.update(since=held.since, until=held.until)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("look", [PHONE, DESK], ids=str)
def test_five_boxes_and_it_is_online(open_context, leader, look, scripts):
    context = open_context(look, leader, scripts=scripts)
    reader = Reader(context, look, scripts=scripts)
    reader.visit("events:new")
    for name, text in (("title", "เดินป่ายามเช้า"), ("starts", "6.00"), ("place", "ประตูหน้า"), ("seats", "40")):
        reader.page.locator(f"[name={name}]").fill(text)
    reader.page.locator("[name=day]").fill(f"7/3/{timezone.localdate().year + 544}")
    reader.page.locator("[name=is_neutral]").check()
    with reader.page.expect_navigation():
        reader.page.locator("button[value=publish]").click()
    reader.inspect(200)

    event = Event.objects.filter(chapter__isnull=False).latest("pk")
    assert event.state == "published"
    assert event.slug in reader.page.url
    context.close()

    context = open_context(look)
    stranger = Reader(context, look)
    stranger.open(stranger.address("events:index") + "?q=เดินป่า")
    assert stranger.page.get_by_role("link", name="เดินป่ายามเช้า").first.is_visible()
    context.close()


def test_what_is_typed_is_kept_while_one_types(open_context, leader):
    context = open_context(PHONE, leader)
    reader = Reader(context, PHONE)
    reader.visit("events:new")
    with reader.page.expect_response(lambda answer: answer.request.method == "POST"):
        reader.page.locator("[name=title]").type("ยังไม่เสร็จ")
    reader.page.locator("[data-draft-said]:not(:empty)").wait_for()
    context.close()

    draft = Draft.objects.get(account=leader)
    assert draft.title == "ยังไม่เสร็จ"
