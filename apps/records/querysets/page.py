"""A page of the office's list of people, for any search and any filters."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache

from apps.records.lib.search_text import parse_query
from apps.records.models import SearchRow
from apps.records.querysets import counts, cursors, statement
from apps.records.querysets.cursors import Cursor
from apps.records.querysets.facets import Facets, collect
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.lines import PersonLine, lines_of
from apps.records.querysets.statement import Place, Search

PAGE_SIZE = 25
FEW = 2000  # so many people are sorted sooner than the list is walked along to find a page of them


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """People in Thai order, the number of the first of them among all (from 1; 0 where there is nobody), the counts
    of all, and the cursors of the other pages. The first page has the cursor ""."""

    rows: list[PersonLine]
    start: int
    facets: Facets
    previous: str | None = None
    next: str | None = None
    last: str | None = None

    @property
    def total(self) -> int:
        return self.facets.total

    @property
    def end(self) -> int:
        return self.start + len(self.rows) - 1 if self.rows else 0


def people_page(
    filters: PeopleFilters,
    *,
    scope: Iterable[int] | None = None,
    tier: str = SearchRow.Tier.OFFICE,
    cursor: str = "",
    size: int = PAGE_SIZE,
) -> PeoplePage:
    """A page of those who fit; two statements, whatever is asked. `scope` are the campuses to which the reader is
    limited (None: no limit); a `cursor` that is none of ours gives the first page."""
    search = Search(filters, SearchRow.Tier(tier), None if scope is None else tuple(sorted(scope)))
    at = cursors.read(cursor)
    places, facets = _find(search, at, size)
    if not places and at is not None:  # whoever stood there is gone
        at = None
        places, facets = _find(search, at, size)
    return _page(places, facets, at, size, search.tier)


def _find(search: Search, at: Cursor | None, size: int) -> tuple[list[Place], Facets]:
    """The page with one more row, and the counts: those of a search without words are kept, since they are asked
    for again on every page and cost more than the page."""
    if parse_query(search.filters.text):
        places, rows = statement.page_and_counts(search, at, size)
        return places, collect(rows)
    key = f"people-counts:{counts.generation()}:{sha256(repr(search).encode()).hexdigest()}"
    kept: Facets | None = cache.get(key)
    if kept is not None:
        return statement.page_only(search, at, size, are_few=kept.total <= FEW), kept
    places, rows = statement.page_and_counts(search, at, size)
    facets = collect(rows)
    cache.set(key, facets, counts.TTL)
    return places, facets


def _page(places: list[Place], facets: Facets, at: Cursor | None, size: int, tier: str) -> PeoplePage:
    direction = at.direction if at else "after"
    is_more = len(places) > size
    if direction == "last":
        places = places[-((facets.total - 1) % size + 1) :]
    else:
        places = places[:size] if direction == "after" else places[-size:]
    start = _start(at, len(places), facets.total, is_more=is_more)
    before = start > 1
    after = is_more if direction == "after" else direction == "before"
    return PeoplePage(
        rows=lines_of([person_id for _, person_id in places], tier=tier),
        start=start,
        facets=facets,
        previous=str(Cursor("before", *places[0], max(1, start - size))) if before else None,
        next=str(Cursor("after", *places[-1], start + len(places))) if after else None,
        last=str(Cursor("last")) if after else None,
    )


def _start(at: Cursor | None, rows: int, total: int, *, is_more: bool) -> int:
    """The number of the page's first row. Rows that came and went since the first page may shift it a little."""
    if not rows:
        return 0
    if at is None or (at.direction == "before" and not is_more):
        return 1
    return total - rows + 1 if at.direction == "last" else max(2, at.start)
