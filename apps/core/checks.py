"""System checks: what would make the portal unsafe, or its search useless, without anybody noticing."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
SECRETS = ("SECRET_KEY", "FIELD_ENCRYPTION_KEYS", "KEYED_HASH_KEY")
OLDEST_SQLITE = (3, 38)


@register(Tags.database)
def databases_know_thai(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Runs before each migrate, and with `check --database default`."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        vendor = connections[alias].vendor
        if vendor == "postgresql" and not _knows_thai_letters(alias):
            found.append(_NO_THAI)
        if vendor == "sqlite" and not _has_trigrams():
            found.append(_OLD_SQLITE)
    return found


@register(Tags.security)
def demonstration_stays_at_home(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The demonstration signs anybody in as anybody."""
    return [_DEMO_OUTSIDE] if settings.DEMO and any(_signs_of_the_outside()) else []


@register(Tags.security, deploy=True)
def secrets_are_set(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"{name} is empty.",
            hint="Set it in the environment; docs/operations.md says how to make one and where to keep it.",
            id="core.E003",
        )
        for name in SECRETS
        if not _setting(name)
    ]


def _knows_thai_letters(alias: str) -> bool:
    """Before the first migration there is no show_trgm yet; then the database's ctype tells as much."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT to_regproc('show_trgm') IS NOT NULL")
        if cursor.fetchone() == (True,):
            cursor.execute("SELECT coalesce(array_length(show_trgm('สมชาย'), 1), 0) > 0")
        else:
            cursor.execute("SELECT datctype NOT IN ('C', 'POSIX') FROM pg_database WHERE datname = current_database()")
        return bool(cursor.fetchone() == (True,))


def _has_trigrams() -> bool:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        return False
    probe = sqlite3.connect(":memory:")
    try:
        probe.execute("CREATE VIRTUAL TABLE probe USING fts5(text, tokenize='trigram')")
    except sqlite3.OperationalError:
        return False
    finally:
        probe.close()
    return True


def _signs_of_the_outside() -> Iterator[bool]:
    yield not LOOPBACK.issuperset(settings.ALLOWED_HOSTS)
    yield settings.SECURE_SSL_REDIRECT
    yield str(settings.SETTINGS_MODULE).endswith(".production")


def _setting(name: str) -> object:
    try:
        return getattr(settings, name)
    except ImproperlyConfigured:  # Django's own answer to an empty SECRET_KEY
        return None


_NO_THAI = Error(
    "The database does not know Thai letters: with its LC_CTYPE no part of a Thai name is found through an index.",
    hint=(
        "Create the database anew and load the data into it: "
        "createdb --template template0 --encoding UTF8 --lc-ctype C.UTF-8 --lc-collate C <name> "
        "(en_US.UTF-8 or th_TH.UTF-8 are as good; C and POSIX are not, and the ICU provider does not help)."
    ),
    id="core.E001",
)
_DEMO_OUTSIDE = Error(
    "The demonstration is on where others could reach it: it signs anybody in as anybody.",
    hint="Use alumni_portal.settings.production; alumni_portal.settings.demo is for one machine (127.0.0.1) only.",
    id="core.E002",
)
_OLD_SQLITE = Error(
    f"SQLite {sqlite3.sqlite_version} cannot search for parts of words.",
    hint=f"{'.'.join(map(str, OLDEST_SQLITE))} or newer with FTS5 is needed, or a DATABASE_URL of PostgreSQL.",
    id="core.E004",
)
