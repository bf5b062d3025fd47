"""Statements that the same page asks every time. PostgreSQL plans a statement anew whenever it comes, and for one of
several joins that reads a few rows by their keys that takes longer than the reading. SQLite keeps plans by itself."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import count
from re import sub
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

Row = tuple[Any, ...]

_known: WeakKeyDictionary[object, set[str]] = WeakKeyDictionary()  # the database's sessions, and what each has planned


def fetch(sql: str, params: Sequence[Any]) -> list[Row]:
    """The rows of a statement with a `%s` for each parameter (and `%` for nothing else), planned once in a session of
    the database. Only for statements whose text is one of a few: a session keeps each for as long as it lives."""
    with connection.cursor() as cursor:
        if _may_prepare():
            execute = f"EXECUTE {_planned(cursor, sql)} ({', '.join(['%s'] * len(params))})"
            cursor.execute(execute, params)
        else:
            cursor.execute(sql, params)
        return list(cursor.fetchall())


def _may_prepare() -> bool:
    """Not where sessions are shared out one transaction at a time: there the next one may not know the statement."""
    return connection.vendor == "postgresql" and not connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]


def _planned(cursor: Any, sql: str) -> str:
    known = _known.setdefault(connection.connection, set())
    name = f"portal_{sha256(sql.encode()).hexdigest()[:24]}"
    if name not in known:
        numbers = count(1)
        numbered = sub("%s", lambda _match: f"${next(numbers)}", sql)
        with connection.wrap_database_errors:
            cursor.cursor.execute(f"PREPARE {name} AS {numbered}")  # past the log of questions: it asks none
        known.add(name)
    return name
