"""What a reader sees instead of the page: why, and what to do now. Never a bare number."""

import logging
import secrets

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from apps.core import policy
from apps.core.middleware import way_back
from apps.home import reports

logger = logging.getLogger(__name__)


@policy.public
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


@policy.public
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    declared = policy.of(request.resolver_match) if request.resolver_match else None
    context = {"is_for_staff": declared is not None and declared.name == "staff"}
    return render(request, "403.html", context, status=403)


@policy.public
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


@policy.public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form came without the proof that this site gave it out: the page was old, or cookies are off."""
    return render(request, "403_csrf.html", {"back": way_back(request)}, status=403)


@policy.public
def too_many_requests(request: HttpRequest) -> HttpResponse:
    """allauth calls this where somebody tries codes or passwords too fast."""
    return render(request, "429.html", status=429)


@policy.public
def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request, for anything in it may be what failed. The reference stands in the log beside the
    address, so that the office can find what somebody reports."""
    reference = secrets.token_hex(3).upper()
    logger.error("reference %s: error page shown at %s", reference, request.path)
    context = {"reference": reference, "contact": _contact(), "here": request.path}
    return HttpResponse(render_to_string("500.html", context), status=500)


def _contact() -> str:
    try:
        return reports.letterhead().contact
    except DatabaseError:
        return ""
