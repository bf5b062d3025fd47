"""Those who look at somebody else, one of each kind: `fellow` shares a year with them, `member` a group alone."""

from dataclasses import dataclass

from apps.accounts.models import User
from apps.chapters.models import Chapter
from apps.records import policy
from apps.records.models import Person, SearchRow
from apps.records.policy import Reader
from tests.factories import (
    ChapterFactory,
    DegreeFactory,
    FacultyFactory,
    GraduateFactory,
    MembershipFactory,
    PersonFactory,
    StaffFactory,
    UserFactory,
)

SHARED_YEAR, OTHER_YEAR = 2548, 2540


@dataclass(frozen=True)
class Onlooker:
    """An account, if they have one, and their own record, if they have one. `owner` looks at their own page."""

    name: str
    user: User | None = None
    person: Person | None = None

    def reader_for(self, person: Person) -> Reader:
        return policy.reader_of(self.person, person, is_alumnus=self.is_alumnus)

    @property
    def is_alumnus(self) -> bool:
        return self.user is not None and policy.is_alumnus(self.user)

    @property
    def tier(self) -> SearchRow.Tier:
        return policy.tier_of(is_alumnus=self.is_alumnus)


def onlookers():
    """Everybody but the owner, who is another one for each person."""
    return [
        Onlooker("nobody"),
        Onlooker("visitor", UserFactory()),
        _student(),
        _graduate("alumnus", OTHER_YEAR),
        _graduate("fellow", SHARED_YEAR),
        _member(),
        Onlooker("staff", StaffFactory(role="administrator")),
    ]


def owner_of(person):
    return Onlooker("owner", person.account, person)


def _student():
    person = PersonFactory(account=UserFactory())
    DegreeFactory(person=person, status="studying", is_first=False, cohort=None, graduation_year_be=None)
    return Onlooker("student", person.account, person)


def shared_chapter():
    """The group to which everybody belongs who is looked at."""
    return Chapter.objects.filter(slug="planted").first() or ChapterFactory(slug="planted")


def _member():
    found = _graduate("member", OTHER_YEAR - 1)
    MembershipFactory(chapter=shared_chapter(), person=found.person)
    return found


def _graduate(name, year):
    person = GraduateFactory(
        account=UserFactory(),
        degree__faculty=FacultyFactory(),
        degree__graduation_year_be=year,
        degree__entry_year_be=year - 4,
    )
    return Onlooker(name, person.account, person)
