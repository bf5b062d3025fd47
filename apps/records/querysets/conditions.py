"""What is asked of people as SQL conditions: the common table `matched`, nearly the same for PostgreSQL and SQLite.
Every value is a bound parameter: what is joined into SQL here are the constants of this module."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db import connection

from apps.core.registries import findings
from apps.records import policy
from apps.records.lib.near_words import Anchor, anchors
from apps.records.lib.search_text import Query, Term, parse_query
from apps.records.models import HelpOffer, SearchRow
from apps.records.querysets.filters import ANY_OFFER, PeopleFilters, Reach, Status, Without

Param = str | int

OFFICE = SearchRow.Tier.OFFICE
_COLUMNS = "SELECT s.person_id, s.sort_key, s.is_graduate, s.province_id,"
_STANDING = dict.fromkeys(SearchRow.Tier, "s.country_id, s.sector, s.offers") | {
    OFFICE: "s.is_reachable, s.is_deceased"
}
_WITH_DEGREE = ("s.person_id IN (SELECT d.person_id FROM records_degree d WHERE", ")")
# Few people fit the words: their degrees are looked up one by one. OFFSET 0 keeps PostgreSQL from reading all degrees
# of a faculty instead, as it would do because it takes the words for less selective than they are.
_LOOK_UP = "EXISTS (SELECT 1 FROM records_degree d WHERE d.person_id = s.person_id AND"
_LOOK_INTO_DEGREES = {"postgresql": (_LOOK_UP, "OFFSET 0)"), "sqlite": (_LOOK_UP, ")")}
_AT_CAMPUS = "s.person_id IN (SELECT c.person_id FROM records_degree c WHERE c.campus_id IN ("
_HONORARY = "EXISTS (SELECT 1 FROM records_degree h WHERE h.person_id = s.person_id AND h.level = 'honorary')"
_OF_GENDER = "EXISTS (SELECT 1 FROM records_person p WHERE p.id = s.person_id AND p.gender = %s)"
_WITH_ACCOUNT = "EXISTS (SELECT 1 FROM records_person p WHERE p.id = s.person_id AND p.account_id IS NOT NULL)"
_ON_LIST = "s.person_id IN (SELECT l.person_id FROM records_savedlistmember l WHERE l.saved_list_id = %s)"
_DEGREE_IS = {"faculty": "d.faculty_id = %s", "campus": "d.campus_id = %s", "level": "d.level = %s"}
_LACKS = {Without.FACULTY: "d.faculty_id IS NULL", Without.CAMPUS: "d.campus_id IS NULL"}
_FURTHER = "NOT d.is_first AND d.status = 'conferred' AND d.level <> 'honorary'"
_STUDY_STATUS: dict[str, str] = {Status.GRADUATE: "conferred", Status.STUDENT: "studying"}
# Constants rather than parameters: SQLite plans a statement anew whenever a value is bound on which its plan depends,
# and LIKE with a parameter always is.
_OF_TIER = {tier: "s.tier = '" + tier + "'" for tier in SearchRow.Tier}
_HOLDS = {"postgresql": "s.text LIKE %s", "sqlite": "instr(s.text, %s) > 0"}
_OFFERS = {kind: f"s.offers LIKE '%% {kind.value} %%'" for kind in HelpOffer.Kind} | {
    ANY_OFFER: "s.offers IS NOT NULL"
}
# The degrees that count in the directory; what the office counts has no such condition.
_OPEN = {tier: ", ".join(f"'{each}'" for each in sorted(reader.audiences)) for tier, reader in policy.TIERS.items()}
_OPEN_DEGREE = {
    tier: "d.status = 'conferred' AND d.audience IN (" + audiences + ")" for tier, audiences in _OPEN.items()
}
_FTS = {tier: "records_searchrow_text_" + tier for tier in SearchRow.Tier}


@dataclass
class Conditions:
    """Conditions that all hold, and the values bound in them."""

    sql: list[str] = field(default_factory=list)
    params: list[Param] = field(default_factory=list)

    def add(self, sql: str, *params: Param) -> None:
        self.sql.append(sql)
        self.params.extend(params)

    def __str__(self) -> str:
        return " AND ".join(self.sql)


@dataclass(frozen=True)
class Search:
    """Who is looked for, among what readers of this tier may find; `scope`: only people who studied at one of these
    campuses; `among`: only these people (none: anybody); `is_near`: whose words may be the ones that were meant."""

    filters: PeopleFilters = field(default_factory=PeopleFilters)
    tier: SearchRow.Tier = OFFICE
    scope: tuple[int, ...] | None = None
    among: tuple[int, ...] = ()
    is_near: bool = False

    def __post_init__(self) -> None:
        self.filters.check(is_office=self.is_offices)

    @property
    def is_offices(self) -> bool:
        return self.tier == OFFICE

    @property
    def query(self) -> Query:
        return parse_query(self.filters.text)

    @property
    def is_selective(self) -> bool:
        """Are there words of which few rows hold each, so that it pays to begin with them?"""
        return bool(self.among) or any(not term.is_prefix for term in self.query.terms)


def matched(search: Search) -> tuple[str, list[Param]]:
    """Everyone who fits: the rows of `matched` (with the text in which near words are to be looked for)."""
    all_of = Conditions()
    source = _text(search, all_of)
    all_of.add(_OF_TIER[search.tier])
    _person(search.filters, all_of)
    _place_and_work(search.filters, all_of)
    _study(search, all_of)
    if search.scope is not None:
        all_of.add("".join([_AT_CAMPUS, _places(search.scope), "))"]), *search.scope)
    columns = [_COLUMNS, _STANDING[search.tier], *([", s.text"] if search.is_near else [])]
    return " ".join([*columns, "FROM", source, "WHERE", str(all_of)]), all_of.params


def _text(search: Search, all_of: Conditions) -> str:
    """The table to read from; on SQLite the trigram index is a table of its own, which must come first."""
    query = search.query
    if query.is_void:
        all_of.add("1 = 0")
    if search.among:
        all_of.add("".join(["s.person_id IN (", _places(search.among), ")"]), *search.among)
    if connection.vendor != "sqlite" or search.among or not query.terms:
        for term in query.terms:
            _holds(_parts(term, search), all_of)
        return "records_searchrow s"
    index = _FTS[search.tier]
    all_of.add(index + " MATCH %s", " AND ".join(_phrases(_parts(term, search)) for term in query.terms))
    return " ".join([index, "CROSS JOIN records_searchrow s ON s.id =", index + ".rowid"])


def _parts(term: Term, search: Search) -> list[Anchor]:
    """What the text must hold one of."""
    return anchors(term) if search.is_near else [(term,)]


def _holds(anchored: Sequence[Anchor], all_of: Conditions) -> None:
    holds = _HOLDS[connection.vendor]
    each = [" AND ".join([holds] * len(anchor)) for anchor in anchored]
    parts = [part for anchor in anchored for part in anchor]
    values = [part.like if connection.vendor == "postgresql" else part.part for part in parts]
    all_of.add("".join(["(", " OR ".join(each), ")"]) if len(each) > 1 else each[0], *values)


def _phrases(anchored: Sequence[Anchor]) -> str:
    any_of = " OR ".join("(" + " AND ".join(part.fts for part in anchor) + ")" for anchor in anchored)
    return "(" + any_of + ")"


def _places(values: Sequence[Param]) -> str:
    return ", ".join(["%s"] * len(values)) or "NULL"


def _person(filters: PeopleFilters, all_of: Conditions) -> None:
    """What is asked of the person, whatever they studied."""
    if filters.status == Status.GRADUATE:
        all_of.add("s.is_graduate")
    if filters.status == Status.DECEASED:
        all_of.add("s.is_deceased")
    if filters.reach == Reach.REACHABLE:
        all_of.add("s.is_reachable")
    if filters.reach == Reach.LOST:
        all_of.add("NOT s.is_reachable AND NOT s.is_deceased")
    if filters.province:
        all_of.add("s.province_id = %s", filters.province)
    if filters.gender:
        all_of.add(_OF_GENDER, filters.gender)
    if filters.has_account is not None:
        all_of.add(_WITH_ACCOUNT if filters.has_account else "NOT " + _WITH_ACCOUNT)
    if filters.saved_list is not None:
        all_of.add(_ON_LIST, filters.saved_list)
    if filters.finding:
        _found(filters.finding, all_of)


def _found(finding: str, all_of: Conditions) -> None:
    """Those of whom something is true that looks wrong; nobody, where that is not looked for any more."""
    if finding not in findings:
        all_of.add("1 = 0")
        return
    sql, params = findings[finding].people().order_by().query.sql_with_params()
    all_of.add("".join(["s.person_id IN (", sql, ")"]), *params)


def _place_and_work(filters: PeopleFilters, all_of: Conditions) -> None:
    """What the directory's rows tell of where somebody lives and works."""
    if filters.country:
        all_of.add("s.country_id = %s", filters.country)
    if filters.sector:
        all_of.add("s.sector = %s", filters.sector)
    if filters.offers:
        all_of.add(_OFFERS.get(filters.offers, "1 = 0"))


