"""How much longer the office's search and list pages keep the database busy than SQL written by hand for each page.

Both are run by turns on the same connection; each pair must give the same people, counts and lines. A figure is the
median of a class's searches, each of them the median of its rounds (a ratio: of the rounds' ratios)."""

import json
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter

from django.core.cache import cache
from django.db import connection
from django.db.models import Count

from apps.core.lib.text import fold
from apps.records.models import Contact, Degree, PersonName, SearchRow
from apps.records.querysets.cursors import Cursor
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.page import people_page

from . import by_hand
from .data import people

ROUNDS, BUDGET = 61, 4.0  # rounds a search, and seconds after which they end
FLOOR = 5  # rounds at least


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


def classes():
    """The searches of each class, on the names and numbers of the people who are there."""

    thai, latin = _words("last_th"), _words("first_en")
    faculties = _biggest("faculty_id")
    cohort, province = _biggest("cohort_id")[0], "90"
    ids = list(Degree.objects.exclude(student_id="").order_by("pk").values_list("student_id", flat=True)[7:4000:997])
    phones = Contact.objects.filter(kind="mobile", status="live").order_by("pk")
    phones = list(phones.values_list("value", flat=True)[7:4000:997])
    total = _everybody()

    def words(name, letters, sources):
        texts = list(dict.fromkeys(word[:letters] for word in sources if len(word) >= letters))[:5]
        return name, [Search({"text": text}, partial(by_hand.of_words, text)) for text in texts]

    three = list(dict.fromkeys(word[:3] for word in thai))[:5]
    faculty = faculties[0]
    return [
        words("Thai 1 letter", 1, thai),
        words("Thai 2 letters", 2, thai),
        words("Thai 3 letters", 3, thai),
        words("Thai 5 letters", 5, thai),
        words("Latin 3 letters", 3, latin),
        (
            "Thai 3 + faculty",
            [Search({"text": t, "faculty": faculty}, partial(by_hand.of_faculty, faculty, t)) for t in three],
        ),
        (
            "faculty + cohort + province",
            [
                Search(
                    {"faculty": each, "cohort": cohort, "province": province},
                    partial(by_hand.of_three, each, cohort, province),
                )
                for each in faculties[:5]
            ],
        ),
        (
            "faculty",
            [Search({"faculty": each}, partial(by_hand.of_faculty_alone, each)) for each in faculties[:5]],
        ),
        (
            "faculty, counts kept",
            [Search({"faculty": each}, partial(by_hand.walk_faculty, each), is_kept=True) for each in faculties[:5]],
        ),
        ("browse, first page", [Search({}, by_hand.walk, is_kept=True)]),
        (
            "browse, last page",
            [Search({}, partial(by_hand.walk, last=True, rows=(total - 1) % 25 + 1), is_kept=True, is_last=True)],
        ),
        ("browse, counts not kept", [Search({}, by_hand.of_everybody)]),
        ("student id", [Search({"text": each}, partial(by_hand.of_student_id, each)) for each in ids]),
        (
            "phone",
            [
                Search({"text": f"0{each[3:5]}-{each[5:8]} {each[8:]}"}, partial(by_hand.of_phone, each))
                for each in phones
            ],
        ),
    ]


def _words(column):
    """Folded names from all over the registry, without those that everybody has."""

    names = PersonName.objects.order_by("pk").values_list(column, flat=True)[11:60000:5309]
    return [fold(name).replace(" ", "") for name in names if name]


def _biggest(column):

    rows = Degree.objects.filter(is_first=True).values(column).annotate(people=Count("pk")).order_by("-people")
    return [row[column] for row in rows]


def _everybody():

    return SearchRow.objects.filter(tier="office").count()


def measure(name, searches):
    each = [_measure_one(search) for search in searches]
    ours, hand, ratio, matches, touched = (median(figures) for figures in zip(*each, strict=True))
    return Figures(name, 1000 * ours, 1000 * hand, ratio, matches, touched)


def _measure_one(search):

    ours, page = _ours(search)
    rows = _run([search.by_hand()])[0]
    people = by_hand.read(rows, []).people
    hand = [search.by_hand(), *filter(None, [by_hand.lines(people)])]
    _assert_same(search, page, by_hand.read(*_run(hand), *([] if len(hand) > 1 else [[]])))
    times = _by_turns(ours, hand)
    touched = sum(map(_touched, ours[: len(ours) - bool(page.rows)]))  # without the lines of the page
    return (*times, page.total, touched / max(1, min(page.total, 25) if search.is_kept else page.total))


def _ours(search):
    """The statements that our page runs, and the page."""

    filters, cursor = PeopleFilters(**search.filters), str(Cursor("last")) if search.is_last else ""
    cache.clear()
    if search.is_kept:
        people_page(filters)
    seen = []

    def note(execute, sql, params, many, context):
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        page = people_page(filters, cursor=cursor)
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


def _assert_same(search, page, hand):
    assert [line.id for line in page.rows] == hand.people, search.filters
    ours = {(line.id, name.first_th, name.last_th) for line in page.rows for name in line.names}
    ours |= {(line.id, degree.student_id, degree.faculty_th) for line in page.rows for degree in line.degrees}
    assert ours == hand.lines, search.filters
    if not search.is_kept:
        assert page.total == hand.total, search.filters
        for facet in ("faculty", "campus", "level", "cohort", "province", "reach", "status"):
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


def run(graduates):
    """Measures all classes on a database with that many graduates, and prints the table."""

    with people(graduates):
        figures = [measure(name, searches) for name, searches in classes()]
        print(f"\n{connection.vendor}, {graduates:,} graduates\n{table(figures)}", flush=True)
    return figures
