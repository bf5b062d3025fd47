"""The two halves into which CI shares the tests of pages are together all of them, and every page is in both looks."""

from types import SimpleNamespace

from tests.sharing import HALVES, of_the_other_half


def _item(name, *markers, **values):
    item = SimpleNamespace(nodeid=f"{name}[{values}]", get_closest_marker=lambda marker: marker in markers or None)
    if values:
        item.callspec = SimpleNamespace(params=values)
    return item


def _kept(items):
    """For each half the tests that run in it."""
    left_out = [list(map(id, of_the_other_half(items, half))) for half in HALVES]
    return [[item for item in items if id(item) not in gone] for gone in left_out]


def test_each_page_test_runs_in_one_half():
    items = [_item(f"test_{number}", "pages") for number in range(200)]

    one, other = _kept(items)

    assert 60 < len(one) < 140
    assert len(one) + len(other) == 200


def test_each_half_sees_every_page_in_one_look():
    items = [_item("test", "browser", page=page, look=look) for page in range(50) for look in ("phone", "desk")]

    for half in _kept(items):
        assert [item.callspec.params["page"] for item in half] == list(range(50))
        assert {item.callspec.params["look"] for item in half} == {"phone", "desk"}


def test_what_has_no_other_look_or_is_about_a_database_is_in_both():
    items = [_item("test", "browser"), _item("test_2"), _item("test_3", "pages", "both"), _item("test_4", "anywhere")]

    assert _kept(items) == [items, items]
