"""Two groups become one: nothing is lost, nobody is twice, and the preview said so before."""

from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from apps.chapters.actions import joining, letters, merging
from apps.chapters.actions.refusals import AlreadyDecided, NotOpen
from apps.chapters.models import (
    Album,
    Chapter,
    Due,
    GroupMerge,
    JoinLink,
    Membership,
    OfficerTerm,
    Position,
    Post,
)
from apps.chapters.querysets.mailings import has_stopped
from apps.chapters.querysets.merging import preview
from apps.core.models import AuditEntry
from apps.core.registries import GroupPart, group_parts
from tests.factories import (
    AlbumFactory,
    AlumnusFactory,
    ChapterFactory,
    DocumentFactory,
    DueFactory,
    JoinLinkFactory,
    MembershipFactory,
    PositionFactory,
    PostFactory,
    ProvinceFactory,
    StaffFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
MOVED = {
    *("membership", "due", "post", "document", "groupletter", "joinlink", "matter", "talk", "album", "yearlyreport"),
    "position",
}
STAYS = {
    "chaptername": "what the group was called then",
    "liaison": "who looked after it then; that ends",
    "servedprovince": "the group that stays serves them, too",
    "groupmerge": "says so itself",
    "complaint": "is about the page of the group that goes",
    "introduction": "is of the group that goes; what waits is taken back",
    "chapter": "groups below it stand below the other",
}


@pytest.fixture
def clerk():
    return StaffFactory(role="communications")


@pytest.fixture
def kept(group):
    return ChapterFactory(institution=group.chapter.institution, province=ProvinceFactory(code="91"))


def merge(group, kept, clerk, **more):
    return merging.merge(group.chapter, kept, keeps_officers=False, reason="รวมกัน", by=clerk, **more)


def rows_of(chapter):
    return set(Membership.objects.filter(chapter=chapter).values_list("person", "state"))


def test_members_move_and_whoever_is_in_both_is_there_once(group, kept, clerk):
    stays = MembershipFactory(chapter=kept, person=group.member, since=date(2026, 6, 1))
    group.membership.rank, group.membership.since = "life", date(2020, 1, 1)
    group.membership.save()

    merge(group, kept, clerk)

    stays.refresh_from_db()
    assert (stays.since, stays.rank) == (date(2020, 1, 1), "life")
    assert rows_of(kept) == {(group.member.pk, "member"), (group.leader.pk, "member")}
    assert rows_of(group.chapter) == {(group.member.pk, "left")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("member", "asked"), ("left", "member")),
        (("member", "invited"), ("left", "member")),
        (("asked", "member"), ("withdrawn", "member")),
        (("asked", "invited"), ("withdrawn", "invited")),
    ],
)
def test_who_waits_in_one_of_them(group, kept, clerk, before, after):
    person = AlumnusFactory()
    for chapter, state in zip((group.chapter, kept), before, strict=True):
        MembershipFactory(chapter=chapter, person=person, waits=None if state == "member" else state)

    merge(group, kept, clerk)

    found = [dict(rows_of(chapter))[person.pk] for chapter in (group.chapter, kept)]
    assert tuple(found) == after


def test_posts_papers_dues_albums_and_links_move(group, kept, clerk):
    PostFactory(chapter=group.chapter)
    DocumentFactory(chapter=group.chapter)
    same = AlbumFactory(chapter=group.chapter, title="กีฬาสี")
    AlbumFactory(chapter=kept, title="กีฬาสี")
    link = JoinLinkFactory(chapter=group.chapter)
    moves = DueFactory(chapter=group.chapter, person=group.member, year_be=2568)
    clash = DueFactory(chapter=group.chapter, person=group.member, year_be=2569)
    DueFactory(chapter=kept, person=group.member, year_be=2569)
    letters.stop(group.chapter, group.member, by=None)

    merge(group, kept, clerk)

    assert Post.objects.get().chapter == kept
    assert Album.objects.get(pk=same.pk).title.startswith("กีฬาสี (")
    assert JoinLink.objects.get(pk=link.pk).chapter == kept
    assert {due.pk: due.chapter_id for due in Due.objects.filter(pk__in=[moves.pk, clash.pk])} == {
        moves.pk: kept.pk,
        clash.pk: group.chapter.pk,
    }
    assert has_stopped(kept, group.member)
    for model in (Post, Album, Due, Membership):
        table = model._meta.label_lower
        assert AuditEntry.objects.filter(action="chapters.merge", table=table).exists(), table


def test_committee_ends_and_its_powers_with_it(group, kept, clerk, browser_of):
    merge(group, kept, clerk)

    assert not OfficerTerm.objects.of(group.chapter).running(timezone.localdate()).exists()
    assert browser_of(group.leader).get(reverse("chapters:desk", args=[kept.slug])).status_code == 403


def test_committee_joins_the_other_under_its_own_name(group, kept, clerk, browser_of):
    name = group.seat.position.name_th
    PositionFactory(chapter=kept, name_th=name)

    merging.merge(group.chapter, kept, keeps_officers=True, reason="รวมกัน", by=clerk)

    moved = Position.objects.get(pk=group.seat.position_id)
    assert (moved.chapter, moved.name_th) == (kept, f"{name} ({group.chapter.name_th})")
    assert browser_of(group.leader).get(reverse("chapters:desk", args=[kept.slug])).status_code == 200


