"""Databases of real size for the benchmarks: built once by `seed_demo`, kept for the next run."""

from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from apps.records.models import SearchRow


@contextmanager
def people(count):
    """The default connection on a database of its own with that many graduates: "…_bench_66757" beside the one of
    DATABASE_URL, or a file in var/ on SQLite."""
    kept = connection.settings_dict["NAME"]
    name = _create(count)
    connection.settings_dict["NAME"] = name  # first: a database in memory is not let go of
    connection.close()
    cache.clear()
    try:
        _fill(count)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept


@contextmanager
def emptied(name):
    """The default connection on a database of its own, made anew, without any people."""
    kept = connection.settings_dict["NAME"]
    made = _make_anew(name)
    connection.settings_dict["NAME"] = made
    connection.close()
    cache.clear()
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = kept


def _make_anew(name):
    if connection.vendor == "sqlite":
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        path = Path(settings.VAR_DIR) / f"bench-{name}.sqlite3"
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        return str(path)
    made = f"{settings.DATABASES['default']['NAME'].removeprefix('test_')}_bench_{name}"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{made}"')
        cursor.execute(
            f"CREATE DATABASE \"{made}\" TEMPLATE template0 ENCODING UTF8 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
        )
    return made


def _create(count):
    if connection.vendor == "sqlite":
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        return str(Path(settings.VAR_DIR) / f"bench-{count}.sqlite3")
    name = f"{settings.DATABASES['default']['NAME'].removeprefix('test_')}_bench_{count}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(
                f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING UTF8 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
            )
    return name


def _fill(count):
    call_command("migrate", verbosity=0)
    if SearchRow.objects.count() < count:
        print(f"\nBuilding {count:,} graduates (once) …", flush=True)
        call_command("seed_demo", graduates=count, yes_these_are_not_real_people=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
