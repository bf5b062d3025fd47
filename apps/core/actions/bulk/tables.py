"""New rows of one model, with keys of their own."""

from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import Any

from django.db import connection, models, transaction

from apps.core.actions import audit

from .lines import Line, Pipe, Value, kind_of, text_of, write


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
        self._rest: list[Value] = [text_of(plain[name]) for name in rest]
        self._kinds = [kind_of(field) for field in self._fields]
        self._template, self._holes = self._make_template(["id", *columns], dict(zip(rest, self._rest, strict=True)))
        self._names = [str(field.column) for field in self._fields]

    def write(self, lines: Sequence[Line], pipe: Pipe | None = None) -> list[str]:
        """Writes rows, each as its key and the values of the columns in their order; answers with what the trail says
        of each, in JSON."""
        if not lines:
            return []
        write(self.model, self._names, lines, self._rest, self._kinds, pipe=pipe)
        columns = list(zip(*lines, strict=True))
        texts = [_in_json(columns[index], is_raw=is_raw) for index, is_raw in self._holes]
        return list(map(self._template.__mod__, zip(*texts, strict=True)))

    def _make_template(self, varying: Sequence[str], rest: dict[str, Value]) -> tuple[str, list[tuple[int, bool]]]:
        kinds = {field.attname: kind_of(field) for field in self._fields}
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


def _in_json(values: Sequence[Value], *, is_raw: bool) -> Sequence[str]:
    if None not in values:
        return values if is_raw else list(map(encode_basestring, values))  # type: ignore[return-value, arg-type]
    return ["null" if value is None else value if is_raw else encode_basestring(value) for value in values]
