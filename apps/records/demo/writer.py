"""Rows on their way into the database by the tens of thousands: COPY on PostgreSQL, executemany on SQLite."""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

Value = str | int | None
NULL = "\\N"


class Table:
    """The rows of one model. Keys are given out here, so that rows can point at each other before they are written;
    columns that do not vary hold `fixed` values, or their fields' defaults. Values are as databases take them: days
    as 2006-03-31, moments as 2006-03-31 15:00:00 (UTC), uuids in hexadecimal, encrypted texts encrypted."""

    def __init__(self, model: type[models.Model], *columns: str, **fixed: Value) -> None:
        self.model = model
        self._columns = [_column(model, name) for name in ("id", *columns)]
        rest = [each for each in model._meta.concrete_fields if each.column not in self._columns]
        self._columns += [str(each.column) for each in rest]
        self._rest = tuple(
            fixed.pop(each.attname) if each.attname in fixed else each.get_db_prep_save(each.get_default(), connection)
            for each in rest
        )
        if fixed:
            raise TypeError(f"{model._meta.label} has no columns {', '.join(fixed)}")
        self._rows: list[tuple[Any, ...]] = []
        newest: int | None = model._default_manager.aggregate(newest=models.Max("pk"))["newest"]
        self._next = (newest or 0) + 1
        self.written = 0

    def add(self, *values: Value) -> int:
        """Takes a row's values, in the order of the columns; answers with its key."""
        key = self._next
        self._next += 1
        self._rows.append((key, *values))
        return key

    def flush(self) -> None:
        """Writes what has come since the last time."""
        if not self._rows:
            return
        rows = [row + self._rest for row in self._rows]
        if connection.vendor == "postgresql":
            _copy(self.model._meta.db_table, self._columns, rows)
        else:
            _insert(self.model._meta.db_table, self._columns, rows)
        self.written += len(rows)
        self._rows.clear()


class Writer:
    """The tables of one piece of work, written in the order in which their rows point at each other."""

    def __init__(self, *tables: Table) -> None:
        self.tables = tables

    def flush(self) -> None:
        for table in self.tables:
            table.flush()

    def finish(self) -> None:
        """Writes the rest; the next rows get keys after the given ones, and the planner learns the new sizes."""
        self.flush()
        models = [table.model for table in self.tables]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
            for model in models:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _column(model: type[models.Model], name: str) -> str:
    return next(str(each.column) for each in model._meta.concrete_fields if name in {each.name, each.attname})


def _copy(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    text = StringIO()
    csv.writer(text).writerows([NULL if value is None else value for value in row] for row in rows)
    text.seek(0)
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY {connection.ops.quote_name(table)} ({names}) FROM STDIN (FORMAT csv, NULL '{NULL}')", text
        )


def _insert(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    names = ", ".join(map(connection.ops.quote_name, columns))
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        statement = f"INSERT INTO {connection.ops.quote_name(table)} ({names}) VALUES ({places})"  # noqa: S608 - names of our own
        cursor.executemany(statement, rows)
