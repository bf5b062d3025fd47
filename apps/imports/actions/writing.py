"""The rows of an import on their way into the registry: new people with all that is known of them, and changes to
people who are there, each with its entry in the audit trail, which names the file and the row."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from apps.core.actions import audit, bulk
from apps.core.models import AuditBatch, AuditEntry
from apps.imports.lib.facts import (
    ADDRESS,
    ADDRESS_PARTS,
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
    name_of,
    post_of,
)
from apps.imports.models import Import
from apps.imports.querysets.people import TABLES
from apps.imports.querysets.reference import Known
from apps.imports.querysets.studies import degree_of, resolved
from apps.records.actions.search.known import Known as Found
from apps.records.actions.search.known import Named, NameParts, Place, Post
from apps.records.actions.search.rows import Row, rows_of
from apps.records.models import Audience, Degree, Level, SearchRow, Source

Columns = dict[str, Any]
Rows = Sequence[tuple[int, Columns]]  # number and values
_CONFERRED, _HONORARY = Degree.Status.CONFERRED.value, Level.HONORARY.value  # compared with a text many times as fast
_BLOCK = 100  # keys
_VARYING = {
    NAME: ("person_id", "source_ref", "is_current", *NAME_PARTS),
    DEGREE: ("person_id", "source_ref", "is_first", *DEGREE_PARTS),
    CONTACT: ("person_id", "source_ref", "kind", "value", "is_primary"),
    ADDRESS: ("person_id", "source_ref", *ADDRESS_PARTS),
    POST: ("person_id", "source_ref", "employer", "position"),
}
_EMPTY: dict[str, Columns] = {  # what stands in a column of which a row says nothing, where that is not null
    NAME: dict.fromkeys(NAME_PARTS, "") | {"is_current": "true"},
    DEGREE: {"is_first": "false", "honours": "", "student_id": "", "status": Degree.Status.STUDYING.value},
    CONTACT: {"is_primary": "false"},
    ADDRESS: dict.fromkeys(ADDRESS_PARTS, "") | {"province_id": None, "country_id": "TH"},
    POST: {"employer": "", "position": ""},
}
ACTIONS = {
    PERSON: ("records.add_person", "records.change_person"),
    NAME: ("records.add_name", "records.correct_name"),
    DEGREE: ("records.add_degree", "records.change_degree"),
    CONTACT: ("records.add_contact", "records.change_contact"),
    ADDRESS: ("records.add_address", "records.change_address"),
    POST: ("records.add_employment", "records.change_employment"),
}
_PERSON = (
    *("public_id", "gender", "birth_date", "birth_date_source", "nationality_id", "national_id"),
    *("national_id_hash", "passport_no", "note", "language"),
)
_SEARCH = tuple(Row._fields)
_ALUMNI, _OFFICE = Audience.ALUMNI.value, Audience.OFFICE.value
_REGISTRAR = Source.REGISTRAR.value
_UNNAMED = ("",) * len(NameParts._fields)


class Work:
    """What one import writes. `flush` hands on what has come since the last time."""

    def __init__(
        self, given: Import, known: Known, *, batch: AuditBatch, by: AbstractBaseUser | None, at: datetime
    ) -> None:
        self._of, self._known = given, known
        source = given.source.value
        moments = {"created_at": at, "updated_at": at}
        facts = moments | {"recorded_at": at, "source": source}
        self._people = bulk.Table(TABLES[PERSON], *_PERSON, **moments)
        self._facts = {
            table: bulk.Table(TABLES[table], *columns, **(facts | self._fixed(table)))
            for table, columns in _VARYING.items()
        }
        self._empty = {table: [_EMPTY[table].get(name) for name in columns] for table, columns in _VARYING.items()}
        self._lines: dict[str, list[bulk.Line]] = {table: [] for table in TABLES}
        self._origins: list[str] = []  # of the people
        self.trail = bulk.Trail(action="imports.run", by=by, at=at, batch=batch)
        self._keys: dict[str, list[int]] = {table: [] for table in _VARYING}
        self._search: list[bulk.Line] = []
        self.pipe: bulk.Pipe | None = None
        self._at = at

    def _fixed(self, table: str) -> Columns:
        return {"institution_id": self._known.institution.pk} if table == DEGREE else {}

    def enter(self, person_id: int, rows: Rows) -> None:
        """A new person: the first row says who they are, further ones what else they studied."""
        number, values = rows[0]
        origin = self._of.origin(number)
        found = Found(person_id)
        self._enter_person(person_id, values, origin)
        self._enter_names(person_id, values, origin, found)
        self._enter_degrees(person_id, rows, found)
        seen: set[tuple[str, str]] = set()
        for row_number, row_values in rows:
            self._enter_reach(person_id, row_values, self._of.origin(row_number), found, seen)
        self._search += [_search_line(row) for row in rows_of(found)]

    def add(self, table: str, person_id: int, columns: Columns, origin: str) -> int:
        """One new fact of somebody; answers with its key."""
        key = self._key(table)
        values = map(columns.get, _VARYING[table], self._empty[table])
        line = [value if value is None or type(value) is str else _text(value) for value in values]
        line[:2] = str(key), str(person_id), origin
        self._lines[table].append(tuple(line))
        return key

    def change(self, change: dict[str, Any], person_id: int, origin: str) -> None:
        """Notes in the trail that a row has been changed (`bulk.change` changes it)."""
        before, after = change["before"], change["after"]
        self.trail.add(
            change["table"],
            change["key"],
            subject=person_id,
            origin=origin,
            version=change["version"] + 1,
            before=audit.canonical({name: before[name] for name in after}),
            after=audit.canonical(after),
            action=change.get("action") or ACTIONS[change["table"]][1],
        )

    def flush(self) -> None:
        pipe = self.pipe
        for name, table in {PERSON: self._people, **self._facts}.items():
            lines, self._lines[name] = self._lines[name], []
            if lines:
                self._log(name, lines, table.write(lines, pipe))
        self.trail.flush(pipe)
        lines, self._search = self._search, []
        if lines:
            bulk.write(SearchRow, _SEARCH, lines, (), _KINDS_OF_SEARCH, pipe=pipe)

    def _log(self, table: str, lines: Sequence[bulk.Line], afters: Sequence[str]) -> None:
        """The entries of new rows: a fact begins with its key, its person and where it comes from."""
        keys = [line[0] for line in lines]
        if table == PERSON:
            subjects, origins, self._origins = keys, self._origins, []
        else:
            subjects, origins = [line[1] for line in lines], [line[2] or "" for line in lines]
        self.trail.add_rows(table, keys, subjects=subjects, origins=origins, afters=afters, action=ACTIONS[table][0])

    @property
    def tables(self) -> list[type[models.Model]]:
        """What new people are written to."""
        return [self._people.model, *(table.model for table in self._facts.values()), AuditEntry, SearchRow]

    def _enter_person(self, person_id: int, values: Columns, origin: str) -> None:
        birth_date = values.get("birth_date")
        line = (
            *(str(person_id), str(uuid4()), values.get("gender", "")),
            *(birth_date, _REGISTRAR if birth_date else ""),
            *(values.get("nationality"), values.get("national_id_sealed", ""), values.get("national_id_hash", "")),
            *(values.get("passport_no_sealed", ""), values.get("note", ""), "th" if _is_thai(values) else "en"),
        )
        self._lines[PERSON].append(line)
        self._origins.append(origin)

    def _enter_names(self, person_id: int, values: Columns, origin: str, found: Found) -> None:
        former = former_name_of(values)
        if former:
            self.add(NAME, person_id, former | {"is_current": "false"}, origin)
        name = name_of(values)
        self.add(NAME, person_id, name, origin)
        found.has_current_name = True
        found.names.append(Named(_ALUMNI, _parts(name)))
        if former:
            found.names.append(Named(_ALUMNI, _parts(former)))

    def _enter_degrees(self, person_id: int, rows: Rows, found: Found) -> None:
        degrees = [(number, resolved(degree_of(values, self._known), self._known)) for number, values in rows]
        first = first_of([degree for _number, degree in degrees])
        for number, degree in degrees:
            is_first = degree is first
            self.add(
                DEGREE, person_id, degree | {"is_first": "true" if is_first else "false"}, self._of.origin(number)
            )
        ordered = sorted((degree for _number, degree in degrees), key=lambda degree: degree is not first)
        found.student_ids = [degree.get("student_id", "") for degree in ordered]
        if first is not None:
            found.standing.is_graduate, found.cohort_id = True, first["cohort_id"]
            found.degree_audience = _ALUMNI

    def _enter_reach(
        self, person_id: int, values: Columns, origin: str, found: Found, seen: set[tuple[str, str]]
    ) -> None:
        for kind, value in contacts_of(values):
            if (kind, value) in seen:
                continue
            is_primary = kind not in {known for known, _value in seen}
            seen.add((kind, value))
            self.add(CONTACT, person_id, {"kind": kind, "value": value, "is_primary": _bool(is_primary)}, origin)
            found.has_live_contact = True
            {"email": found.emails, "line": found.handles}.get(kind, found.phones).append(value)
        address, post = address_of(values), post_of(values)
        if address and not found.places:
            self.add(ADDRESS, person_id, address, origin)
            place = Place(_OFFICE, "current", address.get("province_id"), address["country_id"])
            found.places.append(place)
        if post and not any(
            known.words[:2] == (post.get("employer", ""), post.get("position", "")) for known in found.posts
        ):
            self.add(POST, person_id, post, origin)
            words = (post.get("employer", ""), post.get("position", ""), "")
            found.posts.insert(0, Post(_OFFICE, True, words, "", None, "TH"))

    def _key(self, table: str) -> int:
        if not self._keys[table]:
            self._reserve(table, _BLOCK)
        return self._keys[table].pop()

    def stock_up(self, number: int) -> None:
        """Has at least so many keys for each table."""
        for table, keys in self._keys.items():
            if len(keys) < number:
                self._reserve(table, 2 * number - len(keys))

    def _reserve(self, table: str, number: int) -> None:
        """The connection is asked only while nothing is on its way through the pipe."""
        if self.pipe is not None:
            self.pipe.wait()
        self._keys[table][:0] = reversed(bulk.reserve(TABLES[table], number))


def first_of(degrees: Iterable[Columns]) -> Columns | None:
    """The degree that decides the cohort: the earliest that was conferred by study (as `records.actions.degrees`)."""
    earned = [degree for degree in degrees if degree.get("status") == _CONFERRED and degree.get("level") != _HONORARY]
    if len(earned) < 2:
        return earned[0] if earned else None
    return min(
        earned,
        key=lambda degree: (
            degree["graduation_year_be"],
            str(degree.get("conferred_on") or "9999"),
            degree.get("id", 0),
        ),
    )


def by_key(changes: Iterable[dict[str, Any]]) -> Iterator[tuple[str, list[tuple[int, int, Columns]]]]:
    """Changes of rows that exist, table by table, as `bulk.change` takes them."""
    tables: dict[str, list[tuple[int, int, Columns]]] = {}
    for change in changes:
        tables.setdefault(change["table"], []).append((change["key"], change["version"], change["after"]))
    yield from sorted(tables.items(), key=itemgetter(0))


def _parts(name: Columns) -> NameParts:
    return NameParts._make(map(name.get, NameParts._fields, _UNNAMED))


def _search_line(row: Row) -> bulk.Line:
    return tuple([value if value is None or type(value) is str else _text(value) for value in row])


def _text(value: Any) -> str | None:
    if value is None or type(value) is str:
        return value
    return _bool(value) if isinstance(value, bool) else str(value)


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _is_thai(values: Columns) -> bool:
    return bool(values.get("first_th") or values.get("last_th")) or not values.get("first_en")


_KINDS_OF_SEARCH = ["bool" if name.startswith("is_") else "text" for name in _SEARCH]
