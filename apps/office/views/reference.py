from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from apps.core import policy


@policy.staff()
def index(request: HttpRequest) -> HttpResponse:
    """Being written."""
    return render(request, "office/reference.html")
