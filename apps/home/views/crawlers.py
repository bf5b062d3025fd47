"""What search engines ask for: which pages are for them, and in which languages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.core import policy

PAGES = ("index", "help", "contact", "about", "privacy", "terms", "accessibility")
# People's pages and the ways in: nothing to be found there, whatever a link may say.
CLOSED = ("/me/", "/directory/", "/office/", "/accounts/", "/demo/")
A_DAY = 24 * 3600  # seconds


@policy.public
@require_safe
@cache_control(public=True, max_age=A_DAY)
def robots(request: HttpRequest) -> HttpResponse:
    closed = [prefix + path for prefix in ("", "/en") for path in CLOSED]
    context = {"closed": closed, "site": settings.SITE_URL}
    return render(request, "home/robots.txt", context, content_type="text/plain; charset=utf-8")


@policy.public
@require_safe
@cache_control(public=True, max_age=A_DAY)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Each public page with its twin in the other language."""
    twins = [{language: _address(name, language) for language, _name in settings.LANGUAGES} for name in PAGES]
    return render(request, "home/sitemap.xml", {"pages": twins}, content_type="application/xml; charset=utf-8")


def _address(name: str, language: str) -> str:
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse(f'home:{name}')}"
