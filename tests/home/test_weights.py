"""What a first visit carries over a slow line, compressed as the server does it (whitenoise: brotli)."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction
from django.urls import reverse

from apps.records.actions import search
from tests.factories import (
    AlumnusFactory,
    EmploymentFactory,
    FacultyFactory,
    InstitutionFactory,
    ProvinceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]
KB = 1024
STATIC = Path(settings.BASE_DIR) / "static"
PAGES = ["home:index", "home:help", "home:privacy", "home:styleguide", "account_login", "records:claim"]


def squeezed(*paths):
    return sum(len(brotli.compress(Path(path).read_bytes())) for path in paths)


def test_style_sheet_weighs_12_kb_at_most():
    assert squeezed(STATIC / "css" / "portal.css") <= 12 * KB


def test_scripts_of_our_own_weigh_5_kb_at_most():
    assert squeezed(*(STATIC / "js").glob("*.js")) <= 5 * KB


def test_scripts_of_a_page_weigh_20_kb_at_most():
    assert squeezed(*(STATIC / "js").glob("*.js"), finders.find("django_htmx/htmx-4.min.js")) <= 20 * KB


def test_scripts_of_the_door_weigh_10_kb_at_most():
    """On top of every page's; the decoder comes only where the browser has no reader of its own."""
    assert squeezed(*(STATIC / "js" / "door").glob("*.js")) <= 10 * KB


def test_decoder_of_codes_weighs_45_kb_at_most():
    assert squeezed(*(STATIC / "vendor" / "qr").glob("*.js")) <= 45 * KB


def test_fonts_weigh_70_kb_at_most():
    """They are compressed already."""
    assert sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2")) <= 70 * KB


@pytest.mark.parametrize("name", PAGES)
def test_page_weighs_20_kb_at_most(client, language, name):
    """gzip here: what a proxy without brotli would send."""
    InstitutionFactory()
    for code in range(10, 87):
        ProvinceFactory(code=str(code))

    assert len(gzip.compress(client.get(reverse(name)).content)) <= 20 * KB


@pytest.mark.parametrize(
    "name",
    [
        "directory:index",
        "directory:map",
        "directory:person",
        "directory:inbox",
        "records:me_education",
        "home:me",
        "accounts:notices",
        "accounts:overview",
    ],
)
def test_page_of_somebody_signed_in_weighs_20_kb_at_most(university, client_for, language, name):
    """With a full page of people and as many filters as a university has."""
    me, other = university
    arguments = {"public_id": other.public_id} if name == "directory:person" else {}

    response = client_for(me.account).get(reverse(name, kwargs=arguments))

    assert response.status_code == 200
    assert len(gzip.compress(response.content)) <= 20 * KB


@pytest.fixture(scope="module")
def university(django_db_setup, django_db_blocker):
    """Two alumni of seventy, with posts, from everywhere, of thirty-five faculties and classes; gone after the
    module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _build()
        transaction.set_rollback(True)


def _build():
    provinces = [ProvinceFactory(code=str(code)) for code in range(10, 87)]
    faculties = [FacultyFactory() for _ in range(35)]
    people = [
        AlumnusFactory(
            degree__faculty=faculties[number % 35],
            degree__graduation_year_be=2515 + number % 35,
            degree__entry_year_be=2511 + number % 35,
        )
        for number in range(70)
    ]
    for number, person in enumerate(people):
        EmploymentFactory(person=person, is_current=True, audience="alumni", province=provinces[number])
    search.refresh([person.pk for person in people])
    return people[:2]


@pytest.mark.parametrize("name", PAGES)
def test_page_loads_nothing_from_elsewhere(client, name):
    loaded = re.findall(
        r'<(?:link rel="(?!canonical|alternate)|script|img)[^>]*(?:href|src)="([^"]+)"',
        client.get(reverse(name)).content.decode(),
    )

    assert [address for address in loaded if not address.startswith("/")] == []
