"""Somebody is looked up by name on a page of another app: whoever looks finds whom the directory shows them, and is
met by its door."""

from dataclasses import replace

from apps.accounts.models import User
from apps.directory.actions import reading
from apps.records import policy
from apps.records.models import SearchRow
from apps.records.querysets.directory import directory_page
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.lines import DirectoryLine
from apps.records.querysets.page import PeoplePage


def find(text: str, *, by: User, size: int) -> PeoplePage[DirectoryLine]:
    """The first of those who have these words; a page read, as in the directory. Raises reading.Closed, TooMuch."""
    hidden = _blockers_of(by)
    reading.turn_page(by)
    page = directory_page(PeopleFilters(text=text), tier=_tier_of(by), size=size)
    return replace(page, rows=[line for line in page.rows if line.id not in hidden])


def finds(person_id: int, *, by: User) -> bool:
    """Would they find this person? Raises reading.Closed."""
    is_hidden = person_id in _blockers_of(by)
    return not is_hidden and SearchRow.objects.filter(person=person_id, tier=_tier_of(by)).exists()


def _blockers_of(account: User) -> frozenset[int]:
    person = policy.person_of(account)
    return reading.come_in(person) if person is not None else frozenset()


def _tier_of(account: User) -> SearchRow.Tier:
    return policy.tier_of(is_alumnus=policy.is_alumnus(account))
