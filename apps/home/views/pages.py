from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.core import policy
from apps.home import reports


@policy.public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the portal is, for whom, and the way in."""
    return render(request, "home/index.html", {"figures": reports.figures(), "is_demo": settings.DEMO})
