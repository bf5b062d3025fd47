"""Lines of a table on their way into the database: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Collection, Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import connection, models

from .pipes import Pipe, copy

Value = str | None
Line = tuple[Value, ...]
Column = Sequence[Value]
_NULL = "\\N"
_SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_RAW = (models.IntegerField, models.AutoField, models.BooleanField)  # what JSON writes without quotes


def write(
    model: type[models.Model],
    names: Sequence[str],
    lines: Sequence[Line],
    rest: Sequence[Value],
    kinds: Sequence[str],
    *,
    pipe: Pipe | None = None,
) -> None:
    """Lines whose last columns are always `rest`, into the model's table; with a `pipe` they go when it sends."""
    write_columns(model, names, list(zip(*lines, strict=True)), rest, kinds, pipe=pipe)


def write_columns(
    model: type[models.Model],
    names: Sequence[str],
    columns: Sequence[Column],
    rest: Sequence[Value],
    kinds: Sequence[str],
    *,
    pipe: Pipe | None = None,
) -> None:
    """The same, given column by column."""
    quoted = ", ".join(map(connection.ops.quote_name, names))
    table = connection.ops.quote_name(model._meta.db_table)
    if connection.vendor == "postgresql":
        nullable = frozenset([field.column for field in model._meta.concrete_fields if field.null])
        data = _for_copy(names, columns, rest, nullable).encode()
        statement = f"COPY {table} ({quoted}) FROM STDIN"
        if pipe is not None:
            pipe.take(statement, data)
            return
        with connection.cursor() as cursor, connection.wrap_database_errors:
            copy(cursor, statement, BytesIO(data))
        return
    places = ", ".join(["%s"] * len(names))
    special = [index for index, kind in enumerate(kinds) if kind in _SQLITE]
    with connection.cursor() as cursor:
        statement = f"INSERT INTO {table} ({quoted}) VALUES ({places})"  # noqa: S608 - names of our own
        lines = zip(*columns, strict=True)
        cursor.executemany(statement, [_for_sqlite([*line, *rest], special, kinds) for line in lines])


def folded(columns: Sequence[Column]) -> list[Value | Column]:
    """Columns that say the same in every line as that one value: most of what a file says of a study is such. Where
    the last line says something else, the others are not asked."""
    return [
        column[0] if column[0] == column[-1] and column.count(column[0]) == len(column) else column
        for column in columns
    ]


def _for_copy(
    names: Sequence[str], columns: Sequence[Column], rest: Sequence[Value], nullable: Collection[str | None]
) -> str:
    """The lines as COPY takes them, from a template in which stands what they have in common. Signs that mean
    something to COPY are rare: where the whole has no more of them than we have put there, no value is looked at by
    itself."""
    number = len(columns[0])
    parts, varying, empty = [], [], 0
    for name, column in zip(names, folded(columns), strict=False):
        if column is None or isinstance(column, str):
            parts.append(_escaped(column).replace("%", "%%"))
            continue
        nulls = column.count(None) if name in nullable else 0
        empty += nulls
        parts.append("%s")
        varying.append(_with_nulls(column) if nulls else column)
    template = "\t".join([*parts, *[_escaped(each).replace("%", "%%") for each in rest]]) + "\n"
    text = "".join(map(template.__mod__, zip(*varying, strict=True))) if varying else template % () * number
    if (
        text.count("\\") == empty + number * template.count("\\")
        and text.count("\t") == number * (len(parts) + len(rest) - 1)
        and text.count("\n") == number
        and "\r" not in text
    ):
        return text
    escaped = [list(map(_escaped, column)) for column in columns if column.count(column[0]) != number]
    return "".join(map(template.__mod__, zip(*escaped, strict=True))) if escaped else text


def _with_nulls(column: Column) -> Column:
    return [_NULL if value is None else value for value in column]


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


def kind_of(field: Any) -> str:
    if isinstance(field, models.ForeignKey):
        return kind_of(field.target_field)
    if isinstance(field, models.BooleanField):
        return "bool"
    if isinstance(field, _RAW):
        return "number"
    if isinstance(field, models.DateTimeField):
        return "moment"
    return "uuid" if isinstance(field, models.UUIDField) else "text"


def text_of(value: Any) -> Value:
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case UUID() | int():
            return str(value)
    raise TypeError(f"no text for {type(value).__name__}")
