"""What only a hostile administrator of the database could do, and tests must: write where nothing may be written."""

from contextlib import contextmanager

from django.db import connection

TABLES = ("core_auditentry", "core_auditseal")


@contextmanager
def append_only_lifted():
    """Takes the audit trail's triggers away for a while."""
    lifted = _lift()
    yield
    _restore(lifted)


def _lift():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _switch(cursor, "DISABLE")
            return []
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)", TABLES)
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f"DROP TRIGGER {name}")
        return [sql for _, sql in found]


def _restore(lifted):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _switch(cursor, "ENABLE")
        for sql in lifted:
            cursor.execute(sql)


def _switch(cursor, state):
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with unjudged foreign keys cannot be altered
    for table in TABLES:
        cursor.execute(f"ALTER TABLE {table} {state} TRIGGER USER")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
