"""What every page of the portal is drawn with: icons, faces, the reader's theme and language."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from apps.core import policy

register = template.Library()

ICONS = Path(settings.BASE_DIR) / "static" / "img" / "icons"
THEMES = ("system", "light", "dark")
THEME_COOKIE = "theme"
TONES = ("", "avatar--b", "avatar--c", "avatar--d")
# What a browser's self-description contains → what its owner calls it; the first match decides.
BROWSERS = (
    ("Line/", "LINE"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
PREPOSED_VOWELS = "เแโใไ"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """`{% icon "search" %}`: a Lucide icon from static/img/icons, drawn in the text's colour. Give a `label` where no
    text beside it says the same; without one, screen readers pass it over."""
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', label, _strokes(name)
        )
    return _drawing(name)


@register.filter
def layout(request: HttpRequest) -> str:
    """`{% extends request|layout %}`: the frame of a whole page, or of the part that htmx asked for. Who goes back in
    the browser's history gets the whole page, from which htmx takes what it needs."""
    htmx = getattr(request, "htmx", None)
    return "_part.html" if htmx and not htmx.history_restore_request else "base.html"


@register.simple_tag
def avatar(name: str, size: str = "") -> SafeString:
    """`{% avatar person.name "sm" %}`: the first letter of a name in a tinted circle; the name stands beside it."""
    tone = TONES[sum(map(ord, name)) % len(TONES)]
    classes = " ".join(filter(None, ("avatar", tone, size and f"avatar--{size}")))
    return SafeString(f'<span class="{classes}" aria-hidden="true">{escape(initial(name))}</span>')


@register.filter
def initial(name: str) -> str:
    """The letter under which a name is filed: in Thai the consonant, not the vowel written before it."""
    letters = name.strip().lstrip(PREPOSED_VOWELS)
    return letters[:1].upper()


@register.filter
def whole_words(name: str) -> SafeString:
    """`{{ name|whole_words }}`: a name that may break between its words and nowhere else, as _name.html writes it; for
    lists, where including it for every name takes longer than all the rest."""
    return SafeString(" ".join([f'<span class="nm">{escape(part)}</span>' for part in name.split()]))


@register.filter
def bilingual(row: object, field: str) -> str:
    """`{{ institution|bilingual:"office_name" }}`: a field kept in Thai and English, in the reader's language."""
    thai = getattr(row, f"{field}_th", "")
    return getattr(row, f"{field}_en", "") or thai if get_language() == "en" else thai


@register.filter
def browser(user_agent: str) -> str:
    """'Chrome, Android': as much of a browser's long self-description as its owner recognises."""
    name = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((system for sign, system in SYSTEMS if sign in user_agent), "")
    return ", ".join(filter(None, (name, system))) or gettext("an unknown browser")


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """'light', 'dark' or, without a choice, 'system'."""
    request: HttpRequest | None = context.get("request")
    chosen = request.COOKIES.get(THEME_COOKIE, "") if request else ""
    return chosen if chosen in THEMES else "system"


@register.simple_tag(takes_context=True)
def language_url(context: template.Context, language: str) -> str:
    """This page in the other language; the home page where the address exists in one language only."""
    request: HttpRequest | None = context.get("request")
    here = request.get_full_path() if request and request.method == "GET" else ""
    there = translate_url(here, language) if here else ""
    return there if there != here else _home(language)


@register.inclusion_tag("core/_search_engines.html", takes_context=True)
def search_engines(context: template.Context) -> dict[str, str]:
    """`{% search_engines %}`: a public page names its one address and its twin in the other language; every other
    page asks not to be listed."""
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    if request is None or match is None or policy.of(match) != policy.PUBLIC:
        return {}
    twins = {
        language: settings.SITE_URL + translate_url(request.path, language) for language, _name in settings.LANGUAGES
    }
    return {"here": settings.SITE_URL + request.path, **twins}


@register.simple_tag(takes_context=True)
def current(context: template.Context, *names: str) -> SafeString:
    """`aria-current="page"` on the link to the page that is shown."""
    request: Any = context.get("request")
    match = request.resolver_match if request else None
    return mark_safe('aria-current="page"') if match and match.view_name in names else mark_safe("")


def _home(language: str) -> str:
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


@cache
def _drawing(name: str) -> SafeString:
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', _strokes(name))


@cache
def _strokes(name: str) -> SafeString:
    svg = (ICONS / f"{name}.svg").read_text()
    inside = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if not inside:
        raise ValueError(f"{name}.svg holds no drawing")
    return mark_safe(" ".join(inside[1].split()))  # noqa: S308 - our own file