def _study(search: Search, all_of: Conditions) -> None:
    """What is asked of one of the person's degrees. The row itself says who is a graduate of which cohort."""
    filters = search.filters
    if filters.cohort is not None:
        all_of.add("s.cohort_id = %s", filters.cohort)
    if filters.honorary is False:
        all_of.add("NOT " + _HONORARY)
    if replace(filters, cohort=None).asks_about_a_degree:
        degree = same_degree(search)
        before, after = _WITH_DEGREE if not search.is_selective else _LOOK_INTO_DEGREES[connection.vendor]
        all_of.add(" ".join([before, str(degree), after]), *degree.params)


def same_degree(search: Search) -> Conditions:
    """Conditions that one degree `d` must fulfil all together."""
    filters, all_of = search.filters, Conditions()
    if not search.is_offices:
        all_of.add(_OPEN_DEGREE[search.tier])
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
    _as_counted(filters, all_of)
    return all_of


def _as_counted(filters: PeopleFilters, all_of: Conditions) -> None:
    """What tells whether a degree counts in a head-count, and where."""
    for lack, condition in _LACKS.items():
        if filters.without in {lack, Without.BOTH}:
            all_of.add(condition)
    if filters.is_first is not None:
        all_of.add("d.is_first" if filters.is_first else _FURTHER)
