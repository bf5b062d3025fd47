"""Nobody learns of an event that is not for them: every audience, on every surface, for every kind of reader. Each
event has a word of its own, which is looked for wherever events are shown."""

from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.chapters.rules import standing_of as group_standing
from apps.events.models import Event
from apps.events.reports import panels
from apps.records import policy
from tests.factories import (
    AlumnusFactory,
    CohortFactory,
    CoHostFactory,
    DoorKeeperFactory,
    EventFactory,
    FacultyFactory,
    MembershipFactory,
    ProvinceFactory,
    RegistrationFactory,
    StaffFactory,
    TermFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
MEETING = "https://meet.example.org/secret-room"
AUDIENCES = ("public", "alumni", "chapter", "cohort", "faculty")
HIDDEN = ("draft", "waiting", "refused")


@dataclass(frozen=True)
class Planted:
    """An event and the word by which it is known."""

    event: Event
    word: str


@pytest.fixture
def world():
    """An event for each audience, and one in each state that nobody but its organisers sees."""
    cache.clear()
    term = TermFactory()
    chapter = term.seat.position.chapter
    cohort, faculty = CohortFactory(graduation_year_be=2555), FacultyFactory()
    place = {"province": ProvinceFactory(), "online": True, "online_url": MEETING, "chapter": chapter}
    found = {}
    for number, audience in enumerate(AUDIENCES):
        named = {"cohort": cohort} if audience == "cohort" else {"faculty": faculty} if audience == "faculty" else {}
        word = f"ZQ{number}{audience.upper()}"
        found[audience] = Planted(
            EventFactory(title_th=word, title_en=word, audience=audience, **named, **place), word
        )
    for state in HIDDEN:
        word = f"ZQ{state.upper()}"
        found[state] = Planted(EventFactory(title_th=word, title_en=word, state=state, **place), word)
    return SimpleNamespace(chapter=chapter, leader=term.person, cohort=cohort, faculty=faculty, events=found)


def _registered(world):
    """A guest of the portal who has no record, and a seat at the event for the group's members."""
    account = UserFactory()
    RegistrationFactory(event=world.events["chapter"].event, person=None, account=account)
    return account


def _door_keeper(world):
    person = AlumnusFactory()
    DoorKeeperFactory(event=world.events["cohort"].event, person=person)
    return person.account


def _co_host(world):
    term = TermFactory()
    CoHostFactory(event=world.events["faculty"].event, chapter=term.seat.position.chapter, state="accepted")
    return term.person.account


# Who looks → who they are, and the events that they may know of.
READERS = {
    "nobody": (lambda world: None, {"public"}),
    "visitor": (lambda world: UserFactory(), {"public"}),
    "closed account": (lambda world: UserFactory(is_active=False), {"public"}),
    "alumnus": (lambda world: AlumnusFactory().account, {"public", "alumni"}),
    "member": (lambda world: MembershipFactory(chapter=world.chapter).person.account, {"public", "alumni", "chapter"}),
    "asked to join": (
        lambda world: MembershipFactory(chapter=world.chapter, waits="asked").person.account,
        {"public", "alumni"},
    ),
    "of the class": (
        lambda world: AlumnusFactory(degree__graduation_year_be=2555, degree__cohort=world.cohort).account,
        {"public", "alumni", "cohort"},
    ),
    "of the faculty": (
        lambda world: AlumnusFactory(degree__faculty=world.faculty).account,
        {"public", "alumni", "faculty"},
    ),
    "registered": (_registered, {"public", "chapter"}),
    "door keeper": (_door_keeper, {"public", "alumni", "cohort"}),
    "leader": (lambda world: world.leader.account, set(AUDIENCES)),
    "leader of a co-host": (_co_host, {"public", "alumni", "faculty"}),
    "office": (lambda world: StaffFactory(role="events"), set(AUDIENCES)),
    "staff without a role": (lambda world: StaffFactory(), {"public"}),
}


def _get(url, **data):
    return lambda client, world: client.get(url(world), data).text


def _panel(make):
    def text(client, world):
        user = client.user
        request = SimpleNamespace(user=user)
        person = policy.person_of(user)
        panel = make(request, world.chapter, group_standing(person, world.chapter))
        if panel is None:
            return ""
        shown = panel.content
        return " ".join([each.event.title_th for each in shown.coming] + [each.title_th for each in shown.past])

    return text


def _month(world):
    day = timezone.localtime(world.events["public"].event.starts_at)
    return reverse("events:month", args=[day.year, day.month])


# Where events are shown → what a reader gets to read there.
SURFACES = {
    "list": _get(lambda world: reverse("events:index")),
    "list, by words": _get(lambda world: reverse("events:index"), q="ZQ"),
    "list, in English": _get(lambda world: f"/en{reverse('events:index')}"),
    "list, of the group": lambda client, world: (
        client.get(reverse("events:index"), {"group": world.chapter.slug}).text
    ),
    "month": _get(_month),
    "front page": _get(lambda world: reverse("home:index")),
    "group's page": _panel(panels.of_group),
}
FEEDS = {
    "public feed": lambda world: reverse("calendars:public"),
    "group's feed": lambda world: reverse("calendars:group", args=[world.chapter.slug]),
}
OF_ONE = ("show", "ics", "complain")


@pytest.fixture
def look(world):
    """`look("alumnus")`: their browser, and the names of the events that they may know of."""

    def make(name):
        build, may_see = READERS[name]
        user = build(world)
        client = Client()
        if user is not None and user.is_active:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        client.user = user if user is not None else _anonymous()
        return client, may_see

    return make


def _anonymous():
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415

    return AnonymousUser()


def named_in(text, world):
    return {name for name, planted in world.events.items() if planted.word in text}


@pytest.mark.parametrize("name", READERS)
def test_every_surface_names_what_this_reader_may_know_of_and_nothing_else(name, look, world):
    client, may_see = look(name)

    for surface, text in SURFACES.items():
        shown = named_in(text(client, world), world)
        assert shown <= may_see, surface
        if surface not in {"front page", "group's page"}:  # they show a few of them
            assert shown == may_see, surface


@pytest.mark.parametrize("name", READERS)
def test_counts_count_nothing_else(name, look, world):
    client, may_see = look(name)
    context = client.get(reverse("events:index")).context

    assert context["total"] == len(may_see)
    for facet in context["facets"]:
        for choice in facet.choices:
            assert choice.count <= len(may_see), facet.key
    kinds = next(facet for facet in context["facets"] if facet.key == "kind")
    assert sum(choice.count for choice in kinds.choices) == len(may_see)
    on_map = client.get(reverse("events:map")).context
    assert on_map["total"] == len(may_see)


@pytest.mark.parametrize("name", READERS)
def test_the_page_of_what_is_not_for_them_is_not_there(name, look, world):
    client, may_see = look(name)

    for which, planted in world.events.items():
        for address in OF_ONE:
            response = client.get(reverse(f"events:{address}", args=[planted.event.slug]))
            if which in may_see:
                assert response.status_code in {200, 302}, (which, address)
            else:
                assert response.status_code in {404, 302}, (which, address)
                assert planted.word not in response.text


@pytest.mark.parametrize("name", ["nobody", "leader", "office"])
def test_feeds_hold_what_everybody_may_see_whoever_asks(name, look, world):
    client, _may_see = look(name)

    for feed in FEEDS.values():
        text = client.get(feed(world)).text
        assert named_in(text, world) == {"public"}
        assert MEETING not in text


@pytest.mark.parametrize("name", READERS)
def test_the_link_of_a_meeting_is_for_whoever_is_registered_and_who_organises(name, look, world):
    client, may_see = look(name)
    open_to = {"registered": {"chapter"}, "leader": set(AUDIENCES), "office": set(AUDIENCES)}.get(name, set())

    for which in may_see:
        event = world.events[which].event
        page = client.get(reverse("events:show", args=[event.slug])).text
        assert (MEETING in page) == (which in open_to), which
        file = client.get(reverse("events:ics", args=[event.slug])).text.replace("\r\n ", "")
        assert (MEETING in file) == (name == "registered" and which == "chapter"), which


@pytest.mark.parametrize("name", ["nobody", "leader", "office"])
def test_machines_read_of_public_events_only(name, look, world):
    client, may_see = look(name)

    for which in may_see:
        event = world.events[which].event
        page = client.get(reverse("events:show", args=[event.slug])).text
        for mark in ("application/ld+json", "og:title", "og:image"):
            assert (mark in page) == (which == "public"), (which, mark)
        picture = client.get(reverse("events:share_picture", args=[event.slug])).status_code
        assert picture == (200 if which == "public" else 404), which
        data = page.partition("ld+json")[2].partition("</script>")[0]
        assert MEETING not in data


def test_whose_registration_has_ended_sees_no_more_than_others(world, client_for):
    account = UserFactory()
    event = world.events["chapter"].event
    RegistrationFactory(event=event, person=None, account=account, state="cancelled")

    assert client_for(account).get(reverse("events:show", args=[event.slug])).status_code == 404


def test_a_term_that_is_over_opens_nothing(world, client_for):
    term = world.leader.officer_terms.get()
    world.leader.memberships.all().delete()
    term.until = timezone.localdate() - timedelta(days=1)
    term.save()
    client = client_for(world.leader.account)

    for which in ("chapter", "cohort", "faculty"):
        assert client.get(reverse("events:show", args=[world.events[which].event.slug])).status_code == 404
