"""What a group says of itself goes out as its posts do: at once by whom the office trusts, else when it has looked."""

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.chapters import rules
from apps.chapters.actions import chapters, complaints, holds, introductions
from apps.chapters.actions.refusals import AlreadyDecided, OwnMatter
from apps.chapters.models import Chapter, Complaint, Introduction
from apps.chapters.querysets.posts import trust_of
from apps.chapters.querysets.waiting import to_be_moderated
from apps.core.registries import notices
from tests.factories import (
    ComplaintFactory,
    DecisionFactory,
    HoldFactory,
    IntroductionFactory,
    LiaisonFactory,
    PhotoFactory,
    StaffFactory,
)

pytestmark = pytest.mark.django_db
Outcome = Introduction.Outcome
WORDS = {"about_th": "พบกันทุกไตรมาส", "about_en": "We meet each quarter"}


@pytest.fixture
def clerk():
    return StaffFactory(role="communications")


@pytest.fixture
def trusted(group):
    for _ in range(rules.TRUSTED_AFTER):
        DecisionFactory(post__chapter=group.chapter, post__author=group.leader)


@pytest.fixture
def page(group, browser_of):
    """`page(about_th="…")`: what the leader sends on the page of the group."""
    browser = browser_of(group.leader)
    url = reverse("chapters:desk_page", args=[group.chapter.slug])

    def send(**told):
        chapter = Chapter.objects.get(pk=group.chapter.pk)
        given = {"joining": "approval", "version": chapter.version, "is_neutral": "on", **WORDS}
        return browser.post(url, given | told)

    return send


def said(group):
    group.chapter.refresh_from_db()
    return group.chapter.about_th


def describe(group, **more):
    return introductions.describe(group.chapter, group.leader, WORDS | more, by=group.leader.account)


def test_words_of_a_new_leader_wait_for_the_office(group, page, clerk, client_for):
    page(line_url="https://line.me/ti/g/abc")
    waits = Introduction.objects.get()
    office = client_for(clerk)
    before = (said(group), group.chapter.line_url)

    shown = office.get(reverse("office:group_posts")).context["introductions"]
    office.post(reverse("office:group_introduction", args=[waits.pk]), {"outcome": "published"})

    assert (before, list(shown)) == (("", "https://line.me/ti/g/abc"), [waits])
    assert (said(group), group.leader.account.notices.get().kind) == (
        WORDS["about_th"],
        "chapters.introduction_decided",
    )


@pytest.mark.usefixtures("trusted")
def test_words_of_a_trusted_leader_go_out_and_the_liaison_hears(group, page):
    liaison = LiaisonFactory(chapter=group.chapter)

    page()

    assert (said(group), Introduction.objects.get().outcome) == (WORDS["about_th"], "published")
    assert liaison.officer.notices.get().kind == "chapters.page_changed"


@pytest.mark.usefixtures("trusted")
def test_words_of_a_held_time_go_out_when_it_is_over(group, page, days):
    HoldFactory(since=days(0), until=days(3))
    page()
    then = said(group)
    holds.release(days(2))
    held = said(group)

    holds.release(days(4))

    assert (then, held, said(group)) == ("", "", WORDS["about_th"])


def test_held_words_of_whoever_leads_no_more_wait_for_the_office(group, days):
    row = IntroductionFactory(chapter=group.chapter, by=group.stranger, is_held=True)

    holds.release(days(0))

    row.refresh_from_db()
    assert (row.is_open, row.is_held, said(group)) == (True, False, "")


def test_nothing_is_sent_without_the_declaration(group, page):
    undeclared = page(is_neutral="")
    other = page(about_th="", about_en="", is_neutral="", line_url="https://line.me/ti/g/abc")

    assert (undeclared.status_code, other.status_code, Introduction.objects.count()) == (422, 302, 0)


def test_rejected_words_say_why_and_count_against_their_author(group, clerk, client_for, trusted):
    waits = IntroductionFactory(chapter=group.chapter, by=group.leader)
    url, office = reverse("office:group_introduction", args=[waits.pk]), client_for(clerk)

    silent = office.post(url, {"outcome": "rejected"})
    office.post(url, {"outcome": "rejected", "objection": "politics", "remark": "names a party"})

    assert (silent.status_code, said(group), trust_of(group.leader, group.chapter).approved) == (422, "", 0)
    assert "names a party" in str(office.get(url).content.decode())


