"""What the portal's own script adds; without it nothing is missing."""

import pytest

from .looks import PHONE
from .reader import Reader

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
