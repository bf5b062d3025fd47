"""Taking a merge of groups back: everything is what it was, but for what somebody has changed or brought since."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from apps.chapters.actions import joining, members, merging, unmerging
from apps.chapters.models import Chapter, GroupMerge, Membership, OfficerTerm, Post
from apps.chapters.querysets.unmerging import came_since, steps_of
from apps.core.models import AuditEntry
from tests.factories import (
    AlbumFactory,
    AlumnusFactory,
    ChapterFactory,
    DueFactory,
    EventFactory,
    JoinLinkFactory,
    LiaisonFactory,
    MembershipFactory,
    NominationFactory,
    PositionFactory,
    PostFactory,
    ProvinceFactory,
    StaffFactory,
    TermFactory,
    YearlyReportFactory,
)

pytestmark = pytest.mark.django_db
COUNTED = {"version", "updated_at"}  # say that the rows were written twice
ITSELF = {"chapters.GroupMerge", "core.AuditEntry"}


@pytest.fixture
def clerk():
    return StaffFactory(role="communications")


@pytest.fixture
def kept(group):
    return ChapterFactory(institution=group.chapter.institution, province=ProvinceFactory(code="91"))


@pytest.fixture
def full(group, kept, days):
    """A group with something of each kind that a merge touches."""
    chapter, other = group.chapter, AlumnusFactory()
    MembershipFactory(chapter=kept, person=group.member, since=date(2026, 6, 1))
    for waits, where in (("asked", chapter), ("invited", kept)):
        MembershipFactory(chapter=where, person=other, waits=waits)
    PostFactory(chapter=chapter)
    for where in (chapter, kept):
        AlbumFactory(chapter=where, title="กีฬาสี")
        DueFactory(chapter=where, person=group.member, year_be=2569)
        PositionFactory(chapter=where, name_th="ปฏิคม")
    DueFactory(chapter=chapter, person=group.member, year_be=2568)
    JoinLinkFactory(chapter=chapter)
    YearlyReportFactory(chapter=chapter, year_be=2560, sent=True)
    LiaisonFactory(chapter=chapter, since=days(-9))
    NominationFactory(seat__position__chapter=chapter)
    TermFactory(seat__position__chapter=chapter, since=days(5), until=days(99))
    ChapterFactory(parent=chapter)
    EventFactory(chapter=chapter)


def merge(group, kept, clerk, **more):
    return merging.merge(group.chapter, kept, keeps_officers=more.get("keeps", False), reason="รวมกัน", by=clerk)


def undo(done, clerk):
    unmerging.undo(done, reason="ไม่ควรรวม", by=clerk)


def all_rows():
    return {
        model._meta.label: {
            row["id"]: {name: value for name, value in row.items() if name not in COUNTED}
            for row in model._base_manager.values()
        }
        for app in ("chapters", "events")
        for model in apps.get_app_config(app).get_models()
        if model._meta.label not in ITSELF
    }


@pytest.mark.parametrize("keeps", [False, True])
@pytest.mark.usefixtures("full")
def test_everything_is_what_it_was(group, kept, clerk, keeps):
    before = all_rows()
    done = merge(group, kept, clerk, keeps=keeps)
    changed = all_rows() != before

    undo(done, clerk)

    assert (changed, all_rows()) == (True, before)
    assert AuditEntry.objects.filter(action="chapters.undo_merge", table="chapters.membership").exists()


def test_powers_come_back_with_the_terms(group, kept, clerk, browser_of):
    done = merge(group, kept, clerk)
    desk = reverse("chapters:desk", args=[group.chapter.slug])
    closed = browser_of(group.leader).get(desk).status_code

    undo(done, clerk)

    assert (closed, browser_of(group.leader).get(desk).status_code) == (302, 200)  # to the group that stays
    assert group.leader.account.notices.order_by("-pk").first().kind == "chapters.unmerged"


def test_what_somebody_changed_goes_back_with_what_it_says_now(group, kept, clerk):
    post = PostFactory(chapter=group.chapter, state="draft")
    done = merge(group, kept, clerk)
    moved = Membership.objects.get(person=group.member)
    members.set_rank(moved, "honorary", by=clerk)
    Post.objects.filter(pk=post.pk).update(title="anew", version=9)

    undo(done, clerk)

    moved.refresh_from_db()
    post.refresh_from_db()
    assert (moved.chapter, moved.rank, post.chapter, post.title) == (group.chapter, "honorary", group.chapter, "anew")


def test_whoever_left_since_stays_away(group, kept, clerk):
    MembershipFactory(chapter=kept, person=group.member, since=date(2026, 6, 1))
    done = merge(group, kept, clerk)
    joining.leave(Membership.objects.get(chapter=kept, person=group.member), by=clerk)

    undo(done, clerk)

    states = set(Membership.objects.filter(person=group.member).values_list("chapter", "state"))
    assert states == {(group.chapter.pk, "member"), (kept.pk, "left")}


def test_what_came_since_stays_and_is_told_before(group, kept, clerk):
    done = merge(group, kept, clerk)
    new = MembershipFactory(chapter=kept)
    OfficerTerm.objects.filter(pk=group.term.pk).update(ended_why="anew", version=99)

    edited = [step.table for step in steps_of(done) if step.is_edited]
    came = came_since(done)
    undo(done, clerk)

    new.refresh_from_db()
    assert (new.chapter, edited, [number for _label, number in came]) == (kept, ["chapters.officerterm"], [1])


def test_later_merge_is_taken_back_first(group, kept, clerk):
    third, fourth = ChapterFactory(institution=kept.institution), ChapterFactory(institution=kept.institution)
    first = merge(group, kept, clerk)
    second = merging.merge(third, kept, keeps_officers=False, reason="x", by=clerk)
    last = merging.merge(kept, fourth, keeps_officers=False, reason="x", by=clerk)

    for done in (first, second):
        with pytest.raises(unmerging.CannotUndo):
            undo(done, clerk)
    for done in (last, second, first):
        undo(done, clerk)

    assert not Chapter.objects.exclude(status="recognised").exists()


@pytest.mark.parametrize("why", ["late", "undone", "old"])
def test_merge_that_cannot_be_taken_back_says_why(group, kept, clerk, why):
    done = merge(group, kept, clerk)
    if why == "undone":
        undo(done, clerk)
    if why == "late":
        GroupMerge.objects.update(merged_on=timezone.localdate() - timedelta(days=91))
    if why == "old":  # made before merges could be taken back
        GroupMerge.objects.update(batch=None)

    with pytest.raises(unmerging.CannotUndo):
        undo(GroupMerge.objects.get(), clerk)


def test_office_takes_it_back_on_a_page_and_merges_again(group, kept, client_for, clerk):
    done = merge(group, kept, clerk)
    office, url = client_for(clerk), reverse("office:group_unmerge", args=[done.pk])

    shown = office.get(url)
    silent = office.post(url, {"reason": ""})
    taken_back = office.post(url, {"reason": "ไม่ควรรวม"})
    merge(group, kept, clerk)

    assert (shown.status_code, silent.status_code, taken_back.status_code) == (200, 422, 302)
    assert [each.stands for each in GroupMerge.objects.order_by("pk")] == [False, True]


def test_two_take_it_back_at_once(together, clerk):
    gone = ChapterFactory()
    kept = ChapterFactory(institution=gone.institution)
    MembershipFactory(chapter=gone)
    done = merging.merge(gone, kept, keeps_officers=False, reason="x", by=clerk)

    results = together(lambda _number: undo(GroupMerge.objects.get(pk=done.pk), clerk), 3)

    assert [type(each) for each in results if each is not None] == [unmerging.CannotUndo] * 2
    assert Membership.objects.get().chapter == gone


def test_many_members_cost_as_much_as_few(group, kept, clerk, django_assert_max_num_queries):
    MembershipFactory.create_batch(12, chapter=group.chapter)
    done = merge(group, kept, clerk)

    with django_assert_max_num_queries(75):
        undo(done, clerk)
