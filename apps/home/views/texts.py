"""Pages that only tell: help, the office, the rules. Each is a template of its name."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.core import policy
from apps.home import reports

WRITTEN_ON = date(2026, 11, 21)  # to be changed with the rules themselves


@policy.public
@require_safe
def show(request: HttpRequest, name: str) -> HttpResponse:
    """`name` comes from the address's own pattern, never from the reader."""
    return render(request, f"home/{name}.html", {"written_on": WRITTEN_ON})


@policy.public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the office is, with the registry's figures."""
    return render(request, "home/about.html", {"figures": reports.figures()})
