"""The rows of an import on their way into the registry: new ones (`entering` says what of a new person is known) and
changes to those that are there, each with its entry in the audit trail, which names the file and the row."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Any, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from apps.core.actions import audit, bulk
from apps.core.models import AuditBatch, AuditEntry
from apps.core.querysets.entries import PACKED
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
)
from apps.imports.models import Import
from apps.imports.querysets.people import TABLES
from apps.imports.querysets.reference import Known
from apps.records.actions.search.rows import Row
from apps.records.models import Degree, Level, SearchRow

T = TypeVar("T")
Columns = dict[str, Any]
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


class Work:
    """What one import writes. `flush` hands on what has come since the last time: what stands in `lines` (of new rows,
    by table, as `add` puts it together), the `origins` of new people, their `search` rows."""

    def __init__(
        self,
        given: Import,
        known: Known,
        *,
        batch: AuditBatch,
        by: AbstractBaseUser | None,
        at: datetime,
        aside: bulk.Aside | None = None,
    ) -> None:
        self.of, self.known = given, known
        source = given.source.value
        moments = {"created_at": at, "updated_at": at}
        facts = moments | {"recorded_at": at, "source": source}
        self._people = bulk.Table(TABLES[PERSON], *_PERSON, **moments)
        self._facts = {
            table: bulk.Table(TABLES[table], *columns, **(facts | self._fixed(table)))
            for table, columns in _VARYING.items()
        }
        self._empty = {table: [_EMPTY[table].get(name) for name in columns] for table, columns in _VARYING.items()}
        self.lines: dict[str, list[bulk.Line]] = {table: [] for table in TABLES}
        self.origins: list[str] = []  # of the people
        self.trail = bulk.Trail(action="imports.run", by=by, at=at, batch=batch)
        self._keys: dict[str, deque[int]] = {table: deque() for table in _VARYING}
        self.search: list[bulk.Line] = []
        self.pipe: bulk.Pipe | None = None
        self._aside, self._at = aside, audit.plain(at)

    def _fixed(self, table: str) -> Columns:
        return {"institution_id": self.known.institution.pk} if table == DEGREE else {}

    def add(self, table: str, person_id: int, columns: Columns, origin: str) -> int:
        """One new fact of somebody; answers with its key."""
        key = self.key(table)
        self.lines[table].append((str(key), str(person_id), origin, *self.columns(table, columns)[2:]))
        return key

    def columns(self, table: str, columns: Columns) -> list[bulk.Value]:
        """What stands in the columns of a new row, those of the person and of the origin among them."""
        return [_text(value) for value in map(columns.get, _VARYING[table], self._empty[table])]

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
        people = self._take(PERSON, self._people)
        facts = {name: rows for name, table in self._facts.items() if (rows := self._take(name, table))}
        if people:
            self._log_newcomers(people, facts)
        else:
            for name, rows in facts.items():
                self._log(name, rows)
        self.trail.flush(self.pipe)
        self.flush_search()

    def _take(self, name: str, table: bulk.Table) -> bulk.Written | None:
        lines, self.lines[name] = self.lines[name], []
        return table.write(lines, self.pipe) if lines else None

    def flush_search(self) -> None:
        lines, self.search = self.search, []
        if lines:
            bulk.write(SearchRow, _SEARCH, lines, (), _KINDS_OF_SEARCH, pipe=self.pipe)

    def _log(self, table: str, rows: bulk.Written) -> None:
        """The entries of new facts: each begins with its key, its person and where it comes from."""
        keys, subjects, origins = rows.columns[:3]
        afters = rows.in_json()
        self.trail.add_rows(table, keys, subjects=subjects, origins=origins, afters=afters, action=ACTIONS[table][0])

    def _log_newcomers(self, people: bulk.Written, facts: dict[str, bulk.Written]) -> None:
        """One entry for each new person, with all that came with them (core.querysets.entries reads it)."""
        keys, origins, self.origins = people.columns[0], self.origins, []
        packed: dict[bulk.Value, list[str]] = {key: [] for key in keys}
        whence = dict(zip(keys, origins, strict=True))
        for table, rows in facts.items():
            of, refs = rows.columns[1:3]
            own = tuple(map(whence.__getitem__, of))
            others = None if own == refs else ["" if ref == mine else ref for ref, mine in zip(refs, own, strict=True)]
            texts = rows.in_json(person_id=None, recorded_at=None, source=None, source_ref=others)
            for person, key, text in zip(of, rows.columns[0], texts, strict=True):
                packed[person].append(f'["{table}",{key},{text}]')
        shared = f'"recorded_at":"{self._at}","source":"{self.of.source.value}","source_ref":'
        texts = [
            f'{{"rows":[{",".join(packed[key])}],"shared":{{"person_id":{key},{shared}{encode_basestring(origin)}}}}}'
            for key, origin in whence.items()
        ]
        afters = people.in_json(**{PACKED: texts})
        self.trail.add_rows(PERSON, keys, subjects=keys, origins=origins, afters=afters, action=ACTIONS[PERSON][0])

    @property
    def tables(self) -> list[type[models.Model]]:
        """What new people are written to."""
        return [self._people.model, *(table.model for table in self._facts.values()), AuditEntry, SearchRow]

    def key(self, table: str) -> int:
        if not self._keys[table]:
            self.ask(partial(self._reserve, table, _BLOCK))
        return self._keys[table].popleft()

    def stock_up(self, number: int) -> None:
        """Has at least so many keys for each table. To be asked: another thread may take some meanwhile."""
        for table, keys in self._keys.items():
            if len(keys) < number:
                self._reserve(table, 2 * number - len(keys))

    def _reserve(self, table: str, number: int) -> None:
        self._keys[table].extend(bulk.reserve(TABLES[table], number))

    def ask(self, question: Callable[[], T]) -> T:
        """By the other connection, if there is one; else while nothing is on its way through the pipe."""
        return self.ahead(question)()

    def ahead(self, question: Callable[[], T]) -> Callable[[], T]:
        """As `ask`, but one goes on and has the answer by a call."""
        if self._aside is not None and not self._aside.is_own:
            return self._aside.ahead(question)
        return partial(self._ask_here, question)

    def _ask_here(self, question: Callable[[], T]) -> T:
        if self.pipe is not None:
            self.pipe.wait()
        return question()


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


def _text(value: Any) -> str | None:
    if value is None or type(value) is str:
        return value
    return _bool(value) if isinstance(value, bool) else str(value)


def _bool(value: bool) -> str:
    return "true" if value else "false"


_KINDS_OF_SEARCH = ["bool" if name.startswith("is_") else "text" for name in _SEARCH]
