"""The small university in which the journeys happen: a database of its own, a server, and people to be."""

import re
import sqlite3
import time
from contextlib import closing, contextmanager

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from apps.accounts.models import User
from apps.core import demo
from tests.factories import PASSWORD, SecondFactorFactory
from tests.permissions import samples

GRADUATES = 120
COPY = "journeys"
ADMIN_PAGE = re.compile(r"admin:([a-z]+)_([a-z]+)_(?:change|delete|history)$")
# Who sits at the screen → the demonstration's person.
PEOPLE = {
    "visitor": "visitor@alumni.example",
    "alumnus": "recent@alumni.example",
    "administrator": "administrator@office.example",
    "clerk": "records@office.example",
    "campus_clerk": "records.campus@office.example",
    "communications": "communications@office.example",
}


class University:
    """What the tests ask for by name: where the server is, who is who, and a thing behind every address."""

    def __init__(self, url):
        self.url = url
        demo.build(graduates=GRADUATES, seed=1, say=lambda line: None, anywhere=True)
        self.samples = samples.build()
        self.people = {who: User.objects.get(email=email) for who, email in PEOPLE.items()}
        self.people["owner of the samples"] = self.samples.clerk
        self.people["reader of the letter"] = self.samples.letter.conversation.recipient.account
        self.people["writer of the mailing"] = self.samples.mailings.writer
        self.people["keeper"] = self.samples.keeper.account
        for user in self.people.values():
            user.set_password(PASSWORD)
            user.save()
            if user.is_staff and not user.authenticator_set.exists():
                SecondFactorFactory(user=user)
        RecoveryCodes.activate(self.people["administrator"])
        self.passkey = _passkey(self.samples.clerk)

    def arguments(self, address):
        """What `reverse` needs for this address."""
        found = samples.arguments_of(address, self.samples)
        if model := ADMIN_PAGE.match(address.name):
            return found and {"object_id": apps.get_model(*model.groups()).objects.order_by("pk")[0].pk}
        if address.name.startswith("mfa_") and found:
            return {"pk": self.passkey.pk}
        return found


def _passkey(user):
    data = {"name": "โทรศัพท์ของฉัน", "passwordless": True, "credential": {}}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def session_cookie(user):
    """The session of somebody who has just typed the password, for as long as the journeys may take."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(user.pk)
    entered = {"method": "password", "at": time.time() + 3600, "reauthenticated": True}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [entered]
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@contextmanager
def university(folder):
    with _database(folder):
        server = LiveServer("127.0.0.1")
        try:
            yield University(server.url)
        finally:
            server.stop()


def _database(folder):
    return _file(folder / "journeys.sqlite3") if connection.vendor == "sqlite" else _clone()


@contextmanager
def _file(path):
    """SQLite's in-memory database is one connection for all threads of the server: a file takes its place."""
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


@contextmanager
def _clone():
    """What the journeys commit stays out of the other tests' database, so that it need not be emptied."""
    connection.close()
    connection.creation.clone_test_db(suffix=COPY, verbosity=0, autoclobber=True)
    name = connection.settings_dict["NAME"]
    copy = connection.settings_dict["NAME"] = connection.creation.get_test_db_clone_settings(COPY)["NAME"]
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {connection.ops.quote_name(copy)} WITH (FORCE)")
