"""Every address of a group, met by the leader of another one: with that group's name, and with its things under the
name of one's own. Nothing opens, by whatever method, and nothing changes. The list is that of `urls`: a new address is
tried from its first day."""

from types import SimpleNamespace
from urllib.parse import parse_qsl

import pytest
from django.apps import apps
from django.db.models import F
from django.urls import reverse

from apps.chapters.models import OfficerTerm
from apps.chapters.urls import leaders_urls, member_urls, public_urls
from tests.architecture.addresses import addresses
from tests.factories import (
    AlbumFactory,
    ChapterFactory,
    DocumentFactory,
    LetterRecipientFactory,
    PostFactory,
    TermFactory,
)
from tests.permissions import samples

# That somebody is refused is no matter of the database.
pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]
METHODS = ("get", "post", "put", "delete", "options")
REFUSED = {403, 404, 405}
# What some form takes: a door that was left open would do something.
ANYTHING = dict(
    parse_qsl(
        "outcome=approve&rank=life&reason=because&why=because&remark=because&title=taken&text=taken&subject=taken&"
        "name_th=taken&answer=accept&audience=alumni&is_neutral=on&version=1&days=30&kind=other&pinned=yes&did=taken&"
        "send=1&amount=1&paid_on=1/10/2569&how=cash&note=taken&caption=taken&to=members"
    )
)
NAMES = {path.name for path in leaders_urls}
# Of these a stranger may open what everybody sees; that things of another group are not among it is tried below.
WITH_A_THING = {path.name for path in (*leaders_urls, *public_urls, *member_urls) if str(path.pattern).count("<") > 1}


@pytest.fixture
def world():
    return samples.build()


@pytest.fixture
def stranger(world):
    """Leads a group of their own, of which nobody else is."""
    term = TermFactory()
    return SimpleNamespace(term=term, person=term.person, chapter=term.seat.position.chapter)


def ours(names):
    return [each for each in addresses() if each.name.startswith("chapters:") and each.name.partition(":")[2] in names]


def everything():
    """All rows of groups and events, as they are."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for app in ("chapters", "events")
        for model in apps.get_app_config(app).get_models()
    }


def tried(browser, urls, methods=METHODS):
    """[(address, method, answer)] where the door was open."""
    return [
        (url, method, answer.status_code)
        for url in urls
        for method in methods
        if (answer := getattr(browser, method)(url, ANYTHING if method == "post" else {})).status_code not in REFUSED
    ]


def test_leader_of_another_group_opens_no_address_of_this_one(world, stranger, browser_of):
    urls = [reverse(each.name, kwargs=samples.arguments_of(each, world)) for each in ours(NAMES)]
    before = everything()

    assert tried(browser_of(stranger.person), urls) == []
    assert (len(urls), everything()) == (len(NAMES), before)


def test_things_of_this_group_are_nowhere_under_the_name_of_another(world, stranger, browser_of):
    found = [(each, samples.arguments_of(each, world)) for each in ours(WITH_A_THING)]
    in_year = {"chapters:desk_report", "chapters:desk_report_pdf"}  # a year is nobody's
    urls = [
        reverse(each.name, kwargs=arguments | {"slug": stranger.chapter.slug})
        for each, arguments in found
        if each.name not in in_year
    ]
    before = everything()

    assert tried(browser_of(stranger.person), urls) == []
    assert (len(urls), everything()) == (len(WITH_A_THING) - len(in_year), before)


def test_form_that_was_open_when_the_term_ended_does_nothing(world, browser_of, days):
    """Everything that the leader could do a moment ago is closed at the next request."""
    browser = browser_of(world.keeper)
    urls = [reverse(each.name, kwargs=samples.arguments_of(each, world)) for each in ours(NAMES)]
    opened = [url for url in urls if browser.get(url).status_code == 200]
    OfficerTerm.objects.filter(pk=world.group.term.pk).update(until=days(-1), version=F("version") + 1)
    before = everything()

    assert tried(browser, urls, ("get", "post")) == []
    assert (len(opened) > len(urls) / 2, everything()) == (True, before)


def test_what_is_for_members_is_for_those_of_this_group(stranger, browser_of):
    """To be a member of one group, or to lead it, opens nothing of another one."""
    chapter = ChapterFactory()
    things = {
        "post": PostFactory(chapter=chapter, audience="members"),
        "album": AlbumFactory(chapter=chapter, audience="members"),
        "letter": LetterRecipientFactory(letter__chapter=chapter).letter,
    }
    document = DocumentFactory(chapter=chapter, audience="members")
    urls = [reverse(f"chapters:{name}", args=[chapter.slug, thing.pk]) for name, thing in things.items()]
    urls += [reverse("chapters:document_file", args=[chapter.slug, document.pk, 1])]
    urls += [reverse("chapters:members", args=[chapter.slug])]

    assert tried(browser_of(stranger.person), urls) == []


def test_what_was_typed_on_a_page_that_stood_open_is_not_lost(world, browser_of, days):
    """It is handed back, to be copied; keys, numbers and choices are not among it."""
    browser = browser_of(world.keeper)
    OfficerTerm.objects.filter(pk=world.group.term.pk).update(until=days(-1), version=F("version") + 1)
    url = reverse("chapters:desk_post_new", args=[world.group.chapter.slug])

    answer = browser.post(url, {"title": "นัดพบ <b>", "text": "บรรทัดแรก\nสอง", "audience": "members", "version": "1"})

    assert (answer.status_code, answer.context["typed"]) == (403, ["นัดพบ <b>", "บรรทัดแรก\nสอง"])
    assert "นัดพบ &lt;b&gt;" in answer.content.decode()
