import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from apps.core.templatetags import portal


def rendered(source, **context):
    return Template(source).render(Context(context))


def page(path, **cookies):
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    request.resolver_match = None
    return request


def test_icon_is_drawn_in_the_page_and_silent():
    drawn = rendered('{% icon "x" %}')

    assert drawn.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path ')
    assert drawn.endswith("</svg>")


def test_icon_with_a_label_speaks():
    assert 'role="img" aria-label="&lt;b&gt;"' in rendered('{% icon "lock" label %}', label="<b>")


def test_unknown_icon_is_an_error():
    with pytest.raises(FileNotFoundError):
        portal.icon("no-such-icon")


@pytest.mark.parametrize(
    ("name", "letter"),
    [("สมชาย ใจดี", "ส"), ("เกษม", "ก"), ("ไพลิน", "พ"), ("somchai", "S"), ("  โอ๊ต", "อ"), ("", "")],
)
def test_initial_is_the_letter_under_which_a_name_is_filed(name, letter):
    assert portal.initial(name) == letter


def test_avatar_escapes_what_it_shows():
    assert portal.avatar("<script>", "sm").endswith('aria-hidden="true">&lt;</span>')


def test_avatar_keeps_its_tone():
    assert portal.avatar("นภา") == portal.avatar("นภา")


@pytest.mark.parametrize(
    ("cookie", "shown"), [("dark", "dark"), ("light", "light"), ("system", "system"), ('"><script>', "system")]
)
def test_theme_is_one_of_three_whatever_the_cookie_says(cookie, shown):
    assert rendered("{% theme %}", request=page("/", theme=cookie)) == shown


def test_theme_without_a_request_is_the_devices():
    assert rendered("{% theme %}") == "system"


@pytest.mark.parametrize(
    ("here", "language", "there"),
    [
        ("/accounts/login/?next=/x", "en", "/en/accounts/login/?next=/x"),
        ("/en/accounts/login/", "th", "/accounts/login/"),
        ("/nowhere/", "en", "/en/"),
        ("/en/nowhere/", "th", "/"),
    ],
)
def test_language_url_leads_to_the_same_page(here, language, there):
    with translation.override("en" if here.startswith("/en/") else "th"):
        assert rendered("{% language_url to %}", request=page(here), to=language) == there


def test_language_url_after_a_refused_form_is_the_home_page():
    request = RequestFactory().post("/accounts/login/")

    assert rendered('{% language_url "en" %}', request=request) == "/en/"


def test_current_marks_the_page_that_is_shown():
    class Match:
        view_name = "home:index"

    request = HttpRequest()
    request.resolver_match = Match()

    assert rendered('{% current "home:index" %}{% current "home:demo" %}', request=request) == 'aria-current="page"'


class Office:
    office_name_th = "สำนักงาน"
    office_name_en = "Office"
    city_th = "หาดใหญ่"
    city_en = ""


def test_bilingual_follows_the_reader(language):
    assert portal.bilingual(Office(), "office_name") == {"th": "สำนักงาน", "en": "Office"}[language]


def test_bilingual_falls_back_to_thai(language):
    assert portal.bilingual(Office(), "city") == "หาดใหญ่"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Line/15.1", "LINE, Android"),
    ],
)
def test_browser_is_named_as_its_owner_knows_it(user_agent, name):
    assert portal.browser(user_agent) == name


def test_browser_that_says_nothing_is_unknown():
    with translation.override("en"):
        assert portal.browser("") == "an unknown browser"
