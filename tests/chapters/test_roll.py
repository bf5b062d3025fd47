"""The roll: what members let their fellows see, in Thai order, page by page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.chapters.querysets.roll import roll
from apps.records.actions import search
from apps.records.models import Audience, Death, Profile
from tests.factories import (
    AlumnusFactory,
    BlockFactory,
    ChapterFactory,
    EmploymentFactory,
    FacultyFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db


def join(chapter, first_th="อารี", audience=Audience.ALUMNI, **more):
    """A graduate of a faculty and a year of their own, so that nothing but the group makes fellows."""
    person = AlumnusFactory(
        name__first_th=first_th,
        name__audience=audience,
        degree__faculty=FacultyFactory(),
        degree__graduation_year_be=2515 + join.counter,
        degree__entry_year_be=2511,
    )
    join.counter = (join.counter + 1) % 30
    MembershipFactory(chapter=chapter, person=person, **more)
    search.refresh([person.pk])
    return person


join.counter = 0


@pytest.fixture
def chapter(db):
    return ChapterFactory()


@pytest.fixture
def viewer(chapter):
    return join(chapter, "ฮานี")


def names(page):
    return [entry.face.name.first_th for entry in page.entries]


def test_members_stand_in_thai_order(chapter, viewer):
    for name in ("แก้ว", "กัลยา", "บาน", "เสรี"):
        join(chapter, name)

    assert names(roll(chapter, viewer)) == ["กัลยา", "แก้ว", "บาน", "เสรี", "ฮานี"]


def test_name_for_fellows_is_shown_to_them_behind_all_others(chapter, viewer):
    join(chapter, "กก", Audience.FELLOWS)

    assert names(roll(chapter, viewer)) == ["ฮานี", "กก"]


def test_name_for_the_office_alone_is_counted_and_not_shown(chapter, viewer):
    join(chapter, "กก", Audience.OFFICE)

    page = roll(chapter, viewer)

    assert (names(page), page.total, page.hidden) == (["ฮานี"], 1, 1)


def test_whoever_left_the_directory_is_not_shown(chapter, viewer):
    for audience in (Audience.ALUMNI, Audience.FELLOWS):
        person = join(chapter, "กก", audience)
        Profile.objects.create(person=person, in_directory=False)
        search.refresh([person.pk])

    assert names(roll(chapter, viewer)) == ["ฮานี"]


def test_name_for_fellows_is_not_found_by_typing_it(chapter, viewer):
    join(chapter, "พิมพิลาส", Audience.FELLOWS)
    join(chapter, "พิมพ์ใจ")

    assert names(roll(chapter, viewer, text="พิมพ")) == ["พิมพ์ใจ"]
    assert names(roll(chapter, viewer, text="พิมพิลาส")) == []


def test_association_shows_what_alumni_see(viewer):
    association = ChapterFactory(association=True)
    MembershipFactory(chapter=association, person=viewer)
    fellow_only = join(association, "กก", Audience.FELLOWS)
    other = join(association, "ขข")
    EmploymentFactory(person=other, employer="ลับ", audience=Audience.FELLOWS)

    page = roll(association, viewer)

    assert fellow_only.pk not in [entry.face.id for entry in page.entries]
    assert [entry.face.post for entry in page.entries if entry.face.id == other.pk] == [None]


def test_work_for_fellows_is_shown_to_them(chapter, viewer):
    other = join(chapter, "ขข")
    EmploymentFactory(person=other, employer="ร้านของเรา", audience=Audience.FELLOWS)

    [entry] = [entry for entry in roll(chapter, viewer).entries if entry.face.id == other.pk]
    assert entry.face.post.employer == "ร้านของเรา"


def test_whoever_blocked_the_reader_is_not_there(chapter, viewer, browser_of):
    other = join(chapter, "ขข")
    BlockFactory(person=other, blocked=viewer)

    page = browser_of(viewer).get(f"/chapters/{chapter.slug}/members/").context["page"]

    assert names(page) == ["ฮานี"]


def test_pages_follow_each_other_forth_and_back(chapter, viewer):
    for name in ("กก", "ขข", "คค", "งง"):
        join(chapter, name)
    join(chapter, "กา", Audience.FELLOWS)
    first = roll(chapter, viewer, size=2)
    second = roll(chapter, viewer, size=2, cursor=first.next)
    third = roll(chapter, viewer, size=2, cursor=second.next)
    back = roll(chapter, viewer, size=2, cursor=third.previous)

    assert [names(each) for each in (first, second, third)] == [["กก", "ขข"], ["คค", "งง"], ["ฮานี", "กา"]]
    assert (names(back), first.previous, third.next) == (["คค", "งง"], None, None)


def test_roll_is_narrowed_by_class(chapter, viewer):
    join(chapter, "กก", rank="life")

    page = roll(chapter, viewer, rank="life")

    assert (names(page), page.total) == (["กก"], 1)


@pytest.mark.parametrize("members", [2, 9])
def test_page_asks_the_database_as_often_for_many(chapter, viewer, members):
    for _ in range(members):
        join(chapter, "กก")

    with CaptureQueriesContext(connection) as asked:
        roll(chapter, viewer)

    assert len(asked) == 17


def test_strangers_see_nobody(group, browser_of):
    answer = browser_of(group.stranger).get(f"/chapters/{group.chapter.slug}/members/")

    assert (answer.status_code, group.member.names.get().last_th in answer.content.decode()) == (403, False)


def test_dead_member_is_not_shown(chapter, viewer):
    person = join(chapter, "กก", Audience.FELLOWS)
    now = timezone.now()
    Death.objects.create(
        person=person,
        first_source="family",
        first_evidence="a",
        first_at=now,
        second_source="news",
        second_evidence="b",
        confirmed_at=now,
    )

    assert names(roll(chapter, viewer)) == ["ฮานี"]
