"""Rows that exist, changed by the thousands."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models

from apps.core.fields import EncryptedTextField


def change(model: type[models.Model], changes: Iterable[tuple[int, int, dict[str, Any]]], *, at: datetime) -> None:
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
                from psycopg2.extras import execute_batch  # type: ignore[import-untyped] # noqa: PLC0415 - without types

                execute_batch(cursor.cursor, statement, lines, page_size=500)
            else:
                cursor.executemany(
                    statement,
                    [(*line[:-2], connection.ops.adapt_datetimefield_value(line[-2]), line[-1]) for line in lines],
                )


def _prepared(field: Any, value: Any) -> Any:
    """As the database takes it; an encrypted text is encrypted already."""
    if value is None or isinstance(field, EncryptedTextField):
        return value
    return field.get_db_prep_save(field.to_python(value), connection)
