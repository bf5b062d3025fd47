from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from apps.home.views.crawlers import PAGES
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]
URL = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def test_robots_stay_out_of_peoples_pages(client):
    response = client.get("/robots.txt")

    lines = response.content.decode().splitlines()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert [line for line in lines if line.startswith("Disallow")] == [
        f"Disallow: {prefix}{path}"
        for prefix in ("", "/en")
        for path in ("/me/", "/directory/", "/office/", "/accounts/", "/demo/")
    ]
    assert lines[-1] == f"Sitemap: {settings.SITE_URL}/sitemap.xml"


def test_robots_may_read_the_public_pages(client):
    closed = [line.split()[1] for line in client.get("/robots.txt").content.decode().splitlines() if "Dis" in line]

    assert [name for name in PAGES if reverse(f"home:{name}").startswith(tuple(closed))] == []


def test_sitemap_names_each_public_page_in_both_languages(client):
    tree = ET.fromstring(client.get("/sitemap.xml").content)

    found = [entry.findtext(f"{URL}loc") for entry in tree]
    assert found == [settings.SITE_URL + address for name in PAGES for address in twins(name)]
    assert [len(entry.findall(LINK)) for entry in tree] == [3] * len(found)


def twins(name):
    for language in ("th", "en"):
        with translation.override(language):
            yield reverse(f"home:{name}")


@pytest.mark.parametrize("name", PAGES)
def test_public_page_names_its_one_address_and_its_twin(client, language, name):
    page = client.get(reverse(f"home:{name}") + "?utm=x").content.decode()
    thai, english = (settings.SITE_URL + address for address in twins(name))

    assert f'<link rel="canonical" href="{english if language == "en" else thai}">' in page
    assert f'hreflang="th" href="{thai}"' in page
    assert f'hreflang="en" href="{english}"' in page
    assert f'hreflang="x-default" href="{thai}"' in page
    assert "noindex" not in page


def test_own_page_asks_not_to_be_listed(client_for):
    page = client_for(UserFactory()).get(reverse("accounts:overview")).content.decode()

    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page


def test_missing_page_asks_not_to_be_listed(client):
    assert '<meta name="robots" content="noindex">' in client.get("/nowhere/").content.decode()
