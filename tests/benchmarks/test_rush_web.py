"""`make bench ARGS=tests/benchmarks/test_rush_web.py`: registrations a second through the whole web stack: people with
sessions open the page and press its button over HTTP, at a web server with two workers, until the event is full.

What is printed is the figure of this machine, on which server, database and crowd share the processors; required is
that it ends with all seats sold and nobody served with an error."""

import os
import resource
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from time import monotonic, sleep
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from gunicorn.app.base import BaseApplication

from alumni_portal.wsgi import application
from apps.accounts.models import User
from apps.events import emails
from apps.events.reports.seats import discrepancies

from .data import emptied
from .rush import crowd_of, new_event

CROWD = int(os.environ.get("CROWD") or 200)
SEATS, WORKERS, BROWSERS = CROWD // 2, 2, 16
TOKEN = "a" * 64  # of the form: its cookie and its field agree


class Server(BaseApplication):
    """The portal behind gunicorn, with the settings of this process."""

    def __init__(self, port):
        self.port = port
        super().__init__()

    def load_config(self):
        self.cfg.set("bind", f"127.0.0.1:{self.port}")
        self.cfg.set("workers", WORKERS)
        self.cfg.set("loglevel", "error")

    def load(self):
        return application


@pytest.fixture
def served(django_db_setup, django_db_blocker, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("measured where many connections write at once")
    monkeypatch.setattr(emails, "wake", lambda: None)  # who writes the mails is another process
    with django_db_blocker.unblock(), emptied("rush_web"):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        cookies = [_session(key) for key in crowd_of(CROWD)]
        event = new_event(SEATS)
        connections.close_all()
        child = os.fork()
        if child == 0:
            try:
                Server(port).run()
            finally:
                os._exit(0)
        try:
            _wait_for(port)
            yield port, event, cookies
        finally:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"{1000 * spent / CROWD:.0f} ms of a processor for each in the web server", flush=True)


def test_people_register_over_http(served):
    port, event, cookies = served
    url = reverse("events:register", args=[event.slug])

    begun = monotonic()
    with ThreadPoolExecutor(BROWSERS) as pool:
        answers = list(pool.map(lambda cookie: _register(port, url, cookie), cookies))
    took = monotonic() - begun

    print(f"\n{CROWD / took:,.0f} registrations/s ({2 * CROWD / took:,.0f} requests/s), {WORKERS} workers", flush=True)
    assert set(answers) == {(200, 302)}
    states = list(event.registrations.values_list("state", flat=True))
    assert (states.count("confirmed"), states.count("waiting")) == (SEATS, CROWD - SEATS)
    assert discrepancies(event) == []


def _session(key):
    client = Client()
    client.force_login(User.objects.get(pk=key), backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _register(port, url, cookie):
    """Opens the page, then presses the button."""
    headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}; {settings.CSRF_COOKIE_NAME}={TOKEN}"}
    page = _ask(port, "GET", url, headers)
    body = urlencode({"step": "choose", "csrfmiddlewaretoken": TOKEN})
    headers |= {"Content-Type": "application/x-www-form-urlencoded"}
    return page, _ask(port, "POST", url, headers, body)


def _ask(port, method, url, headers, body=None):
    browser = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        browser.request(method, url, body, headers)
        answer = browser.getresponse()
        answer.read()
        return answer.status
    finally:
        browser.close()


def _wait_for(port):
    until = monotonic() + 60
    while monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            sleep(0.2)
    raise TimeoutError("the server did not start")
