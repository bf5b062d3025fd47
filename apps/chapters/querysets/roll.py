"""A group's roll of members: page by page in Thai order, by what its members let each other see.

As everywhere, what somebody opens to fellows alone is shown and never searched or sorted by: whose name is for fellows
stands after all others, and is not found by typing it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Collate

from apps.chapters.models import Chapter, Membership
from apps.chapters.querysets.faces import Face, faces
from apps.chapters.rules import NO_FELLOWS
from apps.records.models import Audience, Death, Degree, Person, PersonName, Profile
from apps.records.querysets.cursors import Cursor, read
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.restrictions import left_alone
from apps.records.querysets.statement import Search

PAGE = 24
_LAST = "\uffff"  # behind every letter
Rows = QuerySet[Any, Any]  # memberships with their place in the order


@dataclass(frozen=True)
class Entry:
    """A member on the roll."""

    membership: Membership
    face: Face


@dataclass(frozen=True)
class RollPage:
    """A page of the roll; `total`: how many are listed in all, `hidden`: members who do not show their names."""

    entries: list[Entry]
    total: int
    hidden: int
    previous: str | None = None
    next: str | None = None
    last: None = None


def roll(
    chapter: Chapter,
    viewer: Person | None,
    *,
    is_alumnus: bool = True,
    text: str = "",
    cursor: str = "",
    rank: str = "",
    blocked_by: Collection[int] = (),
    size: int = PAGE,
) -> RollPage:
    """The members whom the viewer may see and who fit. A cursor that is none of ours gives the first page."""
    held = Membership.objects.held().filter(chapter=chapter)
    listed = _matching(_sorted(held).filter(_shown(chapter)), text).exclude(person__in=blocked_by)
    total = listed.count()
    hidden = held.count() - held.annotate(**_row()).filter(_shown(chapter)).count() if not text else 0
    if rank:
        listed = listed.filter(rank=rank)
        total = listed.count()
    at = read(cursor)
    rows, is_more = _page(listed, at, size)
    seen = faces([row.person_id for row in rows], viewer, is_alumnus=is_alumnus)
    entries = [Entry(row, seen[row.person_id]) for row in rows if row.person_id in seen]
    return RollPage(entries, total, hidden, *_neighbours(rows, at, is_more))


def _sorted(held: QuerySet[Membership]) -> Rows:
    collation = "C" if connection.vendor == "postgresql" else "BINARY"
    key = Collate(Coalesce(F("_row__sort_key"), Value(_LAST)), collation)
    return held.annotate(**_row()).annotate(key=key)


def _row() -> dict[str, Any]:
    return {"_row": FilteredRelation("person__search_rows", condition=Q(person__search_rows__tier="alumni"))}


def _shown(chapter: Chapter) -> Q:
    """Whoever alumni find; and, where members are fellows, whoever opens their name to fellows alone."""
    found = Q(_row__sort_key__isnull=False)
    if chapter.kind in NO_FELLOWS:
        return found
    mine = Q(person=OuterRef("person"))
    for_fellows = PersonName.objects.filter(mine, is_current=True, audience=Audience.FELLOWS)
    listed = (
        Exists(for_fellows)
        & Exists(Degree.objects.filter(mine, is_first=True))
        & ~Exists(Profile.objects.filter(mine, in_directory=False))
        & ~Exists(Death.objects.filter(mine, confirmed_at__isnull=False))
    )
    return found | (Q(listed) & ~left_alone("person"))


def _matching(listed: Rows, text: str) -> Rows:
    """By the words that alumni may search for."""
    query = Search(PeopleFilters(text=text)).query
    if query.is_void:
        return listed.none()
    for term in query.terms:
        listed = listed.filter(_row__text__contains=term.part)
    return listed


def _page(listed: Rows, at: Cursor | None, size: int) -> tuple[list[Any], bool]:
    """The rows, and whether there are more in the direction of the cursor."""
    if at is None or at.direction == "last":
        found = list(listed.order_by("key", "person")[: size + 1])
        return found[:size], len(found) > size
    if at.direction == "after":
        behind = Q(key__gt=at.sort_key) | Q(key=at.sort_key, person__gt=at.person_id)
        found = list(listed.filter(behind).order_by("key", "person")[: size + 1])
        return found[:size], len(found) > size
    before = Q(key__lt=at.sort_key) | Q(key=at.sort_key, person__lt=at.person_id)
    found = list(listed.filter(before).order_by("-key", "-person")[: size + 1])
    return found[:size][::-1], len(found) > size


def _neighbours(rows: list[Any], at: Cursor | None, is_more: bool) -> tuple[str | None, str | None]:
    if not rows:
        return ("" if at is not None else None), None
    backwards = at is not None and at.direction == "before"
    before = is_more if backwards else at is not None
    after = True if backwards else is_more
    first, final = rows[0], rows[-1]
    return (
        str(Cursor("before", first.key, first.person_id)) if before else None,
        str(Cursor("after", final.key, final.person_id)) if after else None,
    )
