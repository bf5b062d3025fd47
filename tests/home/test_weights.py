"""What a first visit carries over a slow line, compressed as the server does it (whitenoise: brotli)."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.factories import InstitutionFactory, ProvinceFactory

pytestmark = pytest.mark.django_db
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


@pytest.mark.parametrize("name", PAGES)
def test_page_loads_nothing_from_elsewhere(client, name):
    loaded = re.findall(
        r'<(?:link rel="(?!canonical|alternate)|script|img)[^>]*(?:href|src)="([^"]+)"',
        client.get(reverse(name)).content.decode(),
    )

    assert [address for address in loaded if not address.startswith("/")] == []
