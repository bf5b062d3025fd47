"""Tens of thousands of tracked rows written at once, each with its entry in the audit trail: the same columns and
digests as `rows` and `audit` write one by one, put together from a template for each table, by COPY on PostgreSQL and
executemany on SQLite. `audit.values_of` is the measure: tests/core/test_bulk.py compares the two.

Values are given as the trail keeps them: texts, numbers as texts, "true" and "false", days as 2006-03-31, encrypted
texts encrypted, None. Keys are reserved beforehand, so that rows can point at each other before they are written."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from json.encoder import encode_basestring
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, models, transaction

from apps.core.actions import audit
from apps.core.fields import EncryptedTextField
from apps.core.models import AuditBatch, AuditEntry

Value = str | None
Line = tuple[Value, ...]
_NULL = "\\N"
_SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_RAW = (models.IntegerField, models.AutoField, models.BooleanField)  # what JSON writes without quotes


def reserve(model: type[models.Model], number: int) -> list[int]:
    """So many keys that nobody else will be given."""
    if number == 0:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, number]
            )
            return [row[0] for row in cursor.fetchall()]
        with transaction.atomic():
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [number, table])
            if not cursor.rowcount:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last: int = cursor.fetchone()[0]
        return list(range(last - number + 1, last + 1))


class Table:
    """New rows of one model: `columns` (attribute names) vary, the others hold `fixed` values or their defaults."""

    def __init__(self, model: type[models.Model], *columns: str, **fixed: Any) -> None:
        self.model = model
        self.columns = columns
        by_name = {field.attname: field for field in model._meta.concrete_fields}
        rest = [name for name in by_name if name not in {"id", *columns}]
        row = model(**{name: fixed.pop(name) for name in rest if name in fixed})
        if fixed or set(columns) - set(by_name):
            raise TypeError(f"{model._meta.label} has no columns {', '.join({*fixed, *columns} - set(by_name))}")
        self._fields = [by_name[name] for name in ("id", *columns, *rest)]
        plain = audit.values_of(row)
        self._rest: list[Value] = [_text(plain[name]) for name in rest]
        self._kinds = [_kind(field) for field in self._fields]
        self._template, self._holes = self._make_template(["id", *columns], dict(zip(rest, self._rest, strict=True)))
        self._lines: list[Line] = []
        self._suffix = "".join(f"\t{_escaped(each)}" for each in self._rest)
        self.written = 0

    def add(self, key: int, values: Line) -> str:
        """Takes a row's values in the order of the columns; answers with what the trail says of it, in JSON."""
        line = (str(key), *values)
        self._lines.append(line)
        return self._template % tuple([
            "null" if (value := line[index]) is None else value if raw else encode_basestring(value)
            for index, raw in self._holes
        ])

    def flush(self) -> None:
        """Writes what has come since the last time."""
        lines, self._lines = self._lines, []
        if lines:
            write(self.model, [str(field.column) for field in self._fields], lines, self._rest, self._kinds)
            self.written += len(lines)

    def _make_template(self, varying: Sequence[str], rest: dict[str, Value]) -> tuple[str, list[tuple[int, bool]]]:
        kinds = {field.attname: _kind(field) for field in self._fields}
        parts, holes = [], []
        for name in sorted(kinds):
            raw = kinds[name] in {"number", "bool"}
            if name in rest:
                value = rest[name]
                text = "null" if value is None else value if raw else encode_basestring(value)
                parts.append(f'"{name}":{text.replace("%", "%%")}')
            else:
                holes.append((varying.index(name), raw))
                parts.append(f'"{name}":%s')
        return "{" + ",".join(parts) + "}", holes


class Trail:
    """Audit entries of one piece of work."""

    COLUMNS = ("table", "key", "version", "subject_id", "before", "after", "origin", "salt", "values_digest")

    def __init__(
        self, *, action: str, by: AbstractBaseUser | None, at: datetime, batch: AuditBatch, reason: str = ""
    ) -> None:
        fixed: dict[str, Any] = {
            "at": at,
            "by_id": by.pk if by else None,
            "reason": reason,
            "batch_id": batch.pk,
            "erased_at": None,
            "seal_id": None,
        }
        fields = {field.attname: field for field in AuditEntry._meta.concrete_fields}
        self._names = [str(fields[name].column) for name in ("action", *self.COLUMNS, *fixed)]
        kinds = [_kind(fields[name]) for name in ("action", *self.COLUMNS, *fixed)]
        self._kinds = kinds
        self._rest = [_text(audit.plain(value)) for value in fixed.values()]
        self._action = action
        self._salts: list[str] = []
        self._lines: list[Line] = []
        self.written = 0

    def add(
        self,
        table: str,
        key: int,
        *,
        subject: int | None,
        origin: str = "",
        version: int = 1,
        before: str = "null",
        after: str = "null",
        action: str = "",
    ) -> None:
        """`before` and `after` in canonical JSON, as `Table.add` and `audit.canonical` write it."""
        salt = self._salt()
        digest = hashlib.sha256(f"{salt}|[{before},{after}]".encode()).hexdigest()
        self._lines.append(
            (
                *(action or self._action, table, str(key), str(version), None if subject is None else str(subject)),
                *(None if before == "null" else before, None if after == "null" else after),
                *(origin, salt, digest),
            )
        )

    def flush(self) -> None:
        lines, self._lines = self._lines, []
        if lines:
            write(AuditEntry, self._names, lines, self._rest, self._kinds)
            self.written += len(lines)

    def _salt(self) -> str:
        if not self._salts:
            pool = os.urandom(16 * 1024).hex()
            self._salts = [pool[start : start + 32] for start in range(0, len(pool), 32)]
        return self._salts.pop()


