"""The pages as a stranger, a member, a leader, and a leader of another group meet them."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.chapters.models import Due, JoinLink, Membership, Nomination, OfficerTerm
from apps.records.actions import search
from tests.factories import (
    AlumnusFactory,
    ChapterFactory,
    DueFactory,
    JoinLinkFactory,
    MembershipFactory,
    NominationFactory,
    PersonFactory,
    TermFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def at(name, group, *args):
    return reverse(f"chapters:{name}", args=[group.chapter.slug, *args])


def desk_addresses(group):
    """Every address behind the leaders' door, each with something of this group behind it."""
    chapter = group.chapter
    asked = MembershipFactory(chapter=chapter, waits="asked")
    invited = MembershipFactory(chapter=chapter, waits="invited")
    due = DueFactory(chapter=chapter, person=group.member)
    link = JoinLinkFactory(chapter=chapter)
    nomination = NominationFactory(seat__position__chapter=chapter)
    return {
        "desk": [],
        "desk_requests": [],
        "desk_request": [asked.pk],
        "desk_invite": [],
        "desk_invited": [invited.pk],
        "desk_member": [group.membership.pk],
        "desk_due": [group.membership.pk, due.pk],
        "desk_links": [],
        "desk_link": [link.pk],
        "desk_link_picture": [link.pk],
        "desk_link_end": [link.pk],
        "desk_officers": [],
        "desk_export": [],
        "desk_posts": [],
        "desk_matters": [],
        "desk_nominate": [group.seat.pk],
        "desk_term_end": [group.term.pk],
        "desk_nomination": [nomination.pk],
    }


def state_of_all(chapter):
    rows = (Membership, Due, JoinLink, OfficerTerm, Nomination)
    return [list(model.objects.order_by("pk").values()) for model in rows]


@pytest.mark.parametrize("who", ["stranger", "member", "leader of another group", "former leader", "visitor"])
def test_desk_is_closed_to_whoever_does_not_lead_this_group(group, who, days):
    people = {
        "stranger": lambda: group.stranger.account,
        "member": lambda: group.member.account,
        "leader of another group": lambda: TermFactory().person.account,
        "former leader": lambda: (
            TermFactory(seat__position__chapter=group.chapter, since=days(-99), until=days(-1)).person.account
        ),
        "visitor": UserFactory,
    }
    browser = Client()
    browser.force_login(people[who](), backend="django.contrib.auth.backends.ModelBackend")
    addresses = desk_addresses(group)
    before = state_of_all(group.chapter)

    for name, args in addresses.items():
        for send in (browser.get, browser.post):
            answer = send(at(name, group, *args), {"outcome": "approve", "reason": "x", "rank": "life", "why": "x"})
            assert (name, answer.status_code) in {(name, 403), (name, 302), (name, 405)}
            assert answer.status_code != 302 or "/claim/" in answer.url or "login" in answer.url
    assert state_of_all(group.chapter) == before


def test_leader_cannot_reach_into_another_group_from_their_own(group, browser_of):
    other = TermFactory()
    theirs = desk_addresses(group)
    browser = browser_of(other.person)
    before = state_of_all(group.chapter)

    for name, args in theirs.items():
        if args:
            url = reverse(f"chapters:{name}", args=[other.seat.position.chapter.slug, *args])
            answers = {
                browser.get(url).status_code,
                browser.post(url, {"outcome": "approve", "rank": "life"}).status_code,
            }
            assert (name, answers <= {404, 405}) == (name, True), answers
    assert state_of_all(group.chapter) == before


@pytest.mark.parametrize(
    ("role", "opened"),
    [
        ("treasurer", {"desk": 200, "desk_requests": 403, "desk_links": 403}),
        ("secretary", {"desk": 200, "desk_requests": 200, "desk_officers": 200}),
        ("adviser", {"desk": 200, "desk_invite": 403, "desk_officers": 200}),
    ],
)
def test_post_opens_what_it_permits(group, post_holder, browser_of, role, opened):
    browser = browser_of(post_holder(role))

    assert {name: browser.get(at(name, group)).status_code for name in opened} == opened


def test_treasurer_notes_dues_and_does_not_set_the_class(group, post_holder, browser_of):
    search.refresh([group.member.pk])
    browser = browser_of(post_holder("treasurer"))
    url = at("desk_member", group, group.membership.pk)

    browser.post(url, {"year_be": "2569", "amount": "100", "paid_on": "1/10/2569", "how": "cash"})
    refused = browser.post(url, {"rank": "life"})

    group.membership.refresh_from_db()
    assert (refused.status_code, group.membership.rank) == (403, "ordinary")
    assert Due.objects.get().year_be == 2569


