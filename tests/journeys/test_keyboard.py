"""The office without a mouse."""

import pytest

from .people import graduate

PAGES = ["home:index", "account_login", "office:dashboard", "office:alumni", "office:person_new"]
MOST_STOPS = 250
# Where the focus is, whether it can be seen there, and whether something lies over it.
STOP = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    at.number ??= (window.stops = (window.stops ?? 0) + 1);
    const style = getComputedStyle(at), box = at.getBoundingClientRect(), tile = at.querySelector("rect");
    const over = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
    return {
        number: at.number,
        what: at.outerHTML.slice(0, 120),
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
            || (tile && parseFloat(getComputedStyle(tile).strokeWidth) >= 3),
        free: !over || at.contains(over) || over.contains(at) || over.control === at,
    };
}"""


def stops(reader):
    """Every place where Tab stops, until it comes round."""
    seen = {}
    for _ in range(MOST_STOPS):
        reader.page.keyboard.press("Tab")
        stop = reader.page.evaluate(STOP)
        if stop is None or stop["number"] in seen:
            return list(seen.values())
        seen[stop["number"]] = stop
    raise AssertionError(f"after {MOST_STOPS} stops the end of {reader.page.url} is not reached")


def test_first_stop_skips_to_the_content(clerk):
    clerk.visit("office:dashboard")

    clerk.page.keyboard.press("Tab")
    assert clerk.page.locator(".skip").first.is_visible()
    clerk.page.keyboard.press("Enter")

    assert clerk.focus_is_in("main")


def test_somebody_is_found_and_opened_by_keys_alone(clerk):
    person = graduate()
    clerk.visit("office:dashboard")

    tab_to(clerk, "#office-search")
    clerk.page.keyboard.type(person.names.get().last_th)
    with clerk.page.expect_navigation():
        clerk.page.keyboard.press("Enter")
    tab_to(clerk, ".people-list a")
    with clerk.page.expect_navigation():
        clerk.page.keyboard.press("Enter")

    assert clerk.is_at("office:person")


def tab_to(reader, selector):
    for _ in range(MOST_STOPS):
        reader.page.keyboard.press("Tab")
        if reader.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not come to {selector}")


def test_menu_of_a_person_opens_by_key(clerk):
    clerk.visit("office:person", public_id=graduate().public_id)

    tab_to(clerk, ".more summary")
    clerk.page.keyboard.press("Enter")
    tab_to(clerk, ".more a")
    with clerk.page.expect_navigation():
        clerk.page.keyboard.press("Enter")

    assert clerk.is_at("office:person_rename")


@pytest.mark.parametrize("name", PAGES)
def test_focus_is_seen_everywhere_and_never_trapped(clerk, anonymous, name):
    reader = clerk if name.startswith("office:") else anonymous
    reader.visit(name)

    found = stops(reader)

    assert len(found) > 5
    assert [stop["what"] for stop in found if not (stop["ring"] and stop["free"])] == []