def test_provinces_and_children_follow(group, kept, clerk):
    child = ChapterFactory(parent=group.chapter)

    merge(group, kept, clerk)

    child.refresh_from_db()
    assert child.parent == kept
    assert [row.province_id for row in kept.served_provinces.all()] == [group.chapter.province_id]


def test_address_of_the_group_that_went_leads_to_the_one_that_stays(group, kept, clerk, client):
    merge(group, kept, clerk)

    answer = client.get(reverse("chapters:show", args=[group.chapter.slug]))

    assert answer.url == reverse("chapters:show", args=[kept.slug])
    assert group.member.account.notices.get().kind == "chapters.merged"


def test_group_is_merged_once_and_into_an_open_one(group, kept, clerk):
    with pytest.raises(NotOpen):
        merging.merge(kept, kept, keeps_officers=False, reason="x", by=clerk)
    merge(group, kept, clerk)

    with pytest.raises(AlreadyDecided):
        merge(group, kept, clerk)
    with pytest.raises(NotOpen):
        merging.merge(kept, group.chapter, keeps_officers=False, reason="x", by=clerk)
    assert GroupMerge.objects.count() == 1


def test_nobody_joins_what_was_merged_meanwhile(group, kept, clerk):
    seen_before = group.chapter
    merge(group, kept, clerk)

    with pytest.raises(NotOpen):
        joining.ask(seen_before, group.stranger, by=group.stranger.account)
    assert not Membership.objects.filter(person=group.stranger).exists()


def test_preview_says_what_the_merge_then_does(group, kept, clerk):
    MembershipFactory(chapter=kept, person=group.member)
    PostFactory.create_batch(2, chapter=group.chapter)
    DueFactory(chapter=group.chapter, person=group.member, year_be=None)
    DueFactory(chapter=kept, person=group.member, year_be=None)

    said = preview(group.chapter, kept, timezone.localdate())
    done = merge(group, kept, clerk).moved

    assert (said.in_both, said.dues_in_both, said.terms) == (1, 1, [group.term])
    numbers = [number for _label, number in said.moves]
    assert (numbers[0], numbers[1], done["memberships"], done["post"], done["due"]) == (2, 2, 2, 2, 0)


def test_preview_asks_as_much_of_a_large_group_as_of_a_small_one(group, kept, django_assert_max_num_queries):
    TermFactory.create_batch(2, seat__position__chapter=group.chapter)
    MembershipFactory.create_batch(3, chapter=group.chapter)

    with django_assert_max_num_queries(24):
        preview(group.chapter, kept, timezone.localdate())


def test_what_another_app_keeps_moves_along(group, kept, clerk, monkeypatch):
    seen = []
    part = GroupPart("outings", lambda chapter: 5, lambda gone, stays, by: seen.append((gone, stays)))
    monkeypatch.setitem(group_parts._entries, "outings", part)

    done = merge(group, kept, clerk).moved

    assert (seen, done["outings"]) == ([(group.chapter.pk, kept.pk)], 5)


def test_office_merges_on_a_page_after_reading_what_moves(group, kept, client_for, clerk):
    office = client_for(clerk)
    chosen = office.get(reverse("office:group_merge_choose", args=[group.chapter.slug]), {"kept": kept.slug})
    url = reverse("office:group_merge", args=[group.chapter.slug, kept.slug])

    unread = office.post(url, {"reason": "รวมกัน"})
    office.post(url, {"reason": "รวมกัน", "is_sure": "on"})

    assert (chosen.url, unread.status_code) == (url, 422)
    assert GroupMerge.objects.get().kept == kept


def test_addresses_of_a_merged_group_lead_on(group, kept, clerk, browser_of):
    """Its page, what went along, and the feed to which calendars are subscribed; also where the heir is merged too."""
    post = PostFactory(chapter=group.chapter, audience="everyone", state="published", published_at=timezone.now())
    last, slug = ChapterFactory(), group.chapter.slug
    merge(group, kept, clerk)
    merging.merge(Chapter.objects.get(pk=kept.pk), last, keeps_officers=False, reason="รวมกัน", by=clerk)
    reader = browser_of(group.stranger)

    led_on = {
        name: reader.get(reverse(f"chapters:{name}", args=[slug, *args])).url
        for name, args in {"show": (), "post": (post.pk,), "members": (), "desk": (), "albums": ()}.items()
    }
    assert led_on == {
        name: reverse(f"chapters:{name}", args=[last.slug, *args])
        for name, args in {"show": (), "post": (post.pk,), "members": (), "desk": (), "albums": ()}.items()
    }
    feed = reader.get(reverse("calendars:group", args=[slug]), {"lang": "en"})
    assert feed.url == reverse("calendars:group", args=[last.slug]) + "?lang=en"
    assert reader.get(led_on["post"]).status_code == 200
    assert reader.post(reverse("chapters:ask", args=[slug])).status_code == 404
    assert reader.get(reverse("chapters:show", args=["nowhere"])).status_code == 404


def test_no_relation_to_groups_is_forgotten():
    """Another app that points at groups moves its rows by `registries.group_parts`, under its own name."""
    pointing = {
        model._meta.label_lower
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Chapter
    }
    known = {f"chapters.{name}" for name in MOVED | set(STAYS)}
    joined = {key.partition(".")[0] for key, _part in group_parts}

    assert {label for label in pointing - known if label.partition(".")[0] not in joined} == set()
    assert known - pointing == set()