def test_who_looks_after_neither_members_nor_dues_reads_none(group, post_holder, browser_of):
    opened = [
        browser_of(post_holder(role)).get(at("desk_member", group, group.membership.pk)).status_code
        for role in ("registrar", "treasurer", "publicity", "adviser")
    ]

    assert opened == [200, 200, 403, 403]


def test_dues_of_a_year_are_noted_once(group, browser_of):
    DueFactory(chapter=group.chapter, person=group.member, year_be=2569)
    told = {"year_be": "2569", "amount": "100", "paid_on": "1/10/2569", "how": "cash"}

    answer = browser_of(group.leader).post(at("desk_member", group, group.membership.pk), told)

    assert (answer.status_code, Due.objects.count()) == (422, 1)


def test_leader_answers_a_request(group, browser_of):
    row = MembershipFactory(chapter=group.chapter, waits="asked")
    browser = browser_of(group.leader)

    refused = browser.post(at("desk_request", group, row.pk), {"outcome": "refuse"})
    taken = browser.post(at("desk_request", group, row.pk), {"outcome": "approve", "rank": "associate"})

    row.refresh_from_db()
    assert (refused.status_code, taken.status_code, row.state, row.rank) == (422, 302, "member", "associate")
    assert row.person.account.email in mail.outbox[-1].to


def test_page_of_a_group_shows_strangers_only_open_names(group):
    group.leader.names.update(audience="alumni", first_th="ซ่อนชื่อ")

    page = Client().get(at("show", group)).content.decode()

    assert ("ซ่อนชื่อ" in page, group.seat.position.name_th in page) == (False, True)


def test_page_tells_the_stranger_why_it_fits(browser_of):
    chapter = ChapterFactory(of_faculty=True)
    person = AlumnusFactory(degree__faculty=chapter.faculty)

    page = browser_of(person).get(reverse("chapters:mine"))

    [proposal] = page.context["proposals"]
    assert (proposal.chapter, proposal.origin) == (chapter, "faculty")
    assert str(chapter.faculty) in page.content.decode()


@pytest.mark.parametrize("status", ["candidate", "closed"])
def test_group_that_nobody_may_know_of_is_missing(status, days):
    chapter = ChapterFactory(status=status, closed_on=days(0) if status == "closed" else None)

    assert Client().get(reverse("chapters:show", args=[chapter.slug])).status_code == 404


def test_list_is_narrowed_by_kind_and_words():
    ChapterFactory(name_th="ชมรมสงขลา")
    ChapterFactory(of_faculty=True, name_th="ชมรมวิศวะ")

    def found(query):
        groups = Client().get(f"/chapters/?{query}").context["groups"]
        return [chapter.name_th for _label, chapters in groups for chapter in chapters]

    assert (found("kind=faculty"), found("q=สงขลา"), found("kind=nonsense&q=")) == (
        *(["ชมรมวิศวะ"], ["ชมรมสงขลา"]),
        ["ชมรมสงขลา", "ชมรมวิศวะ"],
    )


def test_old_name_finds_the_group():
    chapter = ChapterFactory(name_th="ชมรมใหม่")
    chapter.names.update(name_th="สมาคมนักศึกษาเก่า")

    groups = Client().get("/chapters/?q=นักศึกษาเก่า").context["groups"]

    assert [each for _label, found in groups for each in found] == [chapter]


def test_page_of_a_closed_group_says_so(client, days):
    """Of one that the university knew; whoever was refused is nobody's business."""
    known = ChapterFactory(status="closed", recognised_on=days(-900), closed_on=days(0))
    unknown = ChapterFactory(status="closed", closed_on=days(0))

    answers = [client.get(reverse("chapters:show", args=[each.slug])) for each in (known, unknown)]

    assert [answer.status_code for answer in answers] == [410, 404]
    assert known.name in answers[0].content.decode()


def test_member_leaves_with_one_tap(group, browser_of):
    answer = browser_of(group.member).post(at("leave", group))

    group.membership.refresh_from_db()
    assert (answer.url, group.membership.state) == (at("show", group), "left")


def test_whose_degree_is_not_there_yet_is_not_sent_to_look_for_a_record(group, browser_of):
    student, link = PersonFactory(account=UserFactory()), JoinLinkFactory(chapter=group.chapter)

    for url in (at("show", group), reverse("chapters:by_link", args=[link.code])):
        page = browser_of(student).get(url)
        assert page.context["awaits_degree"]
        assert reverse("records:claim") not in page.content.decode().partition("<main")[2].partition("</main>")[0]


