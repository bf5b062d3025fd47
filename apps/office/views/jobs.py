from django.http import HttpRequest, HttpResponse

from apps.core import policy


@policy.staff()
def index(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Being written."""
    return HttpResponse()


@policy.staff()
def show(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Being written."""
    return HttpResponse()


@policy.staff()
def cancel(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Being written."""
    return HttpResponse()


@policy.staff()
def result(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Being written."""
    return HttpResponse()
