"""What htmx adds: parts of pages are exchanged, the place is kept, and the rest is opened as the page that it is."""

import pytest

from tests.factories import UserFactory

from .looks import DESK
from .people import graduate, name_of
from .reader import Reader


@pytest.fixture
def friend():
    return graduate(account=UserFactory())


@pytest.fixture
def desk(open_context, university):
    """An alumnus at a desk, with scripts."""
    context = open_context(DESK, university.people["alumnus"])
    reader = Reader(context, DESK)
    reader.visit("directory:index")
    yield reader
    context.close()


def surname(person):
    return name_of(person, DESK.language).split()[-1]


def search(desk, words):
    desk.page.locator("#id_q").fill(words)
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url(f"**q={words}*")


def listeners_hear(desk, text):
    desk.page.locator("main > p[role=status]", has_text=text).wait_for(state="attached")


def test_search_exchanges_the_list_and_keeps_the_place(desk, friend):
    desk.page.evaluate("window.same = true")

    search(desk, surname(friend))
    listeners_hear(desk, desk.say_count("%(shown)s person found", "%(shown)s people found", 1))
    desk.inspect()

    desk.sees(name_of(friend, DESK.language))
    assert desk.page.evaluate("window.same")
    assert desk.focus_is_in("#id_q")
    assert desk.page.title().startswith(surname(friend))


def test_facet_keeps_the_focus_and_what_was_unfolded(desk, friend):
    search(desk, surname(friend))
    desk.page.locator("#facet-campus").evaluate("(facet) => { facet.open = true }")
    choice = desk.page.locator("#facet-faculty .facet-choice").first
    key = choice.get_attribute("id")

    choice.focus()
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_url("**faculty=*")
    desk.page.locator(f"#{key}[aria-current]").wait_for()

    assert desk.focus_is_in(f"#{key}")
    assert desk.page.locator("#facet-campus[open]").count() == 1


def test_removed_chip_hands_the_focus_to_the_list_and_back_finds_the_search(desk, friend):
    search(desk, surname(friend))
    desk.page.locator("#facet-faculty .facet-choice").first.click()
    desk.page.wait_for_url("**faculty=*")
    desk.page.locator(".chip--on").first.click()
    desk.page.locator(".chip--on").first.wait_for(state="detached")
    assert desk.focus_is_in("#found")

    desk.page.go_back()
    desk.page.locator(".chip--on").first.wait_for()
    assert "faculty=" in desk.page.url
    desk.inspect()


def test_choice_of_an_audience_is_saved_at_once(desk):
    desk.visit("records:me_visibility")
    desk.page.evaluate("window.same = true")
    choice = desk.page.locator("#at-once select").first
    key = choice.get_attribute("id")

    choice.focus()
    choice.select_option("fellows")
    said = desk.say("Saved. Seen from now on by: %(who)s") % {"who": desk.say("My fellows: cohort, faculty, groups")}
    listeners_hear(desk, said)

    assert desk.page.evaluate("window.same")
    assert desk.focus_is_in(f"#{key}")
    assert desk.page.locator(".stickybar").count() == 0


def test_who_is_signed_out_meanwhile_comes_to_the_sign_in(desk, friend):
    desk.context.clear_cookies()

    search_box = desk.page.locator("#id_q")
    search_box.fill(surname(friend))
    with desk.page.expect_navigation(url="**/login/**"):
        search_box.press("Enter")

    assert desk.is_at("account_login")
