from types import SimpleNamespace

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.records.actions import search
from tests.factories import AlumnusFactory, CohortFactory, FacultyFactory


@pytest.fixture
def alumnus(db):
    """`alumnus(first_th="อารี")`: a graduate with an account, whom the directory finds."""

    def make(*, account=True, **more):
        names = {f"name__{part}": more.pop(part) for part in list(more) if part.endswith(("_th", "_en", "nickname"))}
        if not account:
            more["account"] = None
        person = AlumnusFactory(**names, **more)
        search.refresh([person.pk])
        return person

    return make


@pytest.fixture
def pair(alumnus, client_for):
    """Two alumni of different classes and faculties: `me` at a browser, and `other`."""
    me = alumnus(first_th="มานี", last_th="มีนา", first_en="Manee", last_en="Meena")
    other = alumnus(
        first_th="ชูใจ",
        last_th="เลิศล้ำ",
        first_en="Chujai",
        last_en="Lertlum",
        degree__faculty=FacultyFactory(),
        degree__graduation_year_be=2530,
        degree__entry_year_be=2526,
    )
    return SimpleNamespace(
        me=me, other=other, browser=client_for(me.account), others_browser=client_for(other.account)
    )


@pytest.fixture
def cost_of():
    """`cost_of(client, url)`: how many queries a page takes once everything that is kept between requests is warm."""

    def measure(client, url):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    return measure


@pytest.fixture
def class_of():
    """`class_of(2540)`: that graduating class."""
    return lambda year: CohortFactory(graduation_year_be=year)


@pytest.fixture
def sent():
    """`sent()`: the mails that went out."""
    return lambda: list(mail.outbox)
