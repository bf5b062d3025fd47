from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.core import policy


@policy.signed_in
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """My account: the way to each of its pages."""
    return render(request, "accounts/overview.html")
