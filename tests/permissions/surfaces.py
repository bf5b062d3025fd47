"""Wherever something of a person is shown to others. An app that adds such a place adds it to SURFACES."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import translation

from apps.chapters.querysets.roll import roll
from apps.events.models import Event
from apps.events.querysets.companions import companions
from apps.mailings.lib.texts import PLACEHOLDERS
from apps.mailings.querysets.facts import facts_of
from apps.records.policy import PREVIEWS, TIERS, Reader
from apps.records.querysets.directory import directory_page
from apps.records.querysets.filters import PeopleFilters
from apps.records.reports import profile_sheet

from .onlookers import shared_chapter


@dataclass(frozen=True)
class Surface:
    """`read(onlooker, person)`: all that the place gives away of the person, as text. `is_list`: fellows see no more
    than other alumni there. `reader`: whose eyes it lends the owner, in a preview. `shows`: the beginnings of the
    labels of what it must show where it is open, so that an empty page does not pass for a discreet one. `names_all`:
    it names all faculties or provinces there are. `is_roll`: who stands on it sees of themself what fellows see.
    `is_of_all`: it is the same whoever is looked for on it."""

    read: Callable[..., str]
    is_list: bool = False
    reader: Reader | None = None
    shows: tuple[str, ...] = ()
    names_all: bool = False
    is_roll: bool = False
    is_of_all: bool = False

    def reader_for(self, onlooker, person) -> Reader:
        if self.reader is not None:
            return self.reader
        return TIERS[onlooker.tier] if self.is_list else onlooker.reader_for(person)


def in_both_languages(read):
    def text(*args):
        found = []
        for language in ("th", "en"):
            with translation.override(language):
                found.append(read(*args))
        return "\n".join(found)

    return text


def sheet(onlooker, person):
    return _told(profile_sheet(person, onlooker.reader_for(person)))


def preview(reader):
    return lambda onlooker, person: _told(profile_sheet(person, reader))


def mail_fields(onlooker, person):
    """What stands in for the placeholders of a mailing, in the preview of a leader who looks with these eyes."""
    readers = {person.pk: onlooker.reader_for(person)}
    return repr([facts_of([person.pk], list(PLACEHOLDERS), language=each, readers=readers) for each in ("th", "en")])


def _told(found):
    return repr(asdict(found)) + repr([found.place, found.name and (found.name.full, found.name.titled)])


def lines(onlooker, _person):
    """The whole list, page by page, and where the pages begin."""
    told, cursor = [], ""
    while cursor is not None:
        page = directory_page(PeopleFilters(), tier=onlooker.tier, cursor=cursor, size=2)
        told += [repr(asdict(line)) for line in page.rows]
        told += [repr(_opened(each)) for each in (page.previous, page.next, page.last) if each]
        cursor = page.next
    return "\n".join(told)


def _opened(cursor):
    return signing.loads(cursor, salt="records.people-page")


def facets(onlooker, _person):
    counts = directory_page(PeopleFilters(), tier=onlooker.tier).facets
    return repr([value for name, found in asdict(counts).items() if name != "total" for value in found])


def address(name):
    """A page about the person, as it is sent to the onlooker's browser; others are sent elsewhere and see nothing."""

    def read(onlooker, person):
        return _page(onlooker, reverse(name, args=[person.public_id]))

    return in_both_languages(read)


def directory(onlooker, _person):
    """Narrowed: without a search the page names the reader's own class and faculty."""
    return _page(onlooker, reverse("directory:index") + "?year_from=2433")


def members(onlooker, _person):
    """The roll of the group to which everybody belongs, page by page, whoever may open it."""
    told, cursor = [], ""
    while cursor is not None:
        viewer = onlooker.person if onlooker.is_alumnus else None
        page = roll(shared_chapter(), viewer, is_alumnus=onlooker.is_alumnus, cursor=cursor, size=2)
        told += [repr(asdict(entry.face)) for entry in page.entries]
        told += [repr(_opened(each)) for each in (page.previous, page.next) if each]
        cursor = page.next
    return "\n".join(told)


def companions_at(audience):
    """What badges and the door of an event for these people show of whoever comes."""

    def read(_onlooker, person):
        shown = companions(Event(audience=audience), [person.pk])
        return repr([asdict(face) for face in shown.values()])

    return read


def group(name):
    """A page of the group to which everybody belongs."""
    return in_both_languages(lambda onlooker, _person: _page(onlooker, reverse(name, args=[shared_chapter().slug])))


def _page(onlooker, url):
    client = Client()
    if onlooker.user is not None:
        client.force_login(onlooker.user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(url).content.decode().replace("\r\n ", "")  # a contact card folds its lines


_NAMES = ("records.PersonName.first", "records.PersonName.last", "records.PersonName.nickname")
SURFACES = {
    "event for everybody": Surface(companions_at("public"), reader=PREVIEWS["public"]),
    "event for alumni": Surface(companions_at("alumni"), reader=PREVIEWS["alumni"]),
    "event of a group": Surface(companions_at("chapter"), reader=PREVIEWS["fellow"]),
    "sheet": Surface(in_both_languages(sheet), shows=("",)),
    **{
        f"preview as {name}": Surface(in_both_languages(preview(reader)), reader=reader, shows=("",))
        for name, reader in PREVIEWS.items()
    },
    "preview of a mailing": Surface(mail_fields),
    "lines": Surface(
        in_both_languages(lines),
        is_list=True,
        is_of_all=True,
        shows=(*_NAMES, "records.Degree.faculty", "records.Employment.employer now", "records.Profile.photo"),
    ),
    "directory page of a person": Surface(address("directory:person")),
    "contact card": Surface(address("directory:card")),
    "page for everybody": Surface(address("directory:public")),
    "directory": Surface(in_both_languages(directory), is_list=True, is_of_all=True),
    "roll of a group": Surface(
        in_both_languages(members),
        is_roll=True,
        is_of_all=True,
        shows=(
            *(f"records.PersonName.{part} in use" for part in ("first_th", "last_th", "nickname")),
            *("records.Degree.faculty", "records.Employment.employer now", "records.Profile.photo"),
        ),
    ),
    "members of a group": Surface(group("chapters:members"), is_of_all=True),
    "page of a group": Surface(group("chapters:show"), is_of_all=True),
    "facets": Surface(
        in_both_languages(facets),
        is_list=True,
        is_of_all=True,
        shows=("records.Degree.faculty", "records.Degree.campus"),
    ),
}