def test_link_is_not_lost_on_the_way_to_a_record(group, client_for):
    """Whoever came by it before they had one finds it on their own page, until they have joined."""
    link, account = JoinLinkFactory(chapter=group.chapter), UserFactory()
    url, browser = reverse("chapters:by_link", args=[link.code]), client_for(account)
    browser.get(url)

    group.stranger.account = account
    group.stranger.save()

    assert url in browser.get(reverse("home:me")).content.decode()
    browser.post(url)
    assert url not in browser.get(reverse("home:me")).content.decode()


def test_link_that_ended_meanwhile_is_offered_to_nobody(group, client_for, days):
    link, account = JoinLinkFactory(chapter=group.chapter), UserFactory()
    url, browser = reverse("chapters:by_link", args=[link.code]), client_for(account)
    browser.get(url)
    group.stranger.account = account
    group.stranger.save()
    JoinLink.objects.update(ended_at=timezone.now())

    assert url not in browser.get(reverse("home:me")).content.decode()
    assert "chapters.came_by" not in browser.session


def test_link_leads_to_one_button(group, browser_of):
    link = JoinLinkFactory(chapter=group.chapter)
    url = reverse("chapters:by_link", args=[link.code])
    assert "login" in Client().get(url).content.decode()

    browser_of(group.stranger).post(url)

    assert Membership.objects.held().filter(person=group.stranger, link=link).exists()


def test_signed_out_and_strangers_to_the_registry_do_not_join_by_link(group, client_for):
    link = JoinLinkFactory(chapter=group.chapter)
    url = reverse("chapters:by_link", args=[link.code])

    for user in (None, UserFactory()):
        assert client_for(user).post(url).status_code == 200
    assert not Membership.objects.filter(link=link).exists()


def test_successor_accepts_on_their_own_page_alone(group, browser_of, days):
    row = NominationFactory(seat__position__chapter=group.chapter)
    url = reverse("chapters:nomination", args=[row.pk])

    assert browser_of(group.leader).post(url, {"answer": "accept"}).status_code == 404
    assert browser_of(row.person).post(url, {"answer": "accept"}).status_code == 302
    assert OfficerTerm.objects.filter(person=row.person).running(days(0)).exists()


def test_leader_hands_over_on_the_page(group, browser_of, days):
    search.refresh([group.member.pk])
    browser = browser_of(group.leader)
    url = at("desk_nominate", group, group.seat.pk)
    chosen = {"person": str(group.member.public_id), "since": days(1).isoformat(), "until": days(700).isoformat()}

    wrong = browser.post(url, chosen | {"until": "31/2/2569"})
    right = browser.post(url, chosen)

    assert (wrong.status_code, right.status_code) == (422, 302)
    row = Nomination.objects.get()
    assert (row.person, row.replaces, row.proposed_by) == (group.member, group.term, group.leader.account)


def test_holder_without_powers_hands_over_their_own_place_alone(group, post_holder, browser_of):
    adviser = post_holder("adviser")
    own = OfficerTerm.objects.get(person=adviser)
    browser = browser_of(adviser)

    assert browser.get(at("desk_nominate", group, own.seat_id)).status_code == 200
    assert browser.get(at("desk_nominate", group, group.seat.pk)).status_code == 403


def test_end_of_a_term_is_announced_on_the_desk(group, browser_of, days):
    OfficerTerm.objects.filter(pk=group.term.pk).update(until=days(30))

    warned = browser_of(group.leader).get(at("desk", group)).context["warnings"]

    assert [place.term for place, _face in warned] == [group.term]


def test_no_warning_where_somebody_follows(group, browser_of, days):
    OfficerTerm.objects.filter(pk=group.term.pk).update(until=days(30))
    NominationFactory(seat=group.seat, since=days(31))

    assert browser_of(group.leader).get(at("desk", group)).context["warnings"] == []


def test_own_page_leads_to_the_groups_that_one_leads(group, browser_of, post_holder, days):
    """With what the posts of today permit there; whoever leads none reads nothing of it."""
    treasurer = post_holder("treasurer")
    at_home = {
        who: browser_of(who).get(reverse("home:me")).content.decode()
        for who in (group.leader, treasurer, group.member)
    }
    writing, desk = at("desk_post_new", group), at("desk", group)
    assert [(writing in page, desk in page) for page in at_home.values()] == [
        (True, True),
        (False, True),
        (False, False),
    ]

    OfficerTerm.objects.filter(person=group.leader).update(until=days(-1))
    assert desk not in browser_of(group.leader).get(reverse("home:me")).content.decode()
