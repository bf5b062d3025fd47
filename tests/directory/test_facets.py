"""The filters are drawn once for all readers: nothing of the one for whom that happened is in them, and they are as
new as the counts."""

import re

import pytest

from apps.directory.models import Block
from apps.directory.views import facets

pytestmark = pytest.mark.django_db
INDEX = "/directory/"


def filters_on(response):
    """The filters with their counts as the page shows them; their letters, without tags."""
    shown = response.context["facets"]
    assert shown in response.content.decode()
    return re.sub(r"<[^>]+>", " ", shown)


def drawings(monkeypatch):
    """How often filters are drawn."""
    seen = []
    draw = facets.render_to_string
    monkeypatch.setattr(facets, "render_to_string", lambda *args, **more: seen.append(args[0]) or draw(*args, **more))
    return seen


def test_filters_are_drawn_once_for_all_readers(pair, monkeypatch):
    drawn = drawings(monkeypatch)

    first = pair.browser.get(INDEX).context["facets"]
    second = pair.others_browser.get(INDEX).context["facets"]

    assert (first == second, drawn) == (True, ["directory/_facets.html"])


def test_kept_filters_hold_nothing_of_the_reader(pair):
    pair.browser.get(INDEX)
    kept = pair.others_browser.get(INDEX).context["facets"]

    hidden = [pair.me.account.email, str(pair.me.public_id), "มานี", "ชูใจ", "csrf", "sessionid"]
    assert [text for text in hidden if text in kept] == []


def test_filters_are_drawn_without_the_request(pair, monkeypatch):
    asked = []
    monkeypatch.setattr(facets, "render_to_string", lambda *args, **more: asked.append((args, more)) or "")

    pair.browser.get(INDEX)

    shown = {"filters", "form", "others"}
    assert [(args[0], set(args[1]), more) for args, more in asked] == [("directory/_facets.html", shown, {})]


def test_filters_change_with_the_people(pair, alumnus, django_capture_on_commit_callbacks):
    before = filters_on(pair.browser.get(INDEX))

    with django_capture_on_commit_callbacks(execute=True):
        alumnus(degree__graduation_year_be=2535, degree__entry_year_be=2531)

    after = filters_on(pair.browser.get(INDEX))
    assert ("2535" in before, "2535" in after) == (False, True)


def test_filters_are_kept_for_each_language_and_search(pair, class_of):
    cohort = class_of(2530)
    pages = [INDEX, f"/en{INDEX}", f"{INDEX}?cohort={cohort.pk}", f"{INDEX}?year_from=2530"]

    assert len({pair.browser.get(page).context["facets"] for page in pages * 2}) == len(pages)


def test_filters_of_words_are_kept_too(pair, monkeypatch):
    drawn = drawings(monkeypatch)

    for _ in range(2):
        pair.browser.get(INDEX, {"q": "เลิศ"})

    assert len(drawn) == 1


def test_a_kept_filter_tells_nothing_of_blocks(pair):
    kept = pair.browser.get(INDEX).context["facets"]
    Block.objects.create(person=pair.other, blocked=pair.me)

    assert pair.browser.get(INDEX).context["facets"] == kept


def test_hostile_search_is_escaped_in_kept_filters(pair):
    response = pair.browser.get(INDEX, {"sector": '"><script>alert(1)</script>', "year_from": "'><b>"})

    assert "<script>alert" not in response.context["facets"]
    assert "<b>" not in response.context["facets"]
