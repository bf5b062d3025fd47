"""New people of an import: what the rows of a file say of them, put together as the lines that are written."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from apps.core.actions import bulk
from apps.imports.actions.writing import Work, first_of
from apps.imports.lib.facts import (
    ADDRESS,
    CONTACT,
    DEGREE,
    DEGREE_PARTS,
    NAME,
    NAME_PARTS,
    PERSON,
    POST,
    address_of,
    contacts_of,
    former_name_of,
    post_of,
)
from apps.imports.querysets.studies import SHARED, degree_of, resolved
from apps.records.actions.search.known import Known as Found
from apps.records.actions.search.known import Named, NameParts, Place, Post
from apps.records.actions.search.rows import Row, rows_of
from apps.records.models import Audience, Degree, Level, Source

Columns = dict[str, Any]
Rows = Sequence[tuple[int, Columns]]  # number and values
_ALUMNI, _OFFICE = Audience.ALUMNI.value, Audience.OFFICE.value
_CONFERRED, _HONORARY = Degree.Status.CONFERRED.value, Level.HONORARY.value
_REGISTRAR = Source.REGISTRAR.value
_UNNAMED, _UNNAMED_PARTS = ("",) * len(NAME_PARTS), ("",) * len(NameParts._fields)
_STUDENT_ID, _CONFERRED_ON, _GPA = map(DEGREE_PARTS.index, ("student_id", "conferred_on", "gpa"))
_BOOLS = {True: "true", False: "false"}
Course = tuple[list[bulk.Value], int | None]  # the columns of a degree that was earned here, and its class


class Told(NamedTuple):
    """What the rows of one person say besides who they are."""

    former: Columns
    course: Course | None
    degrees: list[Columns]  # where they are no such course
    contacts: list[tuple[int, str, str, bool]]
    addresses: list[tuple[int, Columns]]
    posts: list[tuple[int, Columns]]


class Newcomers:
    """Hands what is known of new people to the `work` that writes it. Most have one degree, and most degrees one of
    some hundred courses: such a course is put together once."""

    def __init__(self, work: Work) -> None:
        self._work, self._known = work, work.known
        self._courses: dict[tuple[Any, ...], Course | None] = {}
        self._public_ids: Iterator[str] = iter(())

    def enter(self, person_id: int, rows: Rows) -> None:
        """A new person: the first row says who they are, further ones what else they studied."""
        course = self._course(rows[0][1]) if len(rows) == 1 else None
        told = Told(
            former_name_of(rows[0][1]),
            course,
            [] if course else self._degrees(rows),
            _contacts(rows),
            _addresses(rows),
            _posts(rows),
        )
        self._enter(person_id, rows, told)
        self._work.search += map(_search_line, rows_of(_found(person_id, rows, told)))

    def _enter(self, person_id: int, rows: Rows, told: Told) -> None:
        number, values = rows[0]
        key, origin = str(person_id), self._work.of.origin(number)
        self._enter_person(key, values, origin)
        if told.former:
            self._work.add(NAME, person_id, told.former | {"is_current": "false"}, origin)
        name = (str(self._work.key(NAME)), key, origin, "true", *map(values.get, NAME_PARTS, _UNNAMED))
        self._work.lines[NAME].append(name)
        if told.course:
            self._enter_course(key, values, origin, told.course)
        else:
            self._enter_degrees(person_id, rows, told.degrees)
        for row_number, kind, value, is_primary in told.contacts:
            line = (str(self._work.key(CONTACT)), key, self._work.of.origin(row_number), kind, value)
            self._work.lines[CONTACT].append((*line, _BOOLS[is_primary]))
        for row_number, address in told.addresses:
            self._work.add(ADDRESS, person_id, address, self._work.of.origin(row_number))
        for row_number, post in told.posts:
            self._work.add(POST, person_id, post, self._work.of.origin(row_number))

    def _enter_person(self, key: str, values: Columns, origin: str) -> None:
        get = values.get
        birth_date = get("birth_date")
        line = (
            *(key, self._public_id(), get("gender", ""), birth_date, _REGISTRAR if birth_date else ""),
            *(get("nationality"), get("national_id_sealed", ""), get("national_id_hash", "")),
            *(get("passport_no_sealed", ""), get("note", ""), "th" if _is_thai(values) else "en"),
        )
        self._work.lines[PERSON].append(line)
        self._work.origins.append(origin)

    def _public_id(self) -> str:
        found = next(self._public_ids, None)
        if found is None:
            self._public_ids = iter(bulk.new_uuids(1000))
            found = next(self._public_ids)
        return found

    def _course(self, values: Columns) -> Course | None:
        """None where the row says something else than that a degree was earned."""
        shared = tuple(map(values.get, SHARED))
        if shared not in self._courses:
            degree = resolved(degree_of(values, self._known), self._known)
            is_earned = degree.get("status") == _CONFERRED and degree.get("level") != _HONORARY
            self._courses[shared] = (
                (self._work.columns(DEGREE, degree)[3:], degree["cohort_id"]) if is_earned else None
            )
        return self._courses[shared]

    def _enter_course(self, key: str, values: Columns, origin: str, course: Course) -> None:
        line = [str(self._work.key(DEGREE)), key, origin, "true", *course[0]]
        line[4 + _STUDENT_ID] = values.get("student_id") or ""
        line[4 + _CONFERRED_ON] = values.get("conferred_on") or None
        line[4 + _GPA] = values.get("gpa") or None
        self._work.lines[DEGREE].append(tuple(line))

    def _degrees(self, rows: Rows) -> list[Columns]:
        return [resolved(degree_of(values, self._known), self._known) for _number, values in rows]

    def _enter_degrees(self, person_id: int, rows: Rows, degrees: list[Columns]) -> None:
        first = first_of(degrees)
        for (number, _values), degree in zip(rows, degrees, strict=True):
            self._work.add(
                DEGREE, person_id, degree | {"is_first": _BOOLS[degree is first]}, self._work.of.origin(number)
            )


def _found(person_id: int, rows: Rows, told: Told) -> Found:
    """How they are found from now on."""
    found = Found(person_id, has_current_name=True)
    found.names = [Named(_ALUMNI, _parts(name)) for name in (rows[0][1], told.former) if name]
    _add_studies(rows, told, found)
    for _number, kind, value, _is_primary in told.contacts:
        found.has_live_contact = True
        (found.emails if kind == "email" else found.handles if kind == "line" else found.phones).append(value)
    for _number, address in told.addresses:
        found.places.append(Place(_OFFICE, "current", address.get("province_id"), address["country_id"]))
    for _number, post in told.posts:
        words = (post.get("employer", ""), post.get("position", ""), "")
        found.posts.insert(0, Post(_OFFICE, True, words, "", None, "TH"))
    return found


def _add_studies(rows: Rows, told: Told, found: Found) -> None:
    if told.course:
        found.student_ids, found.cohort_id = [rows[0][1].get("student_id") or ""], told.course[1]
    else:
        first = first_of(told.degrees)
        ordered = sorted(told.degrees, key=lambda degree: degree is not first)
        found.student_ids = [degree.get("student_id", "") for degree in ordered]
        if first is None:
            return
        found.cohort_id = first["cohort_id"]
    found.standing.is_graduate, found.degree_audience = True, _ALUMNI


def _contacts(rows: Rows) -> list[tuple[int, str, str, bool]]:
    """Row, kind, value and whether it is the first of its kind; each contact once."""
    seen: set[tuple[str, str]] = set()
    kinds: set[str] = set()
    found = []
    for number, values in rows:
        for pair in contacts_of(values):
            if pair not in seen:
                found.append((number, *pair, pair[0] not in kinds))
                seen.add(pair)
                kinds.add(pair[0])
    return found


def _addresses(rows: Rows) -> list[tuple[int, Columns]]:
    """The first one, with its row."""
    return [(number, address) for number, values in rows if (address := address_of(values))][:1]


def _posts(rows: Rows) -> list[tuple[int, Columns]]:
    """Each one once, with its row."""
    found = [(number, post) for number, values in rows if (post := post_of(values))]
    return [each for index, each in enumerate(found) if each[1] not in [post for _number, post in found[:index]]]


def _parts(name: Columns) -> NameParts:
    return NameParts._make(map(name.get, NameParts._fields, _UNNAMED_PARTS))


def _is_thai(values: Columns) -> bool:
    return bool(values.get("first_th") or values.get("last_th")) or not values.get("first_en")


def _search_line(row: Row) -> bulk.Line:
    person, tier, text, order, cohort, province, country, sector, offers, graduate, reachable, deceased = row
    return (
        *(str(person), tier.value, text, order, None if cohort is None else str(cohort), province, country, sector),
        *(offers, _BOOLS[graduate], _BOOLS[reachable], _BOOLS[deceased]),
    )
