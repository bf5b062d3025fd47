import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from apps.home.views.styleguide import COLOURS

pytestmark = [pytest.mark.django_db, pytest.mark.anywhere]
STATIC = Path(settings.BASE_DIR) / "static" / "css"


@pytest.fixture
def page(client):
    return client.get(reverse("home:styleguide")).content.decode()


def test_guide_speaks_each_language(client, language):
    assert client.get(reverse("home:styleguide")).status_code == 200


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "btn",
            "btn--2",
            "badge",
            "chip",
            "chip--on",
            "note--ok",
            "field",
            "field--err",
            "errors",
            "opt",
            "in--code",
        ),
        *("pf", "vis", "facet", "facet-choice", "check", "search", "card", "person", "person-head", "is-new", "kv"),
        *("details", "timeline", "changes", "fold", "stats", "table", "pager", "tiles", "chart", "bar", "empty"),
        *("tabs", "tabbar", "stickybar", "sidenav--scroll", "feature", "ticket"),
    ],
)
def test_guide_shows_the_piece(page, piece):
    assert re.search(rf'class="(?:[^"]* )?{piece}(?: [^"]*)?"', page)


def test_guide_shows_every_colour_that_its_sheet_holds():
    patches = re.findall(
        r"\.swatch--([a-z0-9-]+)\{background:var\(--([a-z0-9-]+)\)\}", (STATIC / "styleguide.css").read_text()
    )

    assert patches == [(name, name) for name in COLOURS]


def test_guide_has_no_two_things_of_one_name(page):
    ids = re.findall(r' id="([^"]+)"', page)

    assert len(ids) == len(set(ids))


def test_sample_of_refused_form_does_not_take_the_focus(page):
    assert "autofocus" not in page
