"""Several at the same moment: letters, albums, pins, complaints and merges, on both databases."""

from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from apps.chapters.actions import albums, complaints, joining, letters, merging, news, term_notices
from apps.chapters.actions.refusals import AlreadyDecided, Meanwhile, NotOpen, TooManyPinned
from apps.chapters.lib.photo_picture import encode
from apps.chapters.models import Album, Chapter, Complaint, GroupMerge, Membership, Photo, Post, TermNotice
from apps.mailings.models import Mailing
from tests.factories import (
    AlbumFactory,
    AlumnusFactory,
    ChapterFactory,
    ComplaintFactory,
    DecisionFactory,
    GroupLetterFactory,
    MembershipFactory,
    PostFactory,
    StaffFactory,
    TermFactory,
    UserFactory,
)

from .pictures import jpeg

MANY = 4


def refusals(results):
    return [type(each) for each in results if isinstance(each, Exception)]


def photos():
    return default_storage.listdir("groups")[1] if default_storage.exists("groups") else []


def trusted_leader():
    with transaction.atomic():
        leader = TermFactory().person
        chapter = Chapter.objects.get()
        for _ in range(3):
            DecisionFactory(post__chapter=chapter, post__author=leader)
        return leader, chapter


def test_post_that_is_sent_several_times_is_one(together, browser_of):
    leader, chapter = trusted_leader()
    url = reverse("chapters:desk_post_new", args=[chapter.slug])
    posts, files = Post.objects.count(), set(photos())
    typed = {"title": "ข่าว", "text": "พบกันวันเสาร์\nทุกคนมาได้", "audience": "members", "photo_alt": "สนามหน้าบ้าน"}
    browsers = [browser_of(leader) for _ in range(MANY)]

    def send(number, **other):
        picture = SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg")
        return browsers[number].post(url, {**typed, "picture": picture, **other}).url

    answers = together(send, MANY)
    post = Post.objects.latest("pk")
    assert answers == [reverse("chapters:desk_post", args=[chapter.slug, post.pk])] * MANY
    assert {name.partition("-")[0] for name in set(photos()) - files} == {post.photo.removeprefix("groups/")}

    send(0, title="ข่าวอื่น")
    assert Post.objects.count() == posts + 2


def test_letter_that_is_sent_several_times_goes_out_once(together, browser_of):
    leader, chapter = trusted_leader()
    url = reverse("chapters:desk_letter_new", args=[chapter.slug])
    typed = {"to": "own_members", "subject_th": "นัดพบ", "text_th": "พบกันวันเสาร์", "scheduled_at": "09:00"}
    typed |= {"is_neutral": "on", "do": "send", "form_key": str(uuid4())}
    browsers = [browser_of(leader) for _ in range(MANY)]

    answers = together(lambda number: browsers[number].post(url, typed), MANY)

    letter = Mailing.objects.get()
    assert {answer.url for answer in answers} == {
        reverse("chapters:desk_letter", args=[chapter.slug, letter.public_id])
    }
    assert letter.state != Mailing.State.DRAFT


def test_album_that_is_begun_several_times_is_one(together):
    leader, chapter = trusted_leader()
    values = {"title": "งานวิ่ง", "taken_on": None, "audience": "members", "about": ""}

    together(lambda _number: albums.begin(chapter, values, by=leader.account, leader=leader), MANY)
    assert Album.objects.count() == 1


def test_several_workers_write_each_letter_once(together):
    leader, chapter = trusted_leader()
    for _ in range(7):
        MembershipFactory(chapter=chapter)
    letter = GroupLetterFactory(chapter=chapter, author=leader, state="waiting")
    letters.close_list(letter, by=None, action="chapters.approve_letter")

    results = together(lambda _number: letters.deliver(letter.pk), MANY)

    assert refusals(results) == []
    assert sorted(message.to[0] for message in mail.outbox) == sorted({message.to[0] for message in mail.outbox})
    assert len(mail.outbox) == letter.recipients.filter(written_at__isnull=False).count() == 8


def test_end_of_a_term_is_told_once(together, days):
    TermFactory(until=days(20))

    results = together(lambda _number: term_notices.tell_all(days(0)), MANY)

    assert (sum(results), TermNotice.objects.count()) == (1, 1)


def test_no_more_are_pinned_than_may_be(together, monkeypatch):
    monkeypatch.setattr("apps.chapters.rules.PINNED", 1)
    chapter, account = ChapterFactory(), UserFactory()
    posts = [PostFactory(chapter=chapter) for _ in range(MANY)]

    results = together(lambda number: news.pin(posts[number], is_pinned=True, by=account), MANY)

    assert refusals(results) == [TooManyPinned] * (MANY - 1)
    assert Post.objects.filter(pinned_at__isnull=False).count() == 1


def test_one_picture_is_in_the_album_once(together):
    album, account, picture = AlbumFactory(), UserFactory(), encode(jpeg())

    results = together(lambda _number: albums.add(album, picture, by=account), MANY)

    assert (len(refusals(results)), Photo.objects.count()) == (MANY - 1, 1)


def test_complaint_is_answered_once(together):
    row, staff = ComplaintFactory(), StaffFactory()
    outcomes = [Complaint.Outcome.KEPT, Complaint.Outcome.REMOVED] * 2

    def decide(number):
        found = Complaint.objects.select_related("photo__album__chapter", "by__account").get(pk=row.pk)
        complaints.decide(found, outcomes[number], remark="so it is", by=staff)

    results = together(decide, MANY)

    row.refresh_from_db()
    row.photo.refresh_from_db()
    assert refusals(results) == [AlreadyDecided] * (MANY - 1)
    assert (row.outcome == "removed") == (row.photo.removed_at is not None)


@pytest.mark.parametrize("joiners", [3])
def test_whoever_joins_while_groups_are_merged_is_in_one_that_is_there(together, joiners):
    with transaction.atomic():
        gone = ChapterFactory(joining="open", of_faculty=True)
        kept = ChapterFactory(joining="open", faculty=gone.faculty, of_faculty=True, institution=gone.institution)
        MembershipFactory(chapter=gone)
        people = [AlumnusFactory() for _ in range(joiners)]
        clerk = StaffFactory()

    def act(number):
        if number == joiners:
            return merging.merge(gone, kept, keeps_officers=False, reason="รวมกัน", by=clerk)
        return joining.ask(Chapter.objects.get(pk=gone.pk), people[number], by=people[number].account)

    results = together(act, joiners + 1)

    assert set(refusals(results)) <= {NotOpen, Meanwhile}
    merged = GroupMerge.objects.exists()
    left_behind = Membership.objects.filter(chapter=gone, state__in=Membership.OPEN)
    assert not (merged and left_behind.exists())
