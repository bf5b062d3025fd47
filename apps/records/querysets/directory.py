"""A page of the directory: the people whom alumni, or everyone, may find, by what these may see of them."""

from dataclasses import replace

from apps.records.lib.near_words import fits, is_too_short, may_be_mistyped
from apps.records.models import SearchRow
from apps.records.querysets import statement
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.lines import DirectoryLine, directory_lines_of
from apps.records.querysets.page import PAGE_SIZE, PeoplePage, find, page_of
from apps.records.querysets.statement import Search

LOOKED_AT = 5000  # people at most whose names are compared with a mistyped one: some 50 ms
NEAR = 500  # people at most who are shown for one


def directory_page(
    filters: PeopleFilters, *, tier: SearchRow.Tier, cursor: str = "", size: int = PAGE_SIZE
) -> PeoplePage[DirectoryLine]:
    """A page of those who fit among whom this tier's readers may find; two statements, whatever is asked. Where the
    words find nobody at all, two more look for people whose names are nearly so. A `cursor` that is none of ours
    gives the first page. Raises ValueError where something is asked that only the office may ask."""
    search = Search(filters, tier)
    found = find(search, cursor, size)
    near = None if found.places else _near(search)
    if near is not None:
        found = find(near, cursor, size)
    return page_of(found, directory_lines_of(found.person_ids, tier=tier), is_near=near is not None)


def is_too_short_to_guess(filters: PeopleFilters) -> bool:
    """Is there a word for which no other one is tried, since any two people's names would be like it?"""
    return is_too_short(Search(filters, SearchRow.Tier.ALUMNI).query)


def _near(search: Search) -> Search | None:
    """The search for those whose names are one mistake away from what was typed; None where there are none."""
    query = search.query
    if not may_be_mistyped(query):
        return None
    rows = statement.near(replace(search, is_near=True), LOOKED_AT)
    people = tuple(person_id for person_id, text in rows if fits(text, query.terms))[:NEAR]
    return replace(search, filters=replace(search.filters, text=""), among=people) if people else None
