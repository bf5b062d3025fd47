"""Who may do what in a group. The only place where it is spelled: a leader's powers are those of the posts that they
hold today, and each request asks anew, so that they end with the term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import COMMUNICATIONS, EVENTS, RECORDS, REPORTS
from apps.chapters.models import Chapter, Membership, OfficerTerm, Position
from apps.records.models import Person

VIEW = "chapters.view_chapter"  # the office's page of all groups
CARE = "chapters.change_chapter"  # recognises groups, appoints officers, answers their requests
MODERATE = "chapters.moderate_posts"  # decides on what groups write, and holds it for a time

PERMISSIONS: dict[str, tuple[str, ...]] = {
    RECORDS: (VIEW, CARE),
    COMMUNICATIONS: (VIEW, CARE, MODERATE),
    EVENTS: (VIEW,),
    REPORTS: (VIEW,),
}


class Power(StrEnum):
    """What a post lets its holder do in their group, and nowhere else."""

    MEMBERS = "members"  # sees requests, decides on them, invites, puts out, sets the class
    OFFICERS = "officers"  # nominates for any post of the group
    DUES = "dues"  # notes who has paid
    PUBLISH = "publish"  # writes in the group's name


_ROLE = Position.Role
_ALL = frozenset(Power)
POWERS: dict[str, frozenset[Power]] = {
    _ROLE.PRESIDENT: _ALL,
    _ROLE.VICE_PRESIDENT: _ALL,
    _ROLE.SECRETARY: frozenset({Power.MEMBERS, Power.PUBLISH}),
    _ROLE.TREASURER: frozenset({Power.DUES}),
    _ROLE.REGISTRAR: frozenset({Power.MEMBERS, Power.DUES}),
    _ROLE.PUBLICITY: frozenset({Power.PUBLISH}),
    _ROLE.HOST: frozenset({Power.PUBLISH}),
    _ROLE.COMMITTEE: frozenset(),
    _ROLE.ADVISER: frozenset(),
}

# The posts that leaders begin and change themselves; those whose holders appoint others are the office's.
LEADERS_MAKE = tuple(role for role in Position.Role.values if Power.OFFICERS not in POWERS[role])
SEATS = 30  # of one post

# Of what the registrar knows a group may take people at once. Where somebody lives they say themselves: whoever could
# walk into any province's group would be everybody's fellow.
PROVEN = frozenset({"faculty", "campus", "cohort", "alumni"})
# In these groups members are no fellows of each other: they are open to every graduate, and "fellows" would mean all.
NO_FELLOWS = (Chapter.Kind.ASSOCIATION,)

GAP = timedelta(days=366)  # between the last term of a place and one that leaders propose
WARN_BEFORE = timedelta(days=90)  # the end of a term
REPORT_DUE = (3, 31)  # month and day of the year after
TOLD_BEFORE = (90, 30)  # days before the end of a term its holder is told
DORMANT_AFTER = timedelta(days=365)  # without a real contact, a post, an event or a new member
LINK_DAYS = (7, 30, 90)  # how long a link for joining is good
LINKS = 5  # good at once, for one group
TRUSTED_AFTER = 3  # posts that the office has published: the next one goes out by itself
PINNED = 3  # posts of one group at once
DAY = timedelta(days=1)
REPORTS_A_DAY = 10  # of posts, or of photographs and documents, by one person in a day
PHOTOS_IN_ALBUM = 300
PHOTOS_AT_ONCE = 12
DOCUMENTS = 200  # of one group
ANSWER_WITHIN = timedelta(days=7)  # to whoever asks the leaders to take down a photograph
WAITING_REQUESTS = 10  # of one person, in all groups


@dataclass(frozen=True)
class Standing:
    """What one person is in one group on one day."""

    person: Person | None
    membership: Membership | None
    terms: tuple[OfficerTerm, ...]
    powers: frozenset[Power]

    @property
    def holder(self) -> Person:
        """Whose standing it is, where the door has let in nobody without a record."""
        assert self.person is not None  # noqa: S101 - the door says so
        return self.person

    @property
    def is_member(self) -> bool:
        return self.membership is not None and self.membership.state == Membership.State.MEMBER

    @property
    def is_leader(self) -> bool:
        """Holds a post, whatever it permits."""
        return bool(self.terms)

    def may(self, power: Power) -> bool:
        return power in self.powers


def standing_of(person: Person | None, chapter: Chapter, day: date | None = None) -> Standing:
    """Asked anew for each request. A group that is suspended or closed has no leaders who could do anything."""
    if person is None:
        return Standing(None, None, (), frozenset())
    running = OfficerTerm.objects.of(chapter).filter(person=person).running(day or timezone.localdate())
    terms = tuple(running.in_order())
    membership = Membership.objects.open_between(chapter, person)
    powers = powers_of(terms) if chapter.is_open else frozenset()
    return Standing(person, membership, terms, powers)


def is_own(by: User, *people: Person | None) -> bool:
    """Is it about this member of staff's own words? Somebody else decides then."""
    return any(person is not None and person.account_id == by.pk for person in people)


def leads(by: User, chapter: Chapter | None) -> bool:
    """Does this member of staff hold a post in the group today? Somebody else decides then what it may publish."""
    if chapter is None:
        return False
    running = OfficerTerm.objects.of(chapter).running(timezone.localdate())
    return running.filter(person__account=by).exists()


def powers_of(terms: Iterable[OfficerTerm]) -> frozenset[Power]:
    """What these posts permit together."""
    return frozenset().union(*(POWERS[term.seat.position.role] for term in terms))
