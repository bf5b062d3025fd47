"""The search page as SQL: one statement that finds the people, takes a page of them in Thai order and counts the
rest.

`matched` is materialised because with a rare word and ORDER BY … LIMIT PostgreSQL otherwise walks the whole list in
order until it has seen enough matches. See docs/adr/0003-search.md."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import connection

from apps.records.models import Contact, Degree
from apps.records.querysets.conditions import Param, Search, matched, same_degree
from apps.records.querysets.counting import COUNTS, groups
from apps.records.querysets.cursors import Cursor
from apps.records.querysets.facets import CountRow

__all__ = ["Place", "Search", "everybody", "page_and_counts", "page_only"]

Place = tuple[str, int]  # sort key and person: where somebody stands in the list

_FENCED, _OPEN = "WITH matched AS MATERIALIZED", "WITH matched AS NOT MATERIALIZED"
_PAGE = "SELECT 'page' AS facet, p.sort_key AS key, p.person_id AS number, '' AS name_th, '' AS name_en FROM ("


def page_and_counts(search: Search, cursor: Cursor | None, size: int) -> tuple[list[Place], list[CountRow]]:
    """A page of people and the one after it, and the counts of all."""
    search = _with_holders(search)
    people, params = matched(search)
    degree = same_degree(search)
    page, page_params = _page(cursor, size)
    sql = " ".join([_FENCED, "(", people, ")", groups(degree, search.tier), page, "UNION ALL", COUNTS])
    rows = _fetch(sql, [*params, *degree.params, *page_params])
    return _places(rows), [row for row in rows if row[0] != "page"]


def page_only(search: Search, cursor: Cursor | None, size: int, *, are_few: bool) -> list[Place]:
    """A page of people and the one after it, where the counts are known. `are_few`: find them all and sort them,
    instead of walking along the list, which is the better way where many match."""
    people, params = matched(_with_holders(search))
    page, page_params = _page(cursor, size)
    sql = " ".join([_FENCED if are_few else _OPEN, "(", people, ")", page])
    return _places(_fetch(sql, [*params, *page_params]))


def everybody(search: Search) -> list[int]:
    """All people found, in order."""
    people, params = matched(_with_holders(search))
    sql = " ".join([_FENCED, "(", people, ") SELECT person_id FROM matched ORDER BY", _key(), ", person_id"])
    with connection.cursor() as db:
        db.execute(sql, params)
        return [person_id for (person_id,) in db]


def near(search: Search, limit: int) -> list[tuple[int, str]]:
    """Some of those whose words may be the ones that were meant, with the text of their rows. No order is asked for,
    so that reading ends when there are enough."""
    people, params = matched(search)
    sql = " ".join([_FENCED, "(", people, ") SELECT person_id, text FROM matched LIMIT %s"])
    with connection.cursor() as db:
        db.execute(sql, [*params, limit])
        return sorted(db.fetchall())


def _with_holders(search: Search) -> Search:
    """In the office a whole number finds whoever has it, through the tables' own indexes: parts of numbers are in so
    many rows that a trigram index is slow to tell them apart. A part of a number, or one that nobody has, changes
    nothing."""
    numbers = [term.text for term in search.query.terms if term.is_whole_number]
    if not numbers or not search.is_offices:
        return search
    number = numbers[0]
    degrees = Degree.objects.filter(student_id=number).values_list("person_id")
    mobiles = Contact.objects.filter(
        kind=Contact.Kind.MOBILE, value=f"+66{number.removeprefix('66').removeprefix('0')}"
    )
    holders = degrees.union(mobiles.exclude(status=Contact.Status.WRONG).values_list("person_id"))
    return replace(search, among=tuple(person_id for (person_id,) in holders))


def _page(cursor: Cursor | None, size: int) -> tuple[str, list[Param]]:
    """The rows of a page and one more: forwards from the cursor, or backwards."""
    backwards = cursor is not None and cursor.direction != "after"
    where, params = "", list[Param]()
    if cursor is not None and cursor.direction != "last":
        where = " ".join(["WHERE (", _key(), ", person_id)", "<" if backwards else ">", "(%s, %s)"])
        params = [cursor.sort_key, cursor.person_id]
    order = [_key(), "DESC, person_id DESC" if backwards else ", person_id"]
    sql = [_PAGE, "SELECT sort_key, person_id FROM matched", where, "ORDER BY", *order, "LIMIT %s) p"]
    return " ".join(sql), [*params, size + 1]


def _key() -> str:
    """The sort key compared by code points, which is what SQLite does and what PostgreSQL must be told."""
    return 'sort_key COLLATE "C"' if connection.vendor == "postgresql" else "sort_key"


def _fetch(sql: str, params: list[Param]) -> list[CountRow]:
    with connection.cursor() as db:
        db.execute(sql, params)
        return list(db.fetchall())


def _places(rows: Iterable[CountRow]) -> list[Place]:
    """The page's rows in order; SQL does not promise one across UNION ALL."""
    return sorted((key, person_id) for facet, key, person_id, *_ in rows if facet == "page")
