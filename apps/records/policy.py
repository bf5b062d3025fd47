"""The visibility policy: which facts about a person are open to whom. Every surface asks here (a page, a list, a
search row, a file, a feed, a mail); nothing else compares audiences.

Each fact and each field of a profile has an audience. A reader is described by the audiences whose facts are open to
them; whoever previews their own page as somebody else simply takes that reader's place."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from apps.core import registries
from apps.records.models import Audience, Degree, Person, SearchRow
from apps.records.querysets import readers


@dataclass(frozen=True)
class Reader:
    """Somebody who looks at one person."""

    name: str
    audiences: frozenset[str]

    def may_see(self, audience: str) -> bool:
        return audience in self.audiences


STRANGER = Reader("public", frozenset({Audience.EVERYONE}))
ALUMNUS = Reader("alumni", STRANGER.audiences | {Audience.ALUMNI})
FELLOW = Reader("fellow", ALUMNUS.audiences | {Audience.FELLOWS})
OWNER = Reader("owner", FELLOW.audiences | {Audience.OFFICE})
PREVIEWS = {reader.name: reader for reader in (STRANGER, ALUMNUS, FELLOW)}

# What may be searched, sorted and counted in each tier of search rows. Facts for fellows are shown on pages and are in
# no row: they would make counts differ from reader to reader, and tell who is whose fellow.
TIERS: dict[SearchRow.Tier, Reader] = {SearchRow.Tier.ALUMNI: ALUMNUS, SearchRow.Tier.EVERYONE: STRANGER}


@dataclass(slots=True)
class Standing:
    """What decides whether a person has a page, and is found, at all."""

    is_graduate: bool = False
    in_directory: bool = True  # as they wish
    is_deceased: bool = False  # confirmed
    is_left_alone: bool = False  # restricted or erased

    @property
    def may_be_listed(self) -> bool:
        """To readers to whom the name in use is open."""
        return self.is_graduate and self.in_directory and not self.is_deceased and not self.is_left_alone


def is_alumnus(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Has this account a graduate's record of its own?"""
    return first_degree_of(user) is not None


def first_degree_of(user: AbstractBaseUser | AnonymousUser) -> Degree | None:
    """What makes this account a graduate's, with their record, class and faculty. Where there is one it is read once
    for a request: the page's policy, its door and the page itself all ask."""
    if not user.is_authenticated:
        return None
    degree: Degree | None = getattr(user, "_first_degree", None)
    if degree is None:
        degree = readers.first_degree_of(user.pk)
        user.__dict__["_first_degree"] = degree
    return degree


def is_on_record(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Has this account a record of its own, whether of a graduate or of somebody else?"""
    return user.is_authenticated and Person.objects.filter(account=user.pk).exists()


def tier_of(*, is_alumnus: bool) -> SearchRow.Tier:
    """The search rows in which somebody may look for others."""
    return SearchRow.Tier.ALUMNI if is_alumnus else SearchRow.Tier.EVERYONE


def person_of(user: AbstractBaseUser | AnonymousUser) -> Person | None:
    """The record that this account has claimed."""
    degree: Degree | None = getattr(user, "_first_degree", None)
    if degree is not None:
        return degree.person
    return Person.objects.filter(account=user.pk).first() if user.is_authenticated else None


def reader_of(viewer: Person | None, person: Person, *, is_alumnus: bool) -> Reader:
    """Whose eyes `viewer` has for `person`. Members of staff have no more here than anybody else: what the office may
    see it sees in the office, where it is logged."""
    if viewer is not None and viewer.pk == person.pk:
        return OWNER
    if viewer is None or not is_alumnus:
        return STRANGER
    return FELLOW if fellows_among(viewer, [person.pk]) else ALUMNUS


def fellows_among(viewer: Person, person_ids: Iterable[int]) -> set[int]:
    """Those of the people who share a cohort, a faculty or a group with the viewer; one query for each kind of
    fellowship, however many people."""
    asked = set(person_ids)
    found: set[int] = set()
    for _name, fellows_of in registries.fellowships:
        found |= set(fellows_of(viewer.pk).filter(person_id__in=asked).values_list("person_id", flat=True))
    return found


def open_to(reader: Reader, field: str = "audience") -> Q:
    """The condition on facts that are open to this reader: `person.contacts.filter(open_to(reader))`."""
    return Q(**{f"{field}__in": sorted(reader.audiences)})
