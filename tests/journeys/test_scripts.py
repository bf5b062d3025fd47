"""What the portal's own script adds; without it nothing is missing."""

import pytest

from .looks import PHONE
from .reader import Reader
from .university import session_cookie

PRESS_TWICE = """async () => {
    const button = document.querySelector("button[value=dark]");
    button.click();
    button.click();
    await new Promise((resolve) => setTimeout(resolve, 800));
    return button.getAttribute("aria-busy");
}"""


@pytest.fixture
def phone(open_context):
    """Somebody with a telephone that runs scripts."""
    context = open_context(PHONE)
    yield Reader(context, PHONE)
    context.close()


def open_menu(phone):
    phone.visit("home:index")
    phone.page.locator(".menu summary").click()


def test_menu_closes_with_escape(phone):
    open_menu(phone)
    phone.page.locator(".menu a").first.focus()

    phone.page.keyboard.press("Escape")

    assert phone.page.locator(".menu[open]").count() == 0
    assert phone.focus_is_in(".menu summary")


def test_menu_closes_by_a_press_elsewhere(phone):
    open_menu(phone)

    menu = phone.page.locator(".menu ul").bounding_box()
    phone.page.mouse.click(2, menu["y"] + menu["height"] + 8)

    assert phone.page.locator(".menu[open]").count() == 0


def test_form_is_sent_once_however_often_one_presses(phone):
    sent = []

    def keep(route):
        sent.append(route)  # and never answer it

    phone.page.route("**/theme/", keep)
    phone.visit("home:index")

    busy = phone.page.evaluate(PRESS_TWICE)

    assert (len(sent), busy) == (1, "true")


TYPED = "typed while the session ended"


def typed_when_the_session_had_ended(phone, university):
    """The keeper sends what they typed about themselves, and is asked to sign in."""
    sit_down(phone, university, "keeper")
    phone.visit("records:me_profile")
    phone.page.locator("main textarea:visible").first.fill(TYPED)
    phone.context.clear_cookies(name="sessionid")
    with phone.page.expect_navigation():
        phone.page.locator("main form").filter(has=phone.page.locator("textarea")).locator("button").last.click()
    phone.inspect()


def sit_down(phone, university, who):
    cookie = {"name": "sessionid", "value": session_cookie(university.people[who]), "url": university.url}
    phone.context.add_cookies([cookie])


def seen_in_the_form(phone):
    phone.visit("records:me_profile")
    return phone.page.locator("main textarea:visible").first.input_value()


def test_what_was_typed_when_the_session_had_ended_is_there_again(phone, university):
    typed_when_the_session_had_ended(phone, university)

    assert phone.is_at("account_login")
    phone.sees("You had been signed out, so nothing was saved yet. Sign in and send it again.")
    sit_down(phone, university, "keeper")
    assert seen_in_the_form(phone) == TYPED
    assert seen_in_the_form(phone) != TYPED


def test_nobody_else_who_signs_in_sees_what_was_typed(phone, university):
    typed_when_the_session_had_ended(phone, university)

    sit_down(phone, university, "alumnus")

    assert seen_in_the_form(phone) != TYPED
