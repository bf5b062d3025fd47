from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.core import policy


@policy.staff()
def show(request: HttpRequest) -> HttpResponse:
    """Being written."""
    return render(request, "office/dashboard.html")