def test_after_rejected_words_the_next_wait_whoever_sends_them(group, post_holder, browser_of):
    against = {"outcome": "rejected", "objection": "politics", "remark": "x", "decided_at": timezone.now()}
    IntroductionFactory(chapter=group.chapter, by=group.leader, **against)
    colleague = post_holder("publicity")
    for _ in range(rules.TRUSTED_AFTER):
        DecisionFactory(post__chapter=group.chapter, post__author=colleague)

    waits = introductions.describe(group.chapter, colleague, WORDS, by=colleague.account)

    assert (said(group), waits.is_held) == ("", False)
    introductions.decide(waits, "published", by=StaffFactory(role="communications"))
    assert said(group) == WORDS["about_th"]
    page = browser_of(colleague).get(reverse("chapters:desk_page", args=[group.chapter.slug]))
    assert page.context["refused"] is None
    assert introductions.describe(group.chapter, colleague, WORDS | {"about_th": "ใหม่"}, by=colleague.account) is None
    assert said(group) == "ใหม่"


def test_newer_words_take_the_place_of_those_that_wait(group):
    describe(group)
    describe(group, about_th="อย่างอื่น")

    outcomes = Introduction.objects.order_by("pk").values_list("outcome", flat=True)
    assert (list(outcomes), Introduction.objects.get(outcome="").about_th) == (["withdrawn", ""], "อย่างอื่น")


def test_colleagues_words_that_wait_are_not_written_over_unseen(group, page):
    IntroductionFactory(chapter=group.chapter, about_th="ของเพื่อน")

    answer = page()

    assert (answer.status_code, Introduction.objects.get().about_th) == (422, "ของเพื่อน")
    assert "ของเพื่อน" in answer.content.decode()


def test_leader_takes_back_what_waits(group, browser_of):
    row = describe(group)

    browser_of(group.leader).post(reverse("chapters:desk_page_take_back", args=[group.chapter.slug]))

    row.refresh_from_db()
    assert row.outcome == "withdrawn"


def test_closing_takes_back_what_waits(group, clerk):
    row = describe(group)

    chapters.set_status(group.chapter, "closed", by=clerk, reason="no more")

    row.refresh_from_db()
    assert row.outcome == "withdrawn"


def test_nobody_decides_twice_or_on_their_own(group, clerk):
    row = describe(group)
    with pytest.raises(OwnMatter):
        introductions.decide(row, Outcome.PUBLISHED, by=group.leader.account)
    introductions.decide(row, Outcome.PUBLISHED, by=clerk)

    with pytest.raises(AlreadyDecided):
        introductions.decide(row, Outcome.REJECTED, by=clerk, objection="other", remark="x")


def test_introductions_that_wait_are_on_the_pile(group):
    before = to_be_moderated(timezone.now())
    describe(group)

    assert to_be_moderated(timezone.now()) == before + 1


@pytest.mark.usefixtures("trusted")
def test_words_that_the_office_takes_off_the_page_count_against_their_author(group, page, clerk):
    describe(group)
    case = ComplaintFactory(photo=None, chapter=group.chapter, why="politics")
    group.chapter.refresh_from_db()
    case.chapter.refresh_from_db()

    complaints.decide_for_office(case, Complaint.Outcome.REMOVED, remark="หาเสียง", by=clerk)

    assert said(group) == ""
    assert not trust_of(group.leader, group.chapter).is_trusted
    page()
    assert said(group) == ""  # the same words wait for the office now


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(("why", "is_trusted"), [("politics", False), ("shown", True)])
def test_photograph_taken_down_for_what_it_says_counts_too(group, clerk, why, is_trusted):
    photo = PhotoFactory(album__chapter=group.chapter, added_by=group.leader.account)
    case = ComplaintFactory(photo=photo, why=why)

    complaints.decide_for_office(case, Complaint.Outcome.REMOVED, remark="x", by=clerk)

    assert trust_of(group.leader, group.chapter).is_trusted is is_trusted
    told = group.leader.account.notices.get()
    words = notices[told.kind](told.params).text
    assert (photo.album.title in words, words.endswith(": x")) == (True, True)
