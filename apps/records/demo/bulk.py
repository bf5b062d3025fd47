"""What PostgreSQL is told to do otherwise while a whole university is written to it in one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, models
from django.db.backends.utils import CursorWrapper

# Indexes that keep no rule, and foreign keys: how to do without each, and how to have it back.
SLOW = """
    SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indrelid = %s::regclass AND NOT indisunique
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    UNION ALL
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
        format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'
"""


@contextmanager
def loading(models: Iterable[type[models.Model]]) -> Iterator[None]:
    """Indexes are built and foreign keys checked once, when all rows are there: many times cheaper than row by row.
    The transaction keeps anybody from seeing the tables without them."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for a check forbids to alter its table
        slow = [pair for model in models for pair in _slow(cursor, model._meta.db_table)]
        for drop, _ in slow:
            cursor.execute(drop)
        yield
        for _, restore in slow:
            cursor.execute(restore)
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _slow(cursor: CursorWrapper, table: str) -> list[tuple[str, str]]:
    cursor.execute(SLOW, [table, table])
    found: list[tuple[str, str]] = cursor.fetchall()
    return found
