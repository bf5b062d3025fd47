"""What the database is told to do otherwise while a whole university is written to it in one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from threading import Event

from django.db import OperationalError, connection, models, transaction
from django.db.backends.utils import CursorWrapper

from .aside import Aside

# How to do without what is slow row by row, and how to have it back. SQLite: indexes that keep no rule. PostgreSQL:
# all indexes and foreign keys, but for keys at which foreign ones point and for indexes of words: those take in what
# comes in portions while the caller makes ready what comes next. What the rows break of a rule is found when the rule
# is made again.
SLOW = {
    "sqlite": """
    SELECT printf('DROP INDEX "%%w"', name), sql
    FROM sqlite_master WHERE tbl_name = %s AND type = 'index' AND sql LIKE 'CREATE INDEX%%'
    """,
    "postgresql": """
    WITH here AS (SELECT %s::regclass AS oid)
    SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    FROM pg_index JOIN here ON indrelid = here.oid JOIN pg_class i ON i.oid = indexrelid
    WHERE i.relam <> (SELECT oid FROM pg_am WHERE amname = 'gin')
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    UNION ALL
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
        format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
    FROM pg_constraint c JOIN here ON conrelid = here.oid
    WHERE contype = 'f' OR (contype IN ('p', 'u') AND NOT EXISTS (
        SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid
    ))
    """,
}


_MEMORY = "256MB"  # for the building of an index
_PORTION = "16MB"  # of words that wait until they are put into their index
_ALL = "1GB"  # where another connection puts them there
_PAUSE = 1.5  # seconds between two looks at what waits: little at a time takes longer
_OF_WORDS = """
SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN pg_am a ON a.oid = i.relam
WHERE amname = 'gin' AND indrelid = %s::regclass
"""
_PATIENCE = "20s"  # for those who are reading or writing a table when it is wanted whole; everybody else waits behind


@contextmanager
def loading(models: Iterable[type[models.Model]], sorter: Aside | None = None) -> Iterator[None]:
    """Indexes are built and foreign keys checked once, when all rows are there: many times cheaper than row by row.
    The transaction keeps anybody from seeing the tables without them. Raises OperationalError where somebody holds one
    of them too long. `sorter` puts words into their indexes in the meantime, if it is another connection."""
    is_alone = sorter is None or sorter.is_own
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for a check forbids to alter its table
            cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
        slow = {model: _slow(cursor, model._meta.db_table) for model in models}
        for drop in [drop for pairs in slow.values() for drop, _ in pairs]:
            cursor.execute(drop)
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL lock_timeout = DEFAULT")  # the tables are ours now
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # other tables may point at rows that are yet to come
            for name, size in (
                ("maintenance_work_mem", _MEMORY),
                ("work_mem", _MEMORY),
                ("gin_pending_list_limit", _PORTION if is_alone else _ALL),
            ):
                cursor.execute(f"SET LOCAL {name} = '{size}'")
        with nullcontext() if sorter is None or is_alone else _sorting(_of_words(cursor, slow), sorter):
            yield
            for restore in [restore for pairs in slow.values() for _, restore in pairs]:
                cursor.execute(restore)


@contextmanager
def _sorting(indexes: list[str], sorter: Aside) -> Iterator[None]:
    """What waits to be put into an index of words belongs to the index and to no transaction: whoever comes puts it
    there, whether it will be committed or not. So the words are sorted on one core while rows come in on another."""
    is_over = Event()
    sorter.do(partial(_sort, indexes, is_over))
    try:
        yield
    finally:
        is_over.set()
    sorter.wait()


def _sort(indexes: list[str], is_over: Event) -> None:
    is_last = False
    while not is_last:
        is_last = is_over.wait(_PAUSE)
        for index in indexes:
            with suppress(OperationalError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '1s'")  # then they go on waiting; nothing is lost
                cursor.execute(f"SET LOCAL maintenance_work_mem = '{_MEMORY}'")
                cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])


def _of_words(cursor: CursorWrapper, models: Iterable[type[models.Model]]) -> list[str]:
    found: list[str] = []
    for model in models:
        cursor.execute(_OF_WORDS, [model._meta.db_table])
        found += [name for (name,) in cursor.fetchall()]
    return found


def _slow(cursor: CursorWrapper, table: str) -> list[tuple[str, str]]:
    cursor.execute(SLOW[connection.vendor], [table])
    found: list[tuple[str, str]] = cursor.fetchall()
    return found
