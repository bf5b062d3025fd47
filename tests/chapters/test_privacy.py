"""What the groups keep of people: handed over, and nothing of others."""

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from apps.chapters.actions import news, pictures
from apps.chapters.lib.photo_picture import encode
from apps.chapters.models import GroupLetter, LetterRecipient, Post
from apps.chapters.privacy import ALBUMS, GROUPS, LETTERS, POSTS, post_photos
from apps.core.privacy import Subject, export
from apps.duplicates.actions import merging
from tests.factories import (
    AlumnusFactory,
    ChapterFactory,
    ComplaintFactory,
    DueFactory,
    GroupLetterFactory,
    LetterRecipientFactory,
    MembershipFactory,
    PersonFactory,
    StaffFactory,
    TermFactory,
)

from .pictures import jpeg

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    """An alumnus of whom a group keeps something of each kind."""
    person, today = AlumnusFactory(), timezone.localdate()
    chapter = ChapterFactory(name_th="ชมรมทดลอง", name_en="Trial group")
    MembershipFactory(chapter=chapter, person=person, state="member", since=today, note="please let me in")
    DueFactory(chapter=chapter, person=person, reference="RECEIPT77", paid_on=today)
    TermFactory(person=person, minutes="minutes 12/2569")
    return person


def subject(person):
    return Subject(person.pk, person.account_id)


def test_everything_is_handed_over_and_nothing_of_others(member):
    MembershipFactory(note="somebody else's words")

    told = str([rows for _table, rows in export(GROUPS, subject(member))])

    assert [each for each in ("please let me in", "RECEIPT77", "minutes 12/2569") if each not in told] == []
    assert "somebody else" not in told


def test_photograph_of_ones_own_post_is_handed_over_and_no_other(member):
    values = {"title": "x", "text": "y", "audience": "members", "photo_alt": "z"}
    for author, colour in ((member, "navy"), (AlumnusFactory(), "red")):
        news.write(ChapterFactory(), author, values, picture=encode(jpeg(colour=colour)), by=author.account)
    mine = Post.objects.get(author=member)

    assert dict(post_photos(subject(member))) == {f"chapters/posts/{mine.pk}": pictures.file_of(mine.photo, "large")}


def test_erasure_takes_drafts_with_their_photographs(member, django_capture_on_commit_callbacks):
    values = {"title": "x", "text": "y", "audience": "members", "photo_alt": "z"}
    post = news.write(ChapterFactory(), member, values, picture=encode(jpeg()), by=member.account)
    GroupLetterFactory(author=member)
    sent = GroupLetterFactory(author=member, state="sent")
    LetterRecipientFactory(person=member)
    complaint = ComplaintFactory(by=member, note="that is my house")

    with django_capture_on_commit_callbacks(execute=True):
        for part in (POSTS, LETTERS, ALBUMS):
            part.erase(subject(member))

    assert not Post.objects.exists()
    assert not default_storage.exists(pictures.file_of(post.photo, "large"))
    sent.refresh_from_db()
    assert (sent.author, GroupLetter.objects.filter(state="draft").exists()) == (None, False)
    assert not LetterRecipient.objects.filter(person=member).exists()
    complaint.refresh_from_db()
    assert (complaint.by, complaint.note) == (None, "")


def test_letter_to_two_records_of_one_person_is_one():
    """A merge of records keeps each list's rule: nobody is on it twice."""
    clerk, one, other = StaffFactory(role="administrator"), AlumnusFactory(), PersonFactory()
    letter = GroupLetterFactory(state="sent")
    LetterRecipientFactory(letter=letter, person=one)
    LetterRecipientFactory(letter=letter, person=other)

    merging.merge(one, other, by=clerk, choices={})

    assert LetterRecipient.objects.get().person_id == one.pk
