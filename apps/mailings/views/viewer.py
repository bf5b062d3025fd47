"""The demonstration's mail viewer: what the portal has sent, since there is nobody's inbox to look into."""

from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from apps.core import policy
from apps.core.lib.keys import key_of
from apps.mailings.models import Message
from apps.mailings.reports.preview import legible

PAGE = 25

# A mail's HTML may look like anything, but does nothing, fetches our fonts only and is framed by nobody else.
HARMLESS = {
    "default-src": ["'none'"],
    "img-src": ["data:"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "font-src": ["'self'"],
    "frame-ancestors": ["'self'"],
    "sandbox": [""],
}


@policy.demo
@require_safe
def viewer(request: HttpRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    rows = list(Message.objects.newest(before=key_of(before))[: PAGE + 1])
    shown = rows[:PAGE]
    older = shown[-1].pk if len(rows) > PAGE else None
    return render(request, "mailings/viewer.html", {"mails": shown, "older": older, "before": before})


@policy.demo
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "mailings/message.html", {"mail": get_object_or_404(Message, pk=pk)})


@policy.demo
@require_safe
@xframe_options_sameorigin
@csp(HARMLESS)  # type: ignore[untyped-decorator] # django-csp is not followed by the type checker
def html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML version as it was written, for the frame on the message's page."""
    return HttpResponse(legible(get_object_or_404(Message, pk=pk).body_html))
