"""A page of a list of people, for any search and any filters: the office's, and what its lists have in common with
the directory's."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Generic, TypeVar

from apps.records.querysets import counts, cursors, statement
from apps.records.querysets.counts import Counts
from apps.records.querysets.cursors import Cursor
from apps.records.querysets.facets import CountRow, Facets, collect
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.lines import PersonLine, lines_of
from apps.records.querysets.statement import Place, Search

PAGE_SIZE = 25
FEW = 2000  # so many people are sorted sooner than the list is walked along to find a page of them
Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class PeoplePage(Generic[Line]):
    """People in Thai order, the number of the first of them among all (from 1; 0 where there is nobody), the counts
    of all, and the cursors of the other pages. The first page has the cursor "". `is_near`: nobody has the words that
    were typed, these have words nearly like them."""

    rows: list[Line]
    start: int
    counts: Counts
    previous: str | None = None
    next: str | None = None
    last: str | None = None
    is_near: bool = False

    @property
    def total(self) -> int:
        return self.counts.total

    @property
    def facets(self) -> Facets:
        return self.counts.facets

    @property
    def end(self) -> int:
        return self.start + len(self.rows) - 1 if self.rows else 0


@dataclass(frozen=True, slots=True)
class Found:
    """Where the people of a page stand, with one more of them, and the counts of all."""

    places: list[Place]
    counts: Counts
    at: Cursor | None
    size: int

    @property
    def direction(self) -> str:
        return self.at.direction if self.at else "after"

    @property
    def is_more(self) -> bool:
        return len(self.places) > self.size

    @property
    def shown(self) -> list[Place]:
        if self.direction == "last":
            return self.places[-((self.counts.total - 1) % self.size + 1) :]
        return self.places[: self.size] if self.direction == "after" else self.places[-self.size :]

    @property
    def person_ids(self) -> list[int]:
        return [person_id for _, person_id in self.shown]

    @property
    def start(self) -> int:
        """The number of the page's first row. Rows that came and went since the first page may shift it a little."""
        if not self.places:
            return 0
        if self.at is None or (self.direction == "before" and not self.is_more):
            return 1
        return self.counts.total - len(self.shown) + 1 if self.direction == "last" else max(2, self.at.start)


def people_page(
    filters: PeopleFilters, *, scope: Iterable[int] | None = None, cursor: str = "", size: int = PAGE_SIZE
) -> PeoplePage[PersonLine]:
    """A page of those who fit, for the office; two statements, whatever is asked. `scope` are the campuses to which
    the reader is limited (None: no limit); a `cursor` that is none of ours gives the first page."""
    found = find(Search(filters, scope=None if scope is None else tuple(sorted(scope))), cursor, size)
    return page_of(found, lines_of(found.person_ids))


def find(search: Search, cursor: str, size: int) -> Found:
    at = cursors.read(cursor)
    places, found = _find(search, at, size)
    if not places and at is not None:  # whoever stood there is gone
        at = None
        places, found = _find(search, at, size)
    return Found(places, found, at, size)


def page_of(found: Found, rows: list[Line], *, is_near: bool = False) -> PeoplePage[Line]:
    shown, start = found.shown, found.start
    before = start > 1
    after = found.is_more if found.direction == "after" else found.direction == "before"
    return PeoplePage(
        rows=rows,
        start=start,
        counts=found.counts,
        previous=str(Cursor("before", *shown[0], max(1, start - found.size))) if before else None,
        next=str(Cursor("after", *shown[-1], start + len(shown))) if after else None,
        last=str(Cursor("last")) if after else None,
        is_near=is_near,
    )


def _find(search: Search, at: Cursor | None, size: int) -> tuple[list[Place], Counts]:
    """The page with one more row, and the counts: they are kept, since they are asked for again on every page and
    cost more than the page. Those of people who were named one by one are not: nobody asks for the same again."""
    if search.among:
        places, rows = statement.page_and_counts(search, at, size)
        return places, _counts(rows)
    key = f"people-counts:{sha256(repr(search).encode()).hexdigest()}"
    generation, made = counts.kept(key)
    if made is None:
        places, rows = statement.page_and_counts(search, at, size)
        made = _counts(rows, generation)
    elif at is None and (first := made.first_page(size)) is not None:
        return first, made
    else:
        places = statement.page_only(search, at, size, are_few=made.total <= FEW)
        if at is not None:
            return places, made
    counts.keep(key, replace(made, first=() if at else tuple(places)))
    return places, made


def _counts(rows: Iterable[CountRow], generation: str = "") -> Counts:
    facets = collect(rows)
    return Counts(facets.total, facets.pack(), generation)
