"""`make bench` on SQLite: while a whole university is imported there is no other writer. Whoever writes meanwhile
waits, and is done before the database gives up."""

import os
import sqlite3
from contextlib import closing
from threading import Event, Thread
from time import perf_counter

import pytest
from django.conf import settings
from django.core.files.base import File
from django.core.management import call_command
from django.db import connection

from apps.core.actions import jobs
from apps.imports.actions import files
from apps.imports.lib.mapping import Mapping
from apps.records.models import Person
from tests.factories import StaffFactory

from . import registrar
from .data import emptied

ROWS = int(os.environ.get("ROWS") or 66_757)
PATIENCE = 120  # seconds, as the settings say


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has many writers")
def test_database_is_as_patient_as_that():
    assert settings.DATABASES["default"]["OPTIONS"]["timeout"] == PATIENCE


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has many writers")
def test_whoever_writes_during_an_import_waits_and_succeeds(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), emptied("writer"):
        call_command("load_reference", verbosity=0)
        clerk = StaffFactory(role="records")
        new = _checked(tmp_path / "new.csv", clerk)
        waits, is_over = [], Event()
        writing = Thread(target=_write, args=[connection.settings_dict["NAME"], waits, is_over])
        writing.start()
        job = files.run(new, by=clerk)
        jobs.run(job_id=job.pk)
        is_over.set()
        writing.join()
        words = f"{len(waits)} writes meanwhile, the longest waited {max(waits):.1f} s"
        print(f"\nsqlite, {ROWS:,} rows: {words}", flush=True)

        assert Person.objects.count() == ROWS
    assert max(waits) < PATIENCE


def _write(path, waits, is_over):
    """What signing in writes, again and again, as patiently as Django does."""
    with closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as other:
        while not is_over.wait(0.05):
            begun = perf_counter()
            other.execute("BEGIN IMMEDIATE")
            other.execute("UPDATE accounts_user SET last_login = '2026-01-01'")
            other.execute("COMMIT")
            waits.append(perf_counter() - begun)


def _checked(path, clerk):
    registrar.write(path, registrar.people(ROWS))
    with path.open("rb") as file:
        new = files.upload(File(file), name=path.name, by=clerk)
    found = files.look(new).mapping
    files.match(new, Mapping(dict(enumerate(registrar.KINDS)), found.headers, found.header_row, 1), by=clerk)
    job = files.check(new, by=clerk)
    jobs.run(job_id=job.pk)
    new.refresh_from_db()
    return new
