from django.http import HttpRequest, HttpResponse

from apps.core import policy


@policy.staff()
def index(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Being written."""
    return HttpResponse()


@policy.staff()
def as_csv(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Being written."""
    return HttpResponse()
