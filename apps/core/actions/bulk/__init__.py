"""Tens of thousands of tracked rows written at once, each with its entry in the audit trail: the same columns and
digests as `rows` and `audit` write one by one, put together from a template for each table, by COPY on PostgreSQL and
executemany on SQLite. What `audit.write` keeps is the measure: tests/core/test_bulk.py compares the two.

Values are given as the trail keeps them: texts, numbers as texts, "true" and "false", days as 2006-03-31, encrypted
texts encrypted, None. Keys are reserved beforehand, so that rows can point at each other before they are written."""

from .aside import Aside
from .changes import change
from .lines import Line, Value, write
from .loading import loading
from .pipes import Pipe
from .tables import Table, Written, new_uuids, reserve
from .trail import Trail

__all__ = [
    "Aside",
    "Line",
    "Pipe",
    "Table",
    "Trail",
    "Value",
    "Written",
    "change",
    "loading",
    "new_uuids",
    "reserve",
    "write",
]
