"""Becoming a member and ceasing to be one."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from apps.chapters import rules
from apps.chapters.actions import joining, links, members
from apps.chapters.actions.refusals import (
    AlreadyDecided,
    ByInvitationOnly,
    LinkOver,
    NotOpen,
    TooManyLinks,
    TooManyRequests,
)
from apps.chapters.models import Chapter, JoinLink, Membership, OfficerTerm
from apps.chapters.querysets.reasons import origin_for, proposals
from tests.factories import (
    AddressFactory,
    AlumnusFactory,
    ChapterFactory,
    JoinLinkFactory,
    MembershipFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db


def engineer(chapter):
    return AlumnusFactory(degree__faculty=chapter.faculty)


def test_graduate_of_the_faculty_is_a_member_at_once():
    chapter = ChapterFactory(of_faculty=True, joining="open")
    person = engineer(chapter)

    row = joining.ask(chapter, person, by=person.account)

    assert (row.state, row.origin, row.since) == ("member", "faculty", timezone.localdate())


def test_whoever_did_not_study_there_waits_for_the_leaders():
    chapter = ChapterFactory(of_faculty=True, joining="open")
    leader = TermFactory(seat__position__chapter=chapter).person
    person = AlumnusFactory()

    row = joining.ask(chapter, person, by=person.account, note="my mother did")

    assert (row.state, row.origin, row.note) == ("asked", "self", "my mother did")
    assert leader.account.notices.get().kind == "chapters.requests"


def test_nobody_walks_in_by_where_they_say_they_live():
    chapter = ChapterFactory(joining="open")
    person = AlumnusFactory()
    AddressFactory(person=person)

    assert joining.ask(chapter, person, by=person.account).state == "asked"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"joining": "invited"}, ByInvitationOnly),
        ({"status": "suspended"}, NotOpen),
        ({"status": "candidate"}, NotOpen),
    ],
)
def test_group_that_takes_nobody_refuses(given, refusal):
    person = AlumnusFactory()

    with pytest.raises(refusal):
        joining.ask(ChapterFactory(**given), person, by=person.account)


def test_nobody_asks_twice(group):
    joining.ask(group.chapter, group.stranger, by=group.stranger.account)

    with pytest.raises(ValidationError):
        joining.ask(group.chapter, group.stranger, by=group.stranger.account)


def test_nobody_asks_everywhere_at_once(group):
    for _ in range(rules.WAITING_REQUESTS):
        MembershipFactory(person=group.stranger, waits="asked")

    with pytest.raises(TooManyRequests):
        joining.ask(group.chapter, group.stranger, by=group.stranger.account)


def test_two_taps_at_once_ask_once(together):
    chapter, person = ChapterFactory(), AlumnusFactory()

    results = together(lambda _number: joining.ask(chapter, person, by=person.account), 4)

    assert Membership.objects.count() == 1
    assert [type(each) for each in results if isinstance(each, Exception)] == [ValidationError] * 3


def test_leaders_take_or_refuse_and_it_is_told(group):
    taken = joining.ask(group.chapter, group.stranger, by=group.stranger.account)
    other = AlumnusFactory()
    refused = joining.ask(group.chapter, other, by=other.account)

    members.approve(taken, rank="associate", by=group.leader.account)
    members.refuse(refused, reason="not from here", by=group.leader.account)

    assert (taken.state, taken.rank, refused.state, refused.reason) == (
        *("member", "associate"),
        *("refused", "not from here"),
    )
    assert group.stranger.account.notices.get().kind == "chapters.approved"
    assert other.account.notices.get().params["reason"] == "not from here"


def test_second_answer_is_refused(group):
    row = joining.ask(group.chapter, group.stranger, by=group.stranger.account)
    seen_by_another = Membership.objects.get(pk=row.pk)
    members.approve(row, by=group.leader.account)

    with pytest.raises(AlreadyDecided):
        members.refuse(seen_by_another, reason="no", by=group.leader.account)


def test_whoever_asked_and_is_invited_is_a_member(group):
    joining.ask(group.chapter, group.stranger, by=group.stranger.account)

    assert members.invite(group.chapter, group.stranger, by=group.leader.account).state == "member"


def test_invited_person_decides(group):
    row = members.invite(group.chapter, group.stranger, by=group.leader.account)
    assert row.state == "invited"

    joining.accept_invitation(row, by=group.stranger.account)

    assert row.state == "member"
    with pytest.raises(AlreadyDecided):
        joining.decline(row, by=group.stranger.account)


def test_link_lets_join_at_once_and_counts(group):
    link = links.make(group.chapter, days=7, label="poster", by=group.leader.account)

    row = joining.join_by_link(link, group.stranger, by=group.stranger.account)

    assert (row.state, row.origin, row.link) == ("member", "link", link)


def test_link_turns_a_waiting_request_into_membership(group):
    row = joining.ask(group.chapter, group.stranger, by=group.stranger.account)
    link = JoinLinkFactory(chapter=group.chapter)

    joining.join_by_link(link, group.stranger, by=group.stranger.account)

    row.refresh_from_db()
    assert (row.state, Membership.objects.filter(person=group.stranger).count()) == ("member", 1)


@pytest.mark.parametrize("over", [{"ended_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(minutes=1)}])
def test_link_that_is_over_lets_nobody_in(group, over):
    link = JoinLinkFactory(chapter=group.chapter, **over)

    with pytest.raises(LinkOver):
        joining.join_by_link(link, group.stranger, by=group.stranger.account)


def test_group_has_few_good_links(group):
    for _ in range(rules.LINKS):
        links.make(group.chapter, days=7, by=group.leader.account)

    with pytest.raises(TooManyLinks):
        links.make(group.chapter, days=7, by=group.leader.account)
    links.end(JoinLink.objects.first(), by=group.leader.account)
    links.make(group.chapter, days=7, by=group.leader.account)


def test_whoever_leaves_is_out_and_loses_the_post(group, days):
    membership = Membership.objects.get(person=group.leader)

    joining.leave(membership, by=group.leader.account)

    group.term.refresh_from_db()
    assert (membership.state, membership.until, group.term.until) == ("left", days(0), days(-1))
    assert not rules.standing_of(group.leader, group.chapter).powers


def test_whoever_left_comes_back_with_a_new_row(group):
    joining.leave(group.membership, by=group.member.account)

    row = joining.ask(group.chapter, group.member, by=group.member.account)

    assert (row.state, row.pk != group.membership.pk) == ("asked", True)


def test_whoever_is_put_out_reads_why_and_holds_no_post(group, post_holder, days):
    treasurer = post_holder("treasurer")
    membership = Membership.objects.get(person=treasurer)

    members.remove(membership, reason="took money", ends_terms=True, by=group.leader.account)

    assert treasurer.account.notices.get().params["reason"] == "took money"
    assert not OfficerTerm.objects.filter(person=treasurer).running(days(0)).exists()


# ---- proposals from the records


def test_groups_that_fit_are_proposed_with_their_reason():
    faculty = ChapterFactory(of_faculty=True)
    person = engineer(faculty)
    AddressFactory(person=person)
    province = ChapterFactory()
    cohort = ChapterFactory(of_cohort=True, cohort=person.degrees.get().cohort)
    ChapterFactory(of_faculty=True)

    found = {each.chapter: each.origin for each in proposals(person)}

    assert found == {faculty: "faculty", province: "province", cohort: "cohort"}


@pytest.mark.parametrize("state", ["member", "asked", "invited", "declined", "refused", "left"])
def test_group_of_which_something_is_known_is_not_proposed(state):
    chapter = ChapterFactory(of_faculty=True)
    person = engineer(chapter)
    since = timezone.localdate() if state in {"member", "left"} else None
    until = timezone.localdate() if state == "left" else None
    Membership.objects.create(chapter=chapter, person=person, state=state, since=since, until=until)

    assert proposals(person) == []


def test_dismissed_group_is_not_proposed_again():
    chapter = ChapterFactory(of_faculty=True)
    person = engineer(chapter)

    for _press in range(2):
        joining.dismiss(chapter, person, by=person.account)

    assert proposals(person) == []
    assert Membership.objects.get().state == "declined"


def test_member_says_nothing_of_a_proposal():
    row = MembershipFactory()

    joining.dismiss(row.chapter, row.person, by=row.person.account)

    assert Membership.objects.get() == row


def test_address_that_is_no_longer_in_use_proposes_nothing():
    person = AlumnusFactory()
    AddressFactory(person=person, status="retired")

    assert origin_for(ChapterFactory(), person) == "self"


def test_association_fits_every_graduate():
    association = ChapterFactory(association=True)

    assert origin_for(association, AlumnusFactory()) == "alumni"
    assert Chapter.Kind.ASSOCIATION in rules.NO_FELLOWS


def test_whoever_was_put_out_comes_back_by_the_leaders_word_alone():
    chapter = ChapterFactory(of_faculty=True, joining="open")
    person = engineer(chapter)
    row = joining.ask(chapter, person, by=person.account)
    members.remove(row, reason="sold insurance", ends_terms=True, by=person.account)
    link = JoinLinkFactory(chapter=chapter)

    asked = joining.join_by_link(link, person, by=person.account)
    joining.withdraw(asked, by=person.account)
    again = joining.ask(chapter, person, by=person.account)

    assert (row.state, asked.origin, again.state) == ("removed", "link", "asked")


def test_whoever_was_invited_after_being_put_out_comes_in_by_a_link():
    chapter = ChapterFactory()
    person = MembershipFactory(chapter=chapter, state="removed", reason="x", until=timezone.localdate()).person
    members.invite(chapter, person, by=person.account)

    assert joining.join_by_link(JoinLinkFactory(chapter=chapter), person, by=person.account).state == "member"


def test_second_tap_on_a_link_says_where_one_stands(group, browser_of):
    link = JoinLinkFactory(chapter=group.chapter)
    url = reverse("chapters:by_link", args=[link.code])

    told = browser_of(group.member).post(url, follow=True)

    assert [str(message) for message in told.context["messages"]] == ["คุณเป็นสมาชิกอยู่แล้ว"]


def test_request_that_a_colleague_answered_says_so(group, browser_of):
    row = MembershipFactory(chapter=group.chapter, waits="asked")
    members.refuse(row, reason="not from here", by=group.leader.account)
    url = reverse("chapters:desk_request", args=[group.chapter.slug, row.pk])

    told = browser_of(group.leader).post(url, {"outcome": "approve", "rank": "ordinary"}, follow=True)

    row.refresh_from_db()
    assert (row.state, len(list(told.context["messages"]))) == ("refused", 1)


def test_members_leave_with_one_tap_and_leaders_read_first_what_ends(group, browser_of):
    at = reverse("chapters:leave", args=[group.chapter.slug])
    browser_of(group.member).post(at)

    leader = browser_of(group.leader)
    asked = leader.post(at)
    kept = Membership.objects.open_between(group.chapter, group.leader)
    leader.post(at, {"sure": "1"})

    assert Membership.objects.open_between(group.chapter, group.member) is None
    assert (asked.templates[0].name, kept.state) == ("chapters/leave.html", "member")
    assert Membership.objects.open_between(group.chapter, group.leader) is None
    assert leader.post(at).status_code == 302  # pressed twice
