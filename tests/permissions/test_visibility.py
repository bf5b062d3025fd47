"""Nobody sees, finds, counts or sorts by what is not for their eyes: whatever the audience, the reader, the place and
the field. People with a word of its own in every field are looked for everywhere."""

import functools

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from factory.django import DjangoModelFactory

from apps.records.actions import search
from apps.records.models import Audience, Person, SearchRow
from apps.records.policy import TIERS
from apps.records.querysets.directory import directory_page
from apps.records.querysets.filters import PeopleFilters
from tests.factories import GraduateFactory

from . import fields
from .onlookers import Onlooker, onlookers, owner_of
from .planted import OFFERS, SECTORS, Token, plant, planted_labels, words_of
from .surfaces import SURFACES

READERS = ["nobody", "visitor", "student", "alumnus", "fellow", "member", "staff", "owner"]
BEYOND_YEARS = 10_000
HIDDEN_NAMES = [Audience.ALUMNI, Audience.FELLOWS, Audience.OFFICE]
# What the words of a search are compared with; the reader must be one to whom the field is open.
SEARCHED = (
    "records.PersonName.first", "records.PersonName.middle", "records.PersonName.last", "records.PersonName.nickname",
    "records.Employment.employer", "records.Employment.position", "records.Employment.field",
)  # fmt: skip


class World:
    """Somebody for each audience of their facts, somebody for each audience of their name, and who looks at them."""

    def __init__(self):
        _count_beyond_years()
        self.people = [plant(audience, number=number) for number, audience in enumerate(Audience.values)]
        self.people += [
            plant(Audience.EVERYONE, name_audience=audience, number=5 + number)
            for number, audience in enumerate(HIDDEN_NAMES)
        ]
        self.onlookers = {each.name: each for each in onlookers()}
        search.refresh(Person.objects.values_list("pk", flat=True))

    def onlooker(self, name, person) -> Onlooker:
        return owner_of(person) if name == "owner" else self.onlookers[name]


def _count_beyond_years():
    """No name that ends in a number and no key of a row may look like a planted year: on PostgreSQL keys count on
    when a test is undone, so that any of them comes to that some day."""
    for factory in DjangoModelFactory.__subclasses__():
        if factory._meta.model:
            factory.reset_sequence(BEYOND_YEARS, force=True)
    beyond = {
        "postgresql": "SELECT setval(format('%%I', sequencename), greatest(last_value, %s)) FROM pg_sequences",
        "sqlite": "UPDATE sqlite_sequence SET seq = max(seq, %s)",
    }
    with connection.cursor() as cursor:
        cursor.execute(beyond[connection.vendor], [BEYOND_YEARS])


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Built once, and gone after these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)
    cache.clear()


def leaks(text, surface, onlooker, planted):
    """The tokens that stand on the surface and are not for this onlooker."""
    reader = surface.reader_for(onlooker, planted.person)
    for token in planted.tokens:
        is_discreet = not (token.is_reference and surface.names_all)
        if is_discreet and token.stands_in(text) and not planted.may_be_seen_by(reader, token):
            yield token.label


def gaps(text, surface, onlooker, planted):
    """The tokens that the surface must show this onlooker and does not."""
    reader = surface.reader_for(onlooker, planted.person)
    for token in planted.tokens:
        must = token.label.startswith(surface.shows) and planted.may_be_seen_by(reader, token)
        if must and not token.stands_in(text):
            yield token.label


@pytest.mark.pages
@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("place", SURFACES)
def test_nothing_hidden_is_shown_and_nothing_open_is_missing(world, place, who):
    surface = SURFACES[place]
    read = functools.cache(surface.read)

    for planted in world.people:
        onlooker = world.onlooker(who, planted.person)
        if surface.reader is not None and who != "owner":
            continue
        found = (planted.audience, planted.name_audience)
        text = read(onlooker, None if surface.is_of_all else planted.person)
        assert (*found, list(leaks(text, surface, onlooker, planted))) == (*found, [])
        if not ((surface.is_list or surface.is_roll) and who == "owner"):
            assert (*found, list(gaps(text, surface, onlooker, planted))) == (*found, [])


