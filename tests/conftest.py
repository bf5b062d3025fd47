"""What every test may ask for. Databases and broker are those of DATABASE_URL and REDIS_URL, else embedded ones."""

import ipaddress
import socket
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from shutil import rmtree
from threading import Barrier

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client, TransactionTestCase
from django.utils import translation

from apps.accounts.actions import roles
from tests import schema, sharing
from tests.append_only import append_only_lifted
from tests.factories import StaffFactory

WAIT = 600  # seconds for another thread: a busy machine may stand still for minutes
DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_addoption(parser):
    parser.addoption("--half", choices=sharing.HALVES, help="only these of the tests of pages (tests/sharing.py)")


def pytest_collection_modifyitems(config, items):
    """What never asks for a database says nothing about one."""
    for item in items:
        if item.get_closest_marker("django_db") is None and DATABASE.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.anywhere)
        if sharing.goes_through_pages(item):
            item.add_marker(pytest.mark.pages)
    if half := config.getoption("half"):
        left_out = set(sharing.of_the_other_half(items, half))
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    with django_db_blocker.unblock(), schema.taken_over():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        if Group._meta.db_table in connection.introspection.table_names():  # benchmarks have databases of their own
            schema.keep()
            roles.sync_roles()  # else nearly every test about the office would do it again


@pytest.fixture
def staff(db):
    """`staff("records")`, `staff("records", campus=hat_yai)`: a member of staff with a second factor."""

    def make(role=None, campus=None, **fields):
        return StaffFactory(role=role, campus=campus, **fields)

    return make


@pytest.fixture
def client_for():
    """`client_for(user)`: a browser in which the user is signed in; `client_for(None)`: nobody is."""

    def make(user=None):
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def browser_of(client_for):
    """`browser_of(person)`: a browser in which that person is signed in."""
    return lambda person: client_for(person.account)


@pytest.fixture(params=["th", "en"])
def language(request):
    """Runs the test once in each language: `reverse()` and texts follow it."""
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def together(transactional_db, tmp_path):
    """`together(work, n)`: n threads run `work(i)` at the same moment, each on its own connection; answers with the
    list of results, an exception standing for itself."""
    with _shareable_database(tmp_path / "together.sqlite3"):
        yield _run_together


@pytest.fixture(autouse=True)
def _each_test_alone():
    """No language and no cached value is left over from the test before."""
    with translation.override(settings.LANGUAGE_CODE):
        yield
    cache.clear()
    settings.AUDIT_HEAD_FILE.unlink(missing_ok=True)
    rmtree(settings.MAIL_MARK_DIR, ignore_errors=True)


@pytest.fixture(autouse=True, scope="session")
def _audit_trail_may_be_flushed():
    """Tests that commit are cleaned up by emptying all tables. The audit trail refuses that, as it must, and has no
    door for it: its triggers are taken away for just that moment."""
    clean_up = TransactionTestCase._fixture_teardown

    def without_triggers(self):
        with append_only_lifted():
            clean_up(self)

    TransactionTestCase._fixture_teardown = without_triggers
    yield
    TransactionTestCase._fixture_teardown = clean_up


@pytest.fixture(autouse=True, scope="session")
def _no_network_but_our_own():
    """A test that reaches out to another machine fails here, on every machine."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family != socket.AF_UNIX and not _is_loopback(address[0]):
            raise RuntimeError(f"a test wanted to reach {address!r}")
        return connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


def _is_loopback(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _run_together(work, count):
    barrier = Barrier(count)

    def run(number):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=WAIT)
            return work(number)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@contextmanager
def _shareable_database(path):
    """PostgreSQL is one already. SQLite's in-memory database locks whole tables between threads, as no file does:
    for the length of the test a file takes its place, opened as in real life."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(path)) as copy:
        memory.backup(copy)
    connection.connection, connection.settings_dict["NAME"] = None, str(path)
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = memory, name
