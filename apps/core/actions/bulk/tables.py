"""New rows of one model, with keys of their own."""

import os
from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring
from typing import Any

from django.db import connection, models, transaction

from apps.core.actions import audit

from .lines import Column, Line, Value, folded, kind_of, text_of, write_columns
from .pipes import Pipe

_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}  # of a UUID that is random


def reserve(model: type[models.Model], number: int) -> list[int]:
    """So many keys that nobody else will be given."""
    if number == 0:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "WITH s AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS name) "
                "SELECT nextval(name) FROM s, generate_series(1, %s)",
                [table, number],
            )
            return [row[0] for row in cursor.fetchall()]
        with transaction.atomic():
            cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [number, table])
            if not cursor.rowcount:
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last: int = cursor.fetchone()[0]
        return list(range(last - number + 1, last + 1))


def new_uuids(number: int) -> list[str]:
    """As `uuid4` makes them, by one question to the system for all."""
    digits = os.urandom(16 * number).hex()
    return [
        f"{one[:8]}-{one[8:12]}-4{one[13:16]}-{_VARIANT[one[16]]}{one[17:20]}-{one[20:]}"
        for one in (digits[start : start + 32] for start in range(0, len(digits), 32))
    ]


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
        fields = [by_name[name] for name in ("id", *columns, *rest)]
        plain = audit.values_of(row)
        self._rest: list[Value] = [text_of(plain[name]) for name in rest]
        self._kinds = [kind_of(field) for field in fields]
        self._kinds_by_name = {field.attname: kind for field, kind in zip(fields, self._kinds, strict=True)}
        self._names = [str(field.column) for field in fields]

    def write(self, lines: Sequence[Line], pipe: Pipe | None = None) -> "Written":
        """Writes rows, each as its key and the values of the columns in their order."""
        columns = list(zip(*lines, strict=True))
        write_columns(self.model, self._names, columns, self._rest, self._kinds, pipe=pipe)
        said = dict(zip(self._kinds_by_name, [*folded(columns), *self._rest], strict=True))
        return Written(columns, said, self._kinds_by_name)


class Written:
    """Rows that were written; the trail is yet to say so."""

    def __init__(self, columns: Sequence[Column], said: dict[str, Value | Column], kinds: dict[str, str]) -> None:
        self.columns = columns  # those that vary, the key first
        self._said, self._kinds = said, kinds

    def in_json(self, **other: Value | Column) -> list[str]:
        """What the trail says of each row, as `audit.canonical` writes it, from a template in which stands what the
        rows have in common. `other`: columns of which it says something else, or (in JSON already) more."""
        said, parts = self._said | other, []
        varying: list[Iterable[Value]] = []
        for name in sorted(said):
            column, raw = said[name], self._kinds.get(name, "number") in {"number", "bool"}
            if not audit.is_said(name, column):
                continue
            start = f'"{name}":'
            if isinstance(column, str):
                parts.append(start + (column if raw else encode_basestring(column)).replace("%", "%%") + ",")
            elif column is not None and all(column):
                parts.append(start + "%s,")
                varying.append(column if raw else map(encode_basestring, filter(None, column)))
            elif column is not None:
                parts.append("%s")
                varying.append(
                    [f"{start}{value if raw else encode_basestring(value)}," if value else "" for value in column]
                )
        template, number = "".join(parts), len(self.columns[0])
        texts = map(template.__mod__, zip(*varying, strict=True)) if varying else [template % ()] * number
        return ["{" + text[:-1] + "}" for text in texts]