@pytest.mark.parametrize("tier", TIERS)
def test_words_find_only_those_to_whom_they_are_open(world, tier):
    for planted in world.people:
        for token in planted.tokens:
            page = directory_page(PeopleFilters(text=token.word), tier=tier)
            may = token.label.startswith(SEARCHED) and planted.may_be_seen_by(TIERS[tier], token)
            assert (token, [line.id for line in page.rows]) == (token, [planted.person.pk] if may else [])


@pytest.mark.parametrize("tier", TIERS)
def test_filters_find_only_those_to_whom_they_are_open(world, tier):
    for planted in world.people:
        asked = {
            "faculty": planted.references["faculty"].pk,
            "campus": planted.references["campus"].pk,
            "province": planted.references["province"].pk,
            "sector": SECTORS[planted.audience],
            "offers": OFFERS[planted.audience],
        }
        reader = TIERS[tier]
        may = reader.may_see(planted.audience) and reader.may_see(planted.name_audience)
        for name, value in asked.items():
            page = directory_page(PeopleFilters(**{name: value}), tier=tier, size=100)
            found = planted.person.pk in [line.id for line in page.rows]
            assert (planted.audience, planted.name_audience, name, found) == (
                *(planted.audience, planted.name_audience, name),
                may,
            )


@pytest.mark.parametrize("tier", TIERS)
def test_hidden_degrees_count_nowhere(world, tier):
    """Cohort, level and years of those whose degrees are hidden: the counts are those of the others alone."""
    reader = TIERS[tier]
    page = directory_page(PeopleFilters(year_from=2548, year_to=2548, level="bachelor"), tier=tier, size=100)
    shown = [each for each in world.people if reader.may_see(each.audience) and reader.may_see(each.name_audience)]

    found = {line.id for line in page.rows} & {each.person.pk for each in world.people}
    assert found == {each.person.pk for each in shown}
    counts = directory_page(PeopleFilters(), tier=tier, size=100).facets
    assert sum(value.count for value in counts.cohort) == sum(value.count for value in counts.level)


@pytest.mark.django_db
def test_order_follows_the_open_name_alone():
    first, second = (GraduateFactory(name__first_th=name, name__last_th="ใจดี") for name in ("กก", "ขข"))
    first.names.create(first_th="ฮฮ", last_th="ใจดี", is_current=False, audience="office")
    second.names.create(first_th="กก", last_th="ก", is_current=False, audience="office")
    search.refresh([first.pk, second.pk])

    page = directory_page(PeopleFilters(), tier=SearchRow.Tier.ALUMNI)

    assert [line.id for line in page.rows] == [first.pk, second.pk]


def test_every_field_of_a_person_is_shown_or_never_shown():
    assert list(fields.undecided()) == []


def test_every_text_of_a_person_holds_a_word(world):
    planted = planted_labels(token for each in world.people for token in each.tokens)

    assert {word for model in fields.tables() for word in words_of(model)} - planted == set()


# ---- the checks, broken once on purpose


def test_a_leak_is_caught(world):
    planted = world.people[0]
    shown = next(token.word for token in planted.tokens if token.label.startswith("records.PersonName.first_th"))
    token = Token("records.Employment.employer now", shown, Audience.OFFICE)
    planted.tokens.append(token)

    surface, onlooker = SURFACES["sheet"], world.onlookers["alumnus"]
    assert list(leaks(surface.read(onlooker, planted.person), surface, onlooker, planted)) == [token.label]
    planted.tokens.remove(token)


def test_a_new_field_is_caught(monkeypatch):
    monkeypatch.setitem(fields.SHOWN, "records.Profile", fields.SHOWN["records.Profile"] - {"about"})
    monkeypatch.setitem(fields.NEVER, "records.Death", fields.NEVER["records.Death"] | {"shoe_size"})

    assert list(fields.undecided()) == ["records.Death.shoe_size", "records.Profile.about"]
