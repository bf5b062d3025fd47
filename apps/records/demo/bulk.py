"""What PostgreSQL is told to do otherwise while a whole university is written to it in one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, models
from django.db.backends.utils import CursorWrapper

PLAIN_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = %s::regclass AND NOT indisunique
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
"""


@contextmanager
def loading(models: Iterable[type[models.Model]]) -> Iterator[None]:
    """Indexes that keep no rule are built once at the end, which is many times cheaper than row by row. Foreign keys
    are checked as each chunk is written: noted for the end of the transaction, they would fill the server's memory."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        indexes = [index for model in models for index in _indexes(cursor, model._meta.db_table)]
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for _, definition in indexes:
            cursor.execute(definition)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _indexes(cursor: CursorWrapper, table: str) -> list[tuple[str, str]]:
    """Names and definitions, as PostgreSQL writes them."""
    cursor.execute(PLAIN_INDEXES, [table])
    found: list[tuple[str, str]] = cursor.fetchall()
    return found
