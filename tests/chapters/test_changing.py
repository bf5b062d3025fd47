"""What a group says of itself, its name, its posts, its end."""

import pytest
from django.urls import reverse

from apps.chapters import rules
from apps.chapters.actions import chapters, officers
from apps.chapters.lib.line_links import LineLinkError, read
from apps.chapters.models import Chapter, JoinLink, Membership, Nomination, OfficerTerm, Position
from apps.chapters.querysets.reasons import origin_for, proposals
from apps.chapters.registries import same_chapter
from tests.factories import (
    AddressFactory,
    AlumnusFactory,
    ChapterFactory,
    DecisionFactory,
    JoinLinkFactory,
    MembershipFactory,
    NominationFactory,
    PositionFactory,
    ProvinceFactory,
    StaffFactory,
)

pytestmark = pytest.mark.django_db


def trust(person, chapter):
    """The office has published some posts of theirs."""
    for _ in range(rules.TRUSTED_AFTER):
        DecisionFactory(post__chapter=chapter, post__author=person)


def at(name, group, *args):
    return reverse(f"chapters:{name}", args=[group.chapter.slug, *args])


@pytest.fixture
def office(client_for):
    """A member of the office, signed in with a second factor."""
    return client_for(StaffFactory(role="communications"))


def care(what, group):
    return reverse("office:group_care", args=[group.chapter.slug, what])


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("https://line.me/R/ti/g/abcDEF", "https://line.me/R/ti/g/abcDEF"),
        (" line.me/ti/g/abc ", "https://line.me/ti/g/abc"),
        ("https://liff.line.me/1/g", "https://liff.line.me/1/g"),
    ],
)
def test_link_leads_to_line(typed, link):
    assert read(typed) == link


@pytest.mark.parametrize(
    "typed",
    [
        "http://line.me/ti/g/abc",
        "https://line.me",
        "https://line.me.evil.example/ti/g/abc",
        "https://line.me@evil.example/x",
        "https://evil.example/line.me/",
        "https://line.me:8443/ti/g/abc",
        "javascript://line.me/%0aalert(1)",
        "https://line.me/ti/ g/abc",
        "https://[::1",
    ],
)
def test_link_to_anywhere_else_is_refused(typed):
    with pytest.raises(LineLinkError):
        read(typed)


def test_secretary_changes_the_words_and_not_the_dues(group, post_holder, browser_of):
    told = {"about_th": "พบกันทุกไตรมาส", "about_en": "", "line_url": "line.me/ti/g/abc", "version": 1}
    told |= {"yearly_dues": "999", "joining": "open", "is_neutral": "on"}
    secretary = post_holder("secretary")
    trust(secretary, group.chapter)

    answer = browser_of(secretary).post(at("desk_page", group), told)

    group.chapter.refresh_from_db()
    assert (answer.status_code, group.chapter.about_th) == (302, "พบกันทุกไตรมาส")
    assert group.chapter.line_url == "https://line.me/ti/g/abc"
    assert (group.chapter.yearly_dues, group.chapter.joining) == (None, "approval")


def test_line_group_is_for_members(group, browser_of):
    Chapter.objects.filter(pk=group.chapter.pk).update(line_url="https://line.me/ti/g/abc")

    shown = [
        "line.me/ti/g/abc" in browser_of(person).get(at("show", group)).content.decode()
        for person in (group.stranger, group.member)
    ]

    assert shown == [False, True]


def test_two_leaders_change_the_page_one_of_them_too_late(group, browser_of):
    trust(group.leader, group.chapter)
    told = {"about_th": "ก", "joining": "approval", "version": 1, "is_neutral": "on"}
    browser = browser_of(group.leader)
    browser.post(at("desk_page", group), told)

    answer = browser.post(at("desk_page", group), told | {"about_th": "ข"})

    assert answer.status_code == 422
    assert "ข" in answer.content.decode()


def test_head_begins_and_changes_a_post_that_leads_nobody(group, browser_of):
    browser = browser_of(group.leader)
    told = {"name_th": "ฝ่ายกีฬา", "role": "committee", "years": 2, "order": 9, "seats": 2}
    browser.post(at("desk_position_new", group), told)
    made = Position.objects.get(name_th="ฝ่ายกีฬา")

    browser.post(at("desk_position", group, made.pk), told | {"seats": 3, "version": made.version})

    assert made.seats.count() == 3


@pytest.mark.parametrize("role", ["president", "vice"])
def test_posts_that_lead_are_the_offices(group, browser_of, role):
    browser = browser_of(group.leader)
    told = {"name_th": "ประธานอีกคน", "role": role, "years": 2, "order": 9, "seats": 1}
    held = PositionFactory(chapter=group.chapter, role=role)

    assert browser.post(at("desk_position_new", group), told).status_code == 422
    assert browser.post(at("desk_position", group, held.pk), told).status_code == 404
    assert browser.post(at("desk_position_remove", group, held.pk)).status_code == 404


