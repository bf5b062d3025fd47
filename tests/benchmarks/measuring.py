"""How much longer a list page of ours keeps the database busy than SQL written by hand for that page.

Both are run by turns on the same connection; each pair must give the same people, counts and lines. A figure is the
median of a class's searches, each of them the median of its rounds (a ratio: of the rounds' ratios)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from django.core.cache import cache
from django.db import connection

from apps.records.querysets.cursors import Cursor
from apps.records.querysets.filters import PeopleFilters

from .by_hand import read

ROUNDS, BUDGET = 61, 4.0  # rounds a search, and seconds after which they end
FLOOR = 5  # rounds at least


@dataclass(frozen=True)
class Board:
    """A list of people: how our page of it is made, how its lines are read by hand, and what its lines show."""

    page: Callable
    lines_by_hand: Callable
    shown: Callable
    facets: tuple[str, ...]


@dataclass
class Search:
    """One search: our filters and cursor, and the statement that somebody would write for it. `is_kept`: its counts
    are in the cache already, as they are on every page of a list but the first."""

    filters: dict
    by_hand: object
    is_kept: bool = False
    is_last: bool = False


@dataclass
class Figures:
    """What a class of searches took, in milliseconds, and the rows that the database touched for each match."""

    name: str
    ours: float
    by_hand: float
    ratio: float
    matches: float
    touched: float


def measure(board, name, searches):
    each = [_measure_one(board, search) for search in searches]
    ours, hand, ratio, matches, touched = (median(figures) for figures in zip(*each, strict=True))
    return Figures(name, 1000 * ours, 1000 * hand, ratio, matches, touched)


def _measure_one(board, search):
    ours, page = _ours(board, search)
    rows = _run([search.by_hand()])[0]
    people = read(rows, []).people
    hand = [search.by_hand(), *filter(None, [board.lines_by_hand(people)])]
    _assert_same(board, search, page, read(*_run(hand), *([] if len(hand) > 1 else [[]])))
    times = _by_turns(ours, hand)
    touched = sum(map(_touched, ours[: len(ours) - bool(page.rows)]))  # without the lines of the page
    return (*times, page.total, touched / max(1, min(page.total, 25) if search.is_kept else page.total))


def _ours(board, search):
    """The statements that our page runs, and the page."""
    filters, cursor = PeopleFilters(**search.filters), str(Cursor("last")) if search.is_last else ""
    cache.clear()
    if search.is_kept:
        board.page(filters)
    seen = []

    def note(execute, sql, params, many, context):
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        page = board.page(filters, cursor=cursor)
    return seen, page


def _run(statements):
    with connection.cursor() as cursor:
        found = []
        for sql, params in statements:
            cursor.execute(sql, params)
            found.append(cursor.fetchall())
        return found


def _by_turns(ours, hand):
    """The median times of both and the median of their ratios, run by turns, the first by turns too."""
    times, begun = [], perf_counter()
    while len(times) < FLOOR or (len(times) < ROUNDS and perf_counter() - begun < BUDGET):
        pair = [_time(hand), _time(ours)][::-1] if len(times) % 2 else [_time(ours), _time(hand)]
        times.append(pair)
    return (*(median(each) for each in zip(*times, strict=True)), median(mine / its for mine, its in times))


def _time(statements):
    start = perf_counter()
    _run(statements)
    return perf_counter() - start


def _assert_same(board, search, page, hand):
    assert [line.id for line in page.rows] == hand.people, search.filters
    assert {shown for line in page.rows for shown in board.shown(line)} == hand.lines, search.filters
    if not search.is_kept:
        assert page.total == hand.total, search.filters
        for facet in board.facets:
            counts = {value.key: value.count for value in getattr(page.facets, facet)}
            assert counts == hand.counts.get(facet, {}), (search.filters, facet)


def _touched(statement):
    """Rows that PostgreSQL reads from tables of people for a statement, those that it throws away included."""
    if connection.vendor != "postgresql":
        return 0
    sql, params = statement
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + sql, params)
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return _rows_of(plan[0]["Plan"])


def _rows_of(node):
    own = 0
    if node.get("Relation Name") in {"records_searchrow", "records_degree", "records_contact", "records_person"}:
        lost = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        own = (node["Actual Rows"] + lost) * node["Actual Loops"]
    return own + sum(_rows_of(child) for child in node.get("Plans", []))


def table(figures):
    lines = [f"{'':30}{'ours ms':>10}{'by hand':>10}{'ratio':>8}{'matches':>10}{'rows/match':>12}"]
    for each in figures:
        touched = f"{each.touched:12.1f}" if connection.vendor == "postgresql" else f"{'–':>12}"
        lines.append(
            f"{each.name:30}{each.ours:10.2f}{each.by_hand:10.2f}{each.ratio:8.2f}{each.matches:10,.0f}{touched}"
        )
    return "\n".join(lines)
