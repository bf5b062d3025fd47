"""The search page as SQL: one statement that finds the people, takes a page of them in Thai order and counts the
rest; nearly the same for PostgreSQL and SQLite. Every value is a bound parameter: what is joined into SQL here are
the constants of this module.

`matched` is materialised because with a rare word and ORDER BY … LIMIT PostgreSQL otherwise walks the whole list in
order until it has seen enough matches. See docs/adr/0003-search.md."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db import connection

from apps.records.lib.search_text import parse_query
from apps.records.models.search import SearchRow
from apps.records.querysets.cursors import Cursor
from apps.records.querysets.facets import CountRow
from apps.records.querysets.filters import PeopleFilters, Reach, Status

Place = tuple[str, int]  # sort key and person: where somebody stands in the list
Param = str | int

_FENCED, _OPEN = "WITH matched AS MATERIALIZED", "WITH matched AS NOT MATERIALIZED"
_COLUMNS = "SELECT s.person_id, s.sort_key, s.province_id, s.is_reachable, s.is_deceased, s.is_graduate"
_PAGE = "SELECT 'page' AS facet, p.sort_key AS key, p.person_id AS number, '' AS name_th, '' AS name_en FROM ("
_STUDIED = """, studied AS MATERIALIZED (
  SELECT d.person_id, d.faculty_id, d.campus_id, d.level, d.status, d.is_first, d.cohort_id, m.is_graduate
  FROM matched m JOIN records_degree d ON d.person_id = m.person_id"""
_COUNTS = """
UNION ALL SELECT 'total', '', count(*), '', '' FROM matched
UNION ALL SELECT 'faculty', CAST(f.id AS text), x.people, f.name_th, f.name_en FROM records_faculty f
  JOIN (SELECT faculty_id, count(DISTINCT person_id) AS people FROM studied GROUP BY faculty_id) x
  ON x.faculty_id = f.id
UNION ALL SELECT 'campus', CAST(c.id AS text), x.people, c.name_th, c.name_en FROM records_campus c
  JOIN (SELECT campus_id, count(DISTINCT person_id) AS people FROM studied GROUP BY campus_id) x
  ON x.campus_id = c.id
UNION ALL SELECT 'level', level, count(DISTINCT person_id), '', '' FROM studied GROUP BY level
UNION ALL SELECT 'cohort', CAST(c.id AS text), x.people, CAST(c.number AS text), CAST(c.graduation_year_be AS text)
  FROM records_cohort c
  JOIN (SELECT cohort_id, count(*) AS people FROM studied WHERE is_first GROUP BY cohort_id) x ON x.cohort_id = c.id
UNION ALL SELECT 'province', r.code, x.people, r.name_th, r.name_en FROM records_province r
  JOIN (SELECT province_id, count(*) AS people FROM matched GROUP BY province_id) x ON x.province_id = r.code
UNION ALL SELECT 'reach', CASE WHEN is_reachable THEN 'reachable' ELSE 'lost' END, count(*), '', ''
  FROM matched GROUP BY is_reachable
UNION ALL SELECT 'status', 'deceased', count(*), '', '' FROM matched WHERE is_deceased
UNION ALL SELECT 'status', CASE status WHEN 'studying' THEN 'student' ELSE 'graduate' END,
  count(DISTINCT person_id), '', '' FROM studied
  WHERE status = 'studying' OR (status = 'conferred' AND is_graduate) GROUP BY status"""

_WITH_DEGREE = "s.person_id IN (SELECT d.person_id FROM records_degree d"
_HONORARY = "EXISTS (SELECT 1 FROM records_degree h WHERE h.person_id = s.person_id AND h.level = 'honorary')"
_OF_GENDER = "EXISTS (SELECT 1 FROM records_person p WHERE p.id = s.person_id AND p.gender = %s)"
_WITH_ACCOUNT = "EXISTS (SELECT 1 FROM records_person p WHERE p.id = s.person_id AND p.account_id IS NOT NULL)"
_ON_LIST = "s.person_id IN (SELECT l.person_id FROM records_savedlistmember l WHERE l.saved_list_id = %s)"
_DEGREE_IS = {"faculty": "d.faculty_id = %s", "campus": "d.campus_id = %s", "level": "d.level = %s"}
_STUDY_STATUS: dict[str, str] = {Status.GRADUATE: "conferred", Status.STUDENT: "studying"}
_FTS = {tier: "records_searchrow_text_" + tier for tier in SearchRow.Tier}


@dataclass
class Conditions:
    """Conditions that all hold, and the values bound in them."""

    sql: list[str] = field(default_factory=list)
    params: list[Param] = field(default_factory=list)

    def add(self, sql: str, *params: Param) -> None:
        self.sql.append(sql)
        self.params.extend(params)

    def where(self) -> str:
        return " WHERE " + " AND ".join(self.sql) if self.sql else ""


@dataclass(frozen=True)
class Search:
    """Who is looked for, among what readers of this tier may find; `scope`: only people who studied at one of these
    campuses."""

    filters: PeopleFilters = field(default_factory=PeopleFilters)
    tier: str = SearchRow.Tier.OFFICE
    scope: tuple[int, ...] | None = None


def page_and_counts(search: Search, cursor: Cursor | None, size: int) -> tuple[list[Place], list[CountRow]]:
    """A page of people and the one after it, and the counts of all."""
    matched, params = _matched(search)
    studied = same_degree(search.filters)
    page, page_params = _page(cursor, size)
    sql = " ".join([_FENCED, "(", matched, ")", _STUDIED, studied.where(), ")", page, _COUNTS])
    rows = _fetch(sql, [*params, *studied.params, *page_params])
    return _places(rows), [row for row in rows if row[0] != "page"]


def page_only(search: Search, cursor: Cursor | None, size: int, *, are_few: bool) -> list[Place]:
    """A page of people and the one after it, where the counts are known. `are_few`: find them all and sort them,
    instead of walking along the list, which is the better way where many match."""
    matched, params = _matched(search)
    page, page_params = _page(cursor, size)
    sql = " ".join([_FENCED if are_few else _OPEN, "(", matched, ")", page])
    return _places(_fetch(sql, [*params, *page_params]))


def everybody(search: Search) -> list[int]:
    """All people found, in order."""
    matched, params = _matched(search)
    sql = " ".join([_FENCED, "(", matched, ") SELECT person_id FROM matched ORDER BY", _key(), ", person_id"])
    with connection.cursor() as db:
        db.execute(sql, params)
        return [person_id for (person_id,) in db]


def _matched(search: Search) -> tuple[str, list[Param]]:
    """Everyone who fits: the rows of `matched`."""
    all_of = Conditions()
    source = _text(search, all_of)
    all_of.add("s.tier = %s", search.tier)
    _person(search.filters, all_of)
    _study(search.filters, all_of)
    if search.scope is not None:
        campuses = ", ".join(["%s"] * len(search.scope)) or "NULL"
        inner = ["s.person_id IN (SELECT c.person_id FROM records_degree c WHERE c.campus_id IN (", campuses, "))"]
        all_of.add("".join(inner), *search.scope)
    return " ".join([_COLUMNS, "FROM", source, all_of.where()]), all_of.params


def _text(search: Search, all_of: Conditions) -> str:
    """The table to read from; on SQLite the trigram index is a table of its own, which must come first."""
    query = parse_query(search.filters.text)
    if query.is_void:
        all_of.add("1 = 0")
    if connection.vendor != "sqlite" or not query.terms:
        for term in query.terms:
            all_of.add("s.text LIKE %s", term.like)
        return "records_searchrow s"
    index = _FTS[SearchRow.Tier(search.tier)]
    all_of.add(index + " MATCH %s", " ".join(term.fts for term in query.terms))
    return " ".join([index, "CROSS JOIN records_searchrow s ON s.id =", index + ".rowid"])


def _person(filters: PeopleFilters, all_of: Conditions) -> None:
    """What is asked of the person, whatever they studied."""
    if filters.status == Status.GRADUATE:
        all_of.add("s.is_graduate")
    if filters.status == Status.DECEASED:
        all_of.add("s.is_deceased")
    if filters.reach:
        all_of.add("s.is_reachable" if filters.reach == Reach.REACHABLE else "NOT s.is_reachable")
    if filters.province:
        all_of.add("s.province_id = %s", filters.province)
    if filters.gender:
        all_of.add(_OF_GENDER, filters.gender)
    if filters.has_account is not None:
        all_of.add(_WITH_ACCOUNT if filters.has_account else "NOT " + _WITH_ACCOUNT)
    if filters.saved_list is not None:
        all_of.add(_ON_LIST, filters.saved_list)


def _study(filters: PeopleFilters, all_of: Conditions) -> None:
    """What is asked of one of the person's degrees. The row itself says who is a graduate of which cohort."""
    if filters.cohort is not None:
        all_of.add("s.cohort_id = %s", filters.cohort)
    if filters.honorary is False:
        all_of.add("NOT " + _HONORARY)
    if replace(filters, cohort=None).asks_about_a_degree:
        degree = same_degree(filters)
        all_of.add("".join([_WITH_DEGREE, degree.where(), ")"]), *degree.params)


def same_degree(filters: PeopleFilters) -> Conditions:
    """Conditions that one degree `d` must fulfil all together."""
    all_of = Conditions()
    for column, value in (("faculty", filters.faculty), ("campus", filters.campus), ("level", filters.level)):
        if value:
            all_of.add(_DEGREE_IS[column], value)
    if filters.cohort is not None:
        all_of.add("d.is_first AND d.cohort_id = %s", filters.cohort)
    if filters.year_from is not None:
        all_of.add("d.graduation_year_be >= %s", filters.year_from)
    if filters.year_to is not None:
        all_of.add("d.graduation_year_be <= %s", filters.year_to)
    if filters.honorary:
        all_of.add("d.level = 'honorary'")
    if filters.status in _STUDY_STATUS:
        all_of.add("d.status = %s", _STUDY_STATUS[filters.status])
    return all_of


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
