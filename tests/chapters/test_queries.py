"""Pages of a group ask the database as often for many as for few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.chapters.actions import photo_choices
from apps.records.actions import search
from tests.factories import (
    AlbumFactory,
    ComplaintFactory,
    DocumentFactory,
    GroupLetterFactory,
    LetterRecipientFactory,
    MatterFactory,
    MembershipFactory,
    NominationFactory,
    PhotoFactory,
    PostFactory,
    TermFactory,
    YearlyReportFactory,
)

pytestmark = pytest.mark.django_db
PAGES = (
    *("show", "news", "albums", "documents", "letters", "members"),
    *("desk", "desk_requests", "desk_officers", "desk_posts", "desk_albums", "desk_documents", "desk_letters"),
    *("desk_matters", "desk_reports", "desk_links"),
)


@pytest.fixture
def album(group):
    return AlbumFactory(chapter=group.chapter)


@pytest.fixture
def grow(group, album):
    """One more of everything that a group has."""

    def make(number):
        chapter = group.chapter
        soon = timezone.localdate() + timedelta(days=20)
        for place in range(number):
            people = [MembershipFactory(chapter=chapter).person for _ in range(2)]
            photo_choices.say(people[0], is_given=False, language="th", by=people[0].account)
            term = TermFactory(seat__position__chapter=chapter, until=soon)
            MembershipFactory(chapter=chapter, waits="asked")
            MembershipFactory(chapter=chapter, waits="invited")
            NominationFactory(seat__position__chapter=chapter)
            PostFactory(chapter=chapter)
            ComplaintFactory(photo=PhotoFactory(album=album))
            PhotoFactory(album=AlbumFactory(chapter=chapter, audience="everyone"))
            PhotoFactory(album=album)
            DocumentFactory(chapter=chapter)
            LetterRecipientFactory(letter=GroupLetterFactory(chapter=chapter, state="sent"), person=group.leader)
            MatterFactory(chapter=chapter)
            YearlyReportFactory(chapter=chapter, year_be=2500 + place + chapter.reports.count())
            search.refresh([person.pk for person in (*people, term.person)])

    return make


def asked(browser, url):
    with CaptureQueriesContext(
        connection,
    ) as context:
        assert browser.get(url).status_code == 200
    return len(context)


def test_pages_ask_as_often_for_many_as_for_few(group, album, grow, browser_of):
    browser = browser_of(group.leader)
    urls = {name: reverse(f"chapters:{name}", args=[group.chapter.slug]) for name in PAGES}
    urls["desk_album"] = reverse("chapters:desk_album", args=[group.chapter.slug, album.pk])
    urls["album"] = reverse("chapters:album", args=[group.chapter.slug, album.pk])
    grow(1)
    few = {name: asked(browser, url) for name, url in urls.items()}
    grow(4)

    many = {name: asked(browser, url) for name, url in urls.items()}

    assert {name: (few[name], many[name]) for name in urls if many[name] > few[name]} == {}
