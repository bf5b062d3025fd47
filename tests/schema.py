"""Migrating an empty database takes longer than most modules of tests. What came of it is kept in var/ (or beside the
database, on PostgreSQL), and the next process begins with a copy. `migrate` runs over that all the same.

`python -m tests.schema` does it where it was not done yet: once, before several processes would each do it for
themselves."""

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from hashlib import sha256

import django
from django.conf import settings
from django.db import DatabaseError, connection

# All that the outcome depends on: with any other byte in one of them nothing is taken over.
SOURCES = (
    *("apps/*/migrations/*.py", "apps/core/**/*.py"),  # migrations import nothing else of ours (test_migrations.py)
    *("alumni_portal/settings/*.py", "requirements/dev.txt"),
)
FOLDER = settings.BASE_DIR / "var" / "schema"
PREFIX = "portal_schema_"


def key():
    seen = sha256(sqlite3.sqlite_version.encode())
    for path in sorted(each for pattern in SOURCES for each in settings.BASE_DIR.glob(pattern)):
        seen.update(f"{path.relative_to(settings.BASE_DIR)} {path.stat().st_size} ".encode() + path.read_bytes())
    return seen.hexdigest()[:16]


@contextmanager
def taken_over():
    """For the length of the tests: the database that Django is about to make begins with what was kept."""
    with _in_memory() if connection.vendor == "sqlite" else _template():
        yield


def keep():
    """What was just migrated, unless it is there already."""
    if connection.vendor == "sqlite":
        _keep_file(_file())
    else:
        _keep_template(PREFIX + key())


def prepare():
    """Migrates a database that is gone afterwards, and keeps what came of it."""
    if _file().exists() if connection.vendor == "sqlite" else PREFIX + key() in _templates():
        return
    name = connection.settings_dict["NAME"]
    if connection.vendor != "sqlite":
        connection.settings_dict["TEST"]["NAME"] = f"migrating_{os.getpid()}"  # another run may be under way
    with taken_over():
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        keep()
        connection.creation.destroy_test_db(name, verbosity=0)


@contextmanager
def _in_memory():
    """One connection holds the database in memory until Django opens it by the same name."""
    kept = _file()
    with closing(sqlite3.connect(connection.creation._get_test_db_name(), uri=True)) as memory:
        if kept.exists():
            with closing(sqlite3.connect(kept)) as file:
                file.backup(memory)
        yield


@contextmanager
def _template():
    if PREFIX + key() in _templates():
        connection.settings_dict["TEST"]["TEMPLATE"] = PREFIX + key()
    yield


def _file():
    return FOLDER / f"{key()}.sqlite3"


def _keep_file(path):
    if path.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    connection.ensure_connection()
    written = path.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(written)) as file:
        connection.connection.backup(file)
    written.replace(path)


def _keep_template(name):
    found = _templates()
    if name in found:
        return
    connection.close()  # who copies a database must be alone with it
    # Two processes come here at once: whatever one refuses to the other, the next run keeps.
    with connection._nodb_cursor() as cursor, suppress(DatabaseError):
        for old in found:
            cursor.execute(f"DROP DATABASE IF EXISTS {old}")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {connection.settings_dict['NAME']}")


def _templates():
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        return [name for (name,) in cursor.fetchall()]


if __name__ == "__main__":
    django.setup()
    prepare()
