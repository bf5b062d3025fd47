"""The directory's whole pages beside an empty page of the same portal: the same reader, session, middleware and base
template, and nothing in it.

Required are the pages of a list whose counts are kept, as they are for everybody who turns its pages or looks for the
same within ten minutes: without words, with a filter, with words, with both. Only reported is the first look for words
of which nobody has asked since a record changed: there the counting is in the time (test_search.py measures it).

Both are asked for by turns, one request after the other, in the process that answers: what a request takes is the
reciprocal of what a worker serves in a second. On a machine that does other work, each of the page's questions to
database and cache waits for its turn, and the page looks slower than it is. A server and its load generator would
share the machine's few cores with the database, and their rounds differ by more than the pages do."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from statistics import median
from time import perf_counter

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import path, reverse
from django.utils import translation

from alumni_portal import urls
from alumni_portal.wsgi import application
from apps.accounts.models import User
from apps.core import policy
from apps.directory import rules
from apps.records.models import PersonName
from apps.records.querysets import counts

from .office import biggest

ROUNDS, BUDGET, WARM = 60, 10.0, 2  # rounds a page, and seconds after which they end; requests before
FLOOR = 9  # rounds at least
FIRST_LOOKS = ("a word", "a word + faculty")
READER = "recent@alumni.example"
EMPTY = "/benchmark/empty/"


@policy.signed_in
def empty(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


urlpatterns = [path(EMPTY.strip("/") + "/", empty), *urls.urlpatterns]
handler404, handler500 = urls.handler404, urls.handler500


@dataclass
class Served:
    """A page beside the empty one, in milliseconds a request."""

    name: str
    page: float
    empty: float
    ratio: float  # requests of the page in the time of one of the empty page
    queries: int
    weight: int
    is_required: bool


@contextmanager
def as_in_production() -> Iterator[None]:
    """The cache that is there, files looked up once, and nobody who is told that they read too much."""
    redis = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": settings.REDIS_URL}}
    kept = settings.CACHES if not settings.REDIS_URL else redis
    settings.STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise asks for it
    changed = override_settings(ROOT_URLCONF=__name__, CACHES=kept, WHITENOISE_AUTOREFRESH=False)
    with changed, pytest.MonkeyPatch.context() as patch, translation.override("th"):
        patch.setattr(rules, "PAGES", dict.fromkeys(rules.PAGES, 10**9))
        yield


def searches() -> dict[str, str]:
    """Addresses of the directory: a common word and a rare one, on the names of the people who are there."""
    names = PersonName.objects.order_by("pk").values_list("last_th", flat=True)[11:60000:5309]
    word = next(name[:4] for name in names if len(name) > 4)
    faculty, cohort = biggest("faculty_id")[0], biggest("cohort_id")[0]
    return {
        "no words": "",
        "a word": f"?q={word}",
        "a common word": "?q=สมช",
        "work": "?q=โรงพยาบาล",
        "faculty": f"?faculty={faculty}",
        "cohort": f"?cohort={cohort}",
        "a word + faculty": f"?q={word}&faculty={faculty}",
        "a common word + faculty": f"?q=สมช&faculty={faculty}",
    }


def measure() -> list[Served]:
    with as_in_production():
        caches["default"].clear()
        answer = Answering()
        here = reverse("directory:index")
        queries = searches()
        served = [_measure_one(answer, name, here + query) for name, query in queries.items()]
        new = [_measure_one(answer, f"{name}, counted", here + queries[name], is_new=True) for name in FIRST_LOOKS]
        return served + new


def _measure_one(answer: "Answering", name: str, url: str, *, is_new: bool = False) -> Served:
    for _ in range(WARM):
        answer(url)
        answer(EMPTY)
    times, begun = [], perf_counter()
    while len(times) < FLOOR or (len(times) < ROUNDS and perf_counter() - begun < BUDGET):
        if is_new:
            counts.forget()
        times.append([_time(answer, url), _time(answer, EMPTY)] if len(times) % 2 else _backwards(answer, url))
    page, nothing = (median(each) for each in zip(*times, strict=True))
    ratio = median(its / mine for mine, its in times)
    if is_new:
        counts.forget()
    with _counted() as queries:
        weight = answer(url)
    return Served(name, 1000 * page, 1000 * nothing, ratio, len(queries), weight, is_required=not is_new)


def _backwards(answer: "Answering", url: str) -> list[float]:
    return [_time(answer, EMPTY), _time(answer, url)][::-1]


def _time(answer: "Answering", url: str) -> float:
    start = perf_counter()
    answer(url)
    return perf_counter() - start


@contextmanager
def _counted() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(execute, sql, params, many, context):
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


class Answering:
    """The portal's own WSGI application, asked by somebody who is signed in; gives the length of the answer."""

    def __init__(self) -> None:
        client = Client()
        client.force_login(User.objects.get(email=READER), backend="django.contrib.auth.backends.ModelBackend")
        self.cookie = f"sessionid={client.cookies['sessionid'].value}"
        self.application = application

    def __call__(self, url: str) -> int:
        where, _, query = url.partition("?")
        statuses: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": where,
            "QUERY_STRING": query.encode().decode("latin-1"),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": self.cookie,
            "HTTP_ACCEPT_LANGUAGE": "th",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.url_scheme": "http",
        }
        response = self.application(environ, lambda status, headers, exc_info=None: statuses.append(status))
        weight = sum(map(len, response))
        response.close()
        assert statuses == ["200 OK"], f"{url} answered {statuses}"
        return weight


def table(served: list[Served]) -> str:
    lines = [f"{'':26}{'page ms':>10}{'empty ms':>10}{'ratio':>8}{'queries':>9}{'bytes':>10}"]
    for each in served:
        lines.append(
            f"{each.name:26}{each.page:10.1f}{each.empty:10.1f}{each.ratio:8.2f}{each.queries:9}{each.weight:10,}"
            f"{'' if each.is_required else '  reported only'}"
        )
    return "\n".join(lines)
