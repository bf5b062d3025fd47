"""The album of an event is one of its group's, and shown on its page to those who may see it."""

import pytest
from django.urls import reverse

from apps.chapters.models import Album
from apps.events.models import Event
from tests.factories import AlbumFactory, MembershipFactory, PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def begin(over, browser_of):
    """`begin()`: the answer to the leader who presses the button."""
    return lambda: browser_of(over.leader).post(reverse("events:desk_album", args=[over.event.slug]))


def test_album_is_begun_once(over, begin):
    addresses = {begin().url for _press in range(2)}

    album = Album.objects.get()
    assert addresses == {reverse("chapters:desk_album", args=[over.event.chapter.slug, album.pk])}
    assert (album.chapter, album.audience, album.title) == (over.event.chapter, "members", over.event.title_th)


def test_album_of_that_name_is_left_alone(over, begin):
    other = AlbumFactory(chapter=over.event.chapter, title=over.event.title_th)

    begin()

    over.event.refresh_from_db()
    assert over.event.album not in {None, other}


@pytest.mark.parametrize(("audience", "is_seen"), [("members", False), ("everyone", True)])
def test_page_leads_to_photographs_that_the_reader_may_see(over, client, audience, is_seen):
    album = AlbumFactory(chapter=over.event.chapter, audience=audience)
    PhotoFactory(album=album)
    Event.objects.filter(pk=over.event.pk).update(audience="public", album=album)

    page = client.get(reverse("events:show", args=[over.event.slug])).content.decode()

    assert (reverse("chapters:album", args=[over.event.chapter.slug, album.pk]) in page) == is_seen


def test_empty_album_is_not_shown(over, browser_of, begin):
    begin()
    member = MembershipFactory(chapter=over.event.chapter).person

    page = browser_of(member).get(reverse("events:show", args=[over.event.slug])).content.decode()

    assert reverse("chapters:album", args=[over.event.chapter.slug, Album.objects.get().pk]) not in page


def test_door_keeper_begins_no_album(over, browser_of):
    browser_of(over.keeper).post(reverse("events:desk_album", args=[over.event.slug]))

    assert not Album.objects.exists()
