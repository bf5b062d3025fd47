"""What the system checks refuse, and that they leave a sound installation alone."""

import sqlite3

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command
from django.db import connection, connections

from apps.core import checks


def ids(messages):
    return [message.id for message in messages]


def test_demonstration_on_one_machine_is_fine(settings):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["127.0.0.1", "localhost", "[::1]"]

    assert checks.demonstration_stays_at_home(None) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", ["127.0.0.1", "alumni.example.ac.th"]),
        ("ALLOWED_HOSTS", ["*"]),
        ("ALLOWED_HOSTS", ["192.168.1.5"]),
        ("SECURE_SSL_REDIRECT", True),
        ("SETTINGS_MODULE", "alumni_portal.settings.production"),
    ],
)
def test_demonstration_that_others_reach_is_refused(settings, name, value):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["127.0.0.1"]
    setattr(settings, name, value)

    (message,) = checks.demonstration_stays_at_home(None)

    assert message.id == "core.E002"
    assert message.hint.startswith("Use alumni_portal.settings.production")


def test_without_demonstration_any_host_is_fine(settings):
    settings.DEMO, settings.ALLOWED_HOSTS = False, ["alumni.example.ac.th"]

    assert checks.demonstration_stays_at_home(None) == []


def test_demonstration_check_is_registered_everywhere(settings):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["*"]

    assert "core.E002" in ids(run_checks())


@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_ENCRYPTION_KEYS", "KEYED_HASH_KEY"])
def test_missing_secret_is_refused_on_deployment(settings, name):
    sound = ids(checks.secrets_are_set(None))
    setattr(settings, name, type(getattr(settings, name))())

    (message,) = checks.secrets_are_set(None)

    assert (sound, message.id, message.msg) == ([], "core.E003", f"{name} is empty.")
    assert "core.E003" in ids(run_checks(include_deployment_checks=True))


def test_missing_secret_does_not_stop_development(settings):
    settings.KEYED_HASH_KEY = ""

    assert "core.E003" not in ids(run_checks())


@pytest.mark.django_db
def test_this_database_is_fine():
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


def test_no_database_is_asked_unless_named():
    assert checks.databases_know_thai(None, databases=None) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite's library")
def test_old_sqlite_is_refused(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 37, 2))

    assert ids(checks.databases_know_thai(None, databases=["default"])) == ["core.E004"]


@pytest.fixture
def database_in_c(django_db_blocker):
    """A PostgreSQL database whose LC_CTYPE is C, under the alias "default" for the length of the test."""
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL's LC_CTYPE")
    name = f"{connection.settings_dict['NAME']}_in_c"
    with django_db_blocker.unblock():
        kept = connection.settings_dict["NAME"]
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING UTF8 LC_CTYPE 'C' LC_COLLATE 'C'")
        connection.close()
        connection.settings_dict["NAME"] = name
        yield
        connections["default"].close()
        connection.settings_dict["NAME"] = kept
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def test_postgresql_without_thai_letters_is_refused_before_the_first_migration(database_in_c):
    (message,) = checks.databases_know_thai(None, databases=["default"])

    assert (message.id, "--lc-ctype C.UTF-8" in message.hint) == ("core.E001", True)
    with pytest.raises(CommandError, match=r"core\.E001"):
        call_command("migrate", verbosity=0, skip_checks=False)


def test_postgresql_without_thai_trigrams_is_refused_afterwards(database_in_c):
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm")

    assert ids(checks.databases_know_thai(None, databases=["default"])) == ["core.E001"]
