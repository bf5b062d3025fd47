from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.core import policy, registries
from apps.home import reports


@policy.public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the portal is, for whom, and the way in; for alumni, where they go from here."""
    context = {
        "figures": reports.figures(),
        "is_alumnus": registries.memberships["alumni"].admits(request.user),  # type: ignore[arg-type] # or nobody
        "is_demo": settings.DEMO,
        "panels": [panel for _key, make in registries.front_panels if (panel := make(request)) is not None],
    }
    return render(request, "home/index.html", context)
