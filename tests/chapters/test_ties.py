"""The link between a group and the university: requests with an owner, and how all groups are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.chapters.actions import ties
from apps.chapters.actions.refusals import AlreadyDecided
from apps.chapters.models import Chapter, Matter
from apps.chapters.querysets.health import health_of
from tests.factories import (
    ChapterFactory,
    EventFactory,
    LiaisonFactory,
    MatterFactory,
    MembershipFactory,
    PostFactory,
    StaffFactory,
    TalkFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
ASKED = {"subject": "ขอห้องประชุม", "text": "วันเสาร์ที่สอง"}


def test_liaison_officer_sees_to_what_the_group_asks(group):
    officer = LiaisonFactory(chapter=group.chapter).officer

    row = ties.ask_office(group.chapter, **ASKED, by=group.leader.account)

    assert (row.owner, officer.notices.get().kind) == (officer, "chapters.matter")


def test_same_sent_twice_is_one_request(group):
    clerk, leader = StaffFactory(role="records"), group.leader.account
    for _ in range(2):
        ties.ask_office(group.chapter, **ASKED, by=leader)
        ties.ask_group(group.chapter, **ASKED, by=clerk)
    ties.ask_office(group.chapter, **{**ASKED, "text": "วันอาทิตย์"}, by=leader)

    assert (Matter.objects.filter(direction="to_office").count(), Matter.objects.count()) == (2, 3)
    assert leader.notices.count() == 1


def test_answer_ends_it_and_whoever_asked_is_told(group):
    clerk = StaffFactory(role="records")
    row = ties.ask_office(group.chapter, **ASKED, by=group.leader.account)
    ties.take(row, by=clerk)

    ties.answer(row, text="yes", by=clerk)

    assert (row.owner, row.is_open, group.leader.account.notices.count()) == (clerk, False, 1)
    with pytest.raises(AlreadyDecided):
        ties.answer(row, text="no", by=clerk)


def test_leaders_hear_what_the_office_asks_and_answer(group, browser_of):
    clerk = StaffFactory(role="records")
    row = ties.ask_group(group.chapter, **ASKED, by=clerk)
    assert group.leader.account.notices.get().kind == "chapters.matter"

    url = reverse("chapters:desk_matter", args=[group.chapter.slug, row.pk])
    assert browser_of(group.leader).post(url, {"answer": "มาได้"}).status_code == 302

    row.refresh_from_db()
    assert (row.answer, row.answered_by) == ("มาได้", group.leader.account)


def test_leader_does_not_answer_what_the_group_asked_itself(group, browser_of):
    row = MatterFactory(chapter=group.chapter)

    url = reverse("chapters:desk_matter", args=[group.chapter.slug, row.pk])
    assert browser_of(group.leader).post(url, {"answer": "x"}).status_code == 404


def test_notice_leads_each_side_to_its_own_page(group, client_for):
    clerk = StaffFactory(role="records")
    row = ties.ask_group(group.chapter, **ASKED, by=clerk)
    ties.answer(row, text="yes", by=group.leader.account)

    for account in (clerk, group.leader.account):
        page = client_for(account).get(reverse("accounts:notices"))
        assert row.subject in page.content.decode()


# ---- how the groups are


def health(chapter, days):
    [found] = health_of(Chapter.objects.filter(pk=chapter.pk), days(0))
    return found


def test_group_that_is_led_and_alive_needs_nobody(days):
    term = TermFactory()
    chapter = term.seat.position.chapter
    TalkFactory(chapter=chapter)

    found = health(chapter, days)

    assert (found.is_headless, found.is_dormant, found.needs_care) == (False, False, False)
    assert (found.members, found.officers, found.last_contact) == (1, 1, days(0))


def test_group_without_a_head_needs_somebody(days):
    term = TermFactory(seat__position__role="treasurer")

    assert health(term.seat.position.chapter, days).is_headless


def test_term_that_ends_soon_is_seen(days):
    term = TermFactory(until=days(30))

    found = health(term.seat.position.chapter, days)

    assert (found.ends_soon, found.needs_care) == (True, True)


@pytest.mark.parametrize(("since", "is_dormant"), [(-400, True), (-300, False)])
def test_group_of_which_nothing_is_heard_is_dormant(days, since, is_dormant):
    chapter = ChapterFactory()
    MembershipFactory(chapter=chapter, since=days(-900))
    TalkFactory(chapter=chapter, held_on=days(since))

    assert health(chapter, days).is_dormant is is_dormant


@pytest.mark.parametrize(("recognised", "is_dormant"), [(-400, True), (-1, False)])
def test_new_group_is_not_dormant(days, recognised, is_dormant):
    assert health(ChapterFactory(recognised_on=days(recognised)), days).is_dormant is is_dormant


@pytest.mark.parametrize(("begun", "is_dormant"), [(-20, False), (-400, True), (20, True)])
def test_event_that_was_held_is_a_sign_of_life(days, begun, is_dormant):
    chapter = MembershipFactory(since=days(-900)).chapter
    EventFactory(chapter=chapter, starts_at=timezone.now() + timedelta(days=begun))

    assert health(chapter, days).is_dormant is is_dormant


def test_post_is_a_sign_of_life_and_no_contact(days):
    post = PostFactory()

    found = health(post.chapter, days)

    assert (found.is_dormant, found.last_contact) == (False, None)


def test_open_requests_count_with_their_age_and_owner(group, days):
    clerk = StaffFactory()
    old = MatterFactory(chapter=group.chapter, owner=clerk)
    Matter.objects.filter(pk=old.pk).update(asked_at=old.asked_at - (days(0) - days(-9)))
    MatterFactory(chapter=group.chapter, direction="to_group")

    found = health(group.chapter, days)

    assert (len(found.matters), found.oldest_days, found.matters[0].owner) == (2, 9, clerk)


def test_health_of_many_asks_as_often_as_of_one(days):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            health_of(Chapter.objects.all(), days(0))
        return len(queries)

    TermFactory()
    one = asked()
    for _ in range(4):
        TermFactory()

    assert asked() == one
