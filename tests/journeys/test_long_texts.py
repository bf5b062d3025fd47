"""A letter takes long to write: whoever leaves the page without saving finds it there again."""

import pytest
from django.urls import reverse

from .looks import PHONE
from .reader import Reader
from .test_scripts import sit_down

TEXT = "สวัสดีเพื่อนสมาชิกทุกคน"


@pytest.fixture
def phone(open_context, university):
    """A member of the office at a new mailing."""
    context = open_context(PHONE)
    reader = Reader(context, PHONE)
    sit_down(reader, university, "writer of the mailing")
    reader.visit("mailings:office_new")
    yield reader
    context.close()


def words(phone):
    return phone.page.locator("#id_text_th").input_value()


def type_and_leave(phone):
    phone.page.locator("#id_text_th").fill(TEXT)
    phone.visit("mailings:office")
    phone.visit("mailings:office_new")


def test_what_was_not_saved_is_there_again(phone):
    type_and_leave(phone)

    assert words(phone) == TEXT
    assert phone.page.locator("[data-kept]").is_visible()


def test_it_is_forgotten_when_one_says_so(phone):
    type_and_leave(phone)

    phone.page.locator("[data-forget]").click()
    phone.page.wait_for_load_state()

    assert words(phone) == ""
    assert not phone.page.locator("[data-kept]").is_visible()


def test_what_was_refused_is_kept_and_what_was_saved_is_not(phone):
    phone.page.locator("#id_text_th").fill(TEXT)
    with phone.page.expect_navigation():
        phone.page.locator("main form[data-keep] .actions button").click()
    assert phone.page.locator(".errors").is_visible()
    phone.visit("mailings:office_new")
    assert words(phone) == TEXT

    phone.page.locator("#id_title").fill("ข่าว")
    phone.page.locator("#id_subject_th").fill("ข่าว")
    with phone.page.expect_navigation():
        phone.page.locator("main form[data-keep] .actions button").click()
    assert "/audience/" in phone.page.url
    phone.visit("mailings:office_new")
    assert words(phone) == ""


def test_it_is_there_when_the_session_had_ended_and_one_looks_elsewhere_first(phone, university):
    phone.page.locator("#id_text_th").fill(TEXT)
    phone.context.clear_cookies(name="sessionid")
    with phone.page.expect_navigation():
        phone.page.locator("main form[data-keep] .actions button").click()
    assert phone.is_at("account_login")
    sit_down(phone, university, "writer of the mailing")

    phone.visit("mailings:office")
    phone.visit("mailings:office_new")

    assert words(phone) == TEXT


def test_it_is_there_in_the_other_language_too(phone):
    phone.page.locator("#id_text_th").fill(TEXT)

    phone.page.goto(phone.page.url.replace("/office/", "/en/office/"))

    assert words(phone) == TEXT


def test_nobody_else_finds_it(phone, university):
    phone.page.locator("#id_text_th").fill(TEXT)
    phone.visit("mailings:office")
    sit_down(phone, university, "communications")

    phone.visit("mailings:office_new")

    assert words(phone) == ""
    assert reverse("mailings:office_new") in phone.page.url
