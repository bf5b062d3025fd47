from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from apps.core import policy
from apps.core.templatetags.portal import THEME_COOKIE, THEMES
from apps.home.lib import palette
from apps.records.reports import current_institution

A_YEAR = 365 * 24 * 3600  # seconds


@policy.public
@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)  # the link carries the row's version
def stylesheet(request: HttpRequest) -> HttpResponse:
    """The institution's colours as tokens of portal.css. A row that holds no colours leaves those of portal.css."""
    row = current_institution()
    try:
        tokens = palette.theme(row.colour_primary, row.colour_accent) if row else None
    except ValueError:
        tokens = None
    if tokens is None:
        return HttpResponse(content_type="text/css")
    return HttpResponse(render_to_string("home/theme.css", {"theme": tokens}), content_type="text/css")


@policy.public
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keeps the reader's choice of light or dark in a cookie of its own: no account, no script."""
    wanted = request.POST.get("theme", "")
    back = redirect(_next_page(request))
    if wanted in THEMES:
        back.set_cookie(
            THEME_COOKIE, wanted, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    return back


def _next_page(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return "home:index"
