"""A real browser before a live server. Each process of the suite has one university and one browser for all of its
journeys; a journey works on people whom it brings itself."""

import os
import shutil
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import sync_playwright

from . import inspection
from .looks import DESK, PHONE
from .reader import Reader
from .university import session_cookie
from .university import university as build_university

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium():
    """The program: the one that CHROMIUM names, else Debian's, without windows if it is there: it shows the same pages
    in a third of the time."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if found is None:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say("No Chromium was found (Debian: apt install chromium).")
    return found


@pytest.fixture(scope="package")
def university(chromium, django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        # Playwright's own event loop runs in the thread of the tests, which Django would not let near its models.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with build_university(tmp_path_factory.mktemp("university")) as built:
            yield built


@pytest.fixture(autouse=True)
def db(university):
    """Takes the place of pytest-django's, which would undo what a test does, behind the server's back. That it is
    asked for makes pytest-django prepare a database at all."""


@pytest.fixture(autouse=True)
def _mail_goes_to_the_ledger(settings):
    """As in real life; Django puts a list in memory in its place for all other tests."""
    settings.EMAIL_BACKEND = "apps.mailings.backends.LedgerBackend"


@pytest.fixture(scope="package")
def browser(chromium, university):
    inspection.SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    nowhere_else = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=[nowhere_else])
        yield launched
        launched.close()
        # Where Playwright's event loop runs, Django keeps a connection apart from the one outside. Left open, it would
        # look into this university's database when a process builds its second.
        connection.close()


@pytest.fixture(scope="package")
def open_context(browser, university):
    """`open_context(look, who)`: a browser of its own in which that person is signed in, or nobody."""

    def make(look, user=None, *, scripts=True):
        context = browser.new_context(
            base_url=university.url,
            viewport=look.size,
            color_scheme=look.theme,
            java_script_enabled=scripts,
            reduced_motion="reduce",
            locale={"th": "th-TH", "en": "en-GB"}[look.language],
        )
        context.set_default_timeout(60_000)  # milliseconds
        if user is not None:
            context.add_cookies([{"name": "sessionid", "value": session_cookie(user), "url": university.url}])
        return context

    return make


@pytest.fixture(scope="package")
def seat(open_context, university):
    """`seat("clerk", look)`: that person at a screen, kept for the next test that only looks at pages."""
    seats = {}

    def take(who, look):
        if (who, look) not in seats:
            seats[who, look] = Reader(open_context(look, university.people.get(who)), look)
        return seats[who, look]

    yield take
    for reader in seats.values():
        reader.context.close()


@pytest.fixture(params=[PHONE, pytest.param(DESK, marks=pytest.mark.looks)], ids=["phone without scripts", "desk"])
def look(request):
    """A journey is made twice: on a telephone without scripts, and at a desk."""
    return request.param


@pytest.fixture
def reader(open_context, look):
    """`reader(user)`: that person, or nobody, in a fresh browser."""
    opened = []

    def sit_down(user=None, **options):
        scripts = options.pop("scripts", look is DESK)
        context = open_context(look, user, scripts=scripts)
        opened.append(context)
        return Reader(context, look, scripts=scripts)

    yield sit_down
    for context in opened:
        context.close()


@pytest.fixture
def anonymous(reader):
    return reader()


@pytest.fixture
def visitor(reader, university):
    return reader(university.people["visitor"])


@pytest.fixture
def alumnus(reader, university):
    return reader(university.people["alumnus"])


@pytest.fixture
def administrator(reader, university):
    return reader(university.people["administrator"])


@pytest.fixture
def clerk(reader, university):
    return reader(university.people["clerk"])


@pytest.fixture
def campus_clerk(reader, university):
    return reader(university.people["campus_clerk"])


@pytest.fixture
def communications(reader, university):
    return reader(university.people["communications"])