def test_post_that_was_held_stays_on_record(group, office):
    url = reverse("office:group_position", args=[group.chapter.slug, group.seat.position_id])
    position = group.seat.position
    told = {"name_th": position.name_th, "role": "president", "years": 2, "order": 0, "seats": 1, "version": 1}

    answer = office.post(url, told | {"remove": "1"})

    assert (answer.status_code, Position.objects.filter(pk=position.pk).exists()) == (422, True)


def test_office_ends_a_term_with_why(group, office, days):
    """Where the group cannot, or should not wait: the whole group need not be suspended for it."""
    url = reverse("office:group_term_end", args=[group.chapter.slug, group.term.pk])
    assert (office.get(url).status_code, office.post(url, {"why": ""}).status_code) == (200, 422)

    office.post(url, {"why": "ถึงแก่กรรม"})

    group.term.refresh_from_db()
    told = group.leader.account.notices.get()
    assert (group.term.until, group.term.ended_why) == (days(-1), "ถึงแก่กรรม")
    assert (told.kind, office.post(url, {"why": "อีก"}).status_code) == ("chapters.term_cut", 404)


def test_office_renames_a_group_from_a_day_on(group, office, days):
    office.post(care("name", group), {"name_th": "ชมรมใหม่", "name_en": "New", "since": "1/10/2569"})

    group.chapter.refresh_from_db()
    names = list(group.chapter.names.order_by("valid_from").values_list("name_th", "valid_to"))
    assert group.chapter.name_th == "ชมรมใหม่"
    assert [str(until) for _name, until in names if until] == ["2026-09-30"]


def test_slip_in_a_name_is_corrected_on_the_same_day(group, office):
    """And leaves no former name behind that the group never had."""
    for name in ("ชมรมใหม", "ชมรมใหม่"):
        office.post(care("name", group), {"name_th": name, "name_en": "New", "since": "1/10/2569"})
    early = office.post(care("name", group), {"name_th": "ชมรมเก่า", "name_en": "", "since": "1/9/2569"})

    group.chapter.refresh_from_db()
    names = list(group.chapter.names.exclude(valid_from=None).values_list("name_th", "valid_to"))
    assert (group.chapter.name_th, names, early.status_code) == ("ชมรมใหม่", [("ชมรมใหม่", None)], 422)


def test_office_sets_further_provinces_and_their_people_are_asked(group, office):
    there = ProvinceFactory(code="91")
    person = AlumnusFactory()
    AddressFactory(person=person, province=there, kind="current")
    assert group.chapter not in [each.chapter for each in proposals(person)]

    office.post(care("provinces", group), {"provinces": [there.pk]})

    assert [row.province for row in group.chapter.served_provinces.all()] == [there]
    assert group.chapter in [each.chapter for each in proposals(person)]
    assert origin_for(group.chapter, person) == "province"


def test_closing_ends_what_waits(group):
    asked = MembershipFactory(chapter=group.chapter, waits="asked")
    NominationFactory(seat__position__chapter=group.chapter)
    JoinLinkFactory(chapter=group.chapter)

    chapters.set_status(group.chapter, "closed", reason="ไม่มีสมาชิก", by=StaffFactory())

    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("withdrawn", "ไม่มีสมาชิก")
    assert Nomination.objects.get().state == "withdrawn"
    assert JoinLink.objects.get().is_good is False
    told = [each.account.notices.get() for each in (group.member, asked.person)]
    assert [(notice.kind, notice.params["reason"]) for notice in told] == [("chapters.closed", "ไม่มีสมาชิก")] * 2
    assert not OfficerTerm.objects.of(group.chapter).running(group.term.until).exists()


def test_members_of_a_closed_group_are_fellows_no_more(group):
    assert same_chapter(group.member.pk).filter(person=group.leader).exists()

    chapters.set_status(group.chapter, "closed", reason="x", by=StaffFactory())

    assert not same_chapter(group.member.pk).exists()
    assert Membership.objects.held().filter(chapter=group.chapter).exists()


def test_seats_that_were_held_are_not_taken_away(group):
    told = {"name_th": "x", "name_en": "", "role": "president", "years": 2, "order": 0, "seats": 0}

    with pytest.raises(officers.ValidationError):
        officers.change_position(group.seat.position, told, by=StaffFactory())
    assert Position.objects.get(pk=group.seat.position_id).name_th != "x"


def test_only_provincial_groups_are_there_for_provinces():
    with pytest.raises(chapters.ValidationError):
        chapters.serve(ChapterFactory(of_faculty=True), [ProvinceFactory()], by=StaffFactory())


def test_link_to_elsewhere_is_refused_whoever_enters_it(group):
    with pytest.raises(chapters.ValidationError):
        chapters.change(group.chapter, {"line_url": "https://evil.example/x"}, by=StaffFactory())