def write(
    model: type[models.Model], columns: Sequence[str], lines: Iterable[Line], rest: Sequence[Value], kinds: Sequence[str]
) -> None:
    """Lines whose last columns are always `rest`, into the model's table."""
    names = ", ".join(map(connection.ops.quote_name, columns))
    table = connection.ops.quote_name(model._meta.db_table)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", _Copied(lines, rest))
        return
    places = ", ".join(["%s"] * len(columns))
    special = [index for index, kind in enumerate(kinds) if kind in _SQLITE]
    tail = tuple(rest)
    with connection.cursor() as cursor:
        statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - names of our own
        cursor.executemany(statement, (_for_sqlite([*line, *tail], special, kinds) for line in lines))


class _Copied:
    """The lines as COPY reads them."""

    CHUNK = 2000

    def __init__(self, lines: Iterable[Line], rest: Sequence[Value]) -> None:
        self._lines = list(lines)
        self._suffix = "".join(f"\t{_escaped(each)}" for each in rest) + "\n"
        self._at = 0
        self._left = b""

    def read(self, size: int = 8192) -> bytes:
        while len(self._left) < size and self._at < len(self._lines):
            chunk = self._lines[self._at : self._at + self.CHUNK]
            self._at += self.CHUNK
            suffix = self._suffix
            self._left += "".join([_joined(line) + suffix for line in chunk]).encode()
        data, self._left = self._left[:size], self._left[size:]
        return data


def _joined(line: Line) -> str:
    text = "\t".join([_NULL if value is None else value for value in line])
    if text.count("\\") == line.count(None) and "\n" not in text and "\r" not in text and text.count("\t") == len(line) - 1:
        return text
    return "\t".join(map(_escaped, line))


def _escaped(value: Value) -> str:
    return _NULL if value is None else value.translate(_SPECIAL)


_SQLITE = {
    "bool": lambda value: value == "true",
    "moment": lambda value: value.replace("T", " ").removesuffix("+00:00"),
    "uuid": lambda value: value.replace("-", ""),
}


def _for_sqlite(line: list[Any], special: Sequence[int], kinds: Sequence[str]) -> list[Any]:
    for index in special:
        if line[index] is not None:
            line[index] = _SQLITE[kinds[index]](line[index])
    return line


def _kind(field: Any) -> str:
    if isinstance(field, models.ForeignKey):
        return _kind(field.target_field)
    if isinstance(field, models.BooleanField):
        return "bool"
    if isinstance(field, _RAW):
        return "number"
    if isinstance(field, models.DateTimeField):
        return "moment"
    return "uuid" if isinstance(field, models.UUIDField) else "text"


def _text(value: Any) -> Value:
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case UUID() | int():
            return str(value)
    raise TypeError(f"no text for {type(value).__name__}")


def change(
    model: type[models.Model], changes: Iterable[tuple[int, int, dict[str, Any]]], *, at: datetime
) -> None:
    """Sets columns of rows that exist: key, version until now, values by attribute name as the trail keeps them. The
    caller has locked the rows and seen their versions."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for key, version, values in changes:
        row = [_prepared(fields[name], value) for name, value in values.items()]
        by_columns.setdefault(tuple(values), []).append((*row, version + 1, at, key))
    quote = connection.ops.quote_name
    for names, lines in by_columns.items():
        sets = ", ".join(f"{quote(str(fields[name].column))} = %s" for name in names)
        statement = (
            f"UPDATE {quote(model._meta.db_table)} SET {sets}, version = %s, updated_at = %s "  # noqa: S608 - names of our own
            "WHERE id = %s"
        )
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                from psycopg2.extras import execute_batch  # noqa: PLC0415 - only there where PostgreSQL is

                execute_batch(cursor.cursor, statement, lines, page_size=500)
            else:
                cursor.executemany(statement, [(*line[:-2], connection.ops.adapt_datetimefield_value(line[-2]), line[-1]) for line in lines])


def _prepared(field: Any, value: Any) -> Any:
    """As the database takes it; an encrypted text is encrypted already."""
    if value is None or isinstance(field, EncryptedTextField):
        return value
    return field.get_db_prep_save(field.to_python(value), connection)
