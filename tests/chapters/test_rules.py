"""What leaders may do follows from their posts of today, and who is whose fellow from memberships of today."""

import pytest

from apps.chapters import rules
from apps.chapters.models import Membership, OfficerTerm, Position
from apps.chapters.rules import Power
from apps.core.registries import fellowships
from tests.factories import ChapterFactory, MembershipFactory, TermFactory

pytestmark = pytest.mark.django_db


def powers(person, chapter):
    return rules.standing_of(person, chapter).powers


def test_every_role_has_its_powers():
    assert set(rules.POWERS) == set(Position.Role)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("president", set(Power)),
        ("secretary", {Power.MEMBERS, Power.PUBLISH}),
        ("treasurer", {Power.DUES}),
        ("adviser", set()),
    ],
)
def test_post_gives_its_powers(role, expected):
    term = TermFactory(seat__position__role=role)

    assert powers(term.person, term.seat.position.chapter) == expected


@pytest.mark.parametrize(("since", "until", "has"), [(-9, 0, True), (0, 9, True), (-9, -1, False), (1, 9, False)])
def test_powers_begin_and_end_with_the_term(days, since, until, has):
    term = TermFactory(since=days(since), until=days(until))

    assert bool(powers(term.person, term.seat.position.chapter)) is has


def test_powers_end_in_no_other_group():
    term = TermFactory()

    assert powers(term.person, ChapterFactory()) == set()


@pytest.mark.parametrize("status", ["suspended", "candidate", "closed"])
def test_leaders_of_a_group_that_is_not_recognised_can_do_nothing(status, days):
    closed_on = days(0) if status == "closed" else None
    term = TermFactory(seat__position__chapter__status=status, seat__position__chapter__closed_on=closed_on)

    assert powers(term.person, term.seat.position.chapter) == set()


def test_powers_end_at_the_next_request(group, browser_of, days):
    browser = browser_of(group.leader)
    url = f"/chapters/{group.chapter.slug}/manage/"
    assert browser.get(url).status_code == 200

    OfficerTerm.objects.filter(pk=group.term.pk).update(until=days(-1))

    answer = browser.get(url)
    assert (answer.status_code, answer.context["last_term"]) == (403, group.term)


# ---- fellows


def are_fellows(one, other):
    """By their groups alone: the graduates of the factories are all of one class."""
    return fellowships["chapter"](one.pk).filter(person_id=other.pk).exists()


def test_members_of_a_group_are_fellows(group):
    assert are_fellows(group.member, group.leader)
    assert not are_fellows(group.stranger, group.leader)


@pytest.mark.parametrize("state", ["asked", "invited", "left"])
def test_only_members_are_fellows(group, state, days):
    since, until = (days(-9), days(0)) if state == "left" else (None, None)
    Membership.objects.create(chapter=group.chapter, person=group.stranger, state=state, since=since, until=until)

    assert not are_fellows(group.stranger, group.leader)


def test_members_of_the_association_are_no_fellows_of_each_other():
    association = ChapterFactory(association=True)
    one, other = (MembershipFactory(chapter=association).person for _ in range(2))

    assert not are_fellows(one, other)


def test_members_of_different_groups_are_no_fellows(group):
    other = MembershipFactory().person

    assert not are_fellows(group.member, other)
