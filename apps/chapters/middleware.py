from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from apps.chapters.querysets.merging import heir_of


class MergedGroups:
    """The addresses of a group that became part of another lead on to what is there now: its page, and each post,
    album and paper that went along. They stand in mails, on posters and in other people's pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match = request.resolver_match
        if not isinstance(error, Http404) or match is None or match.namespace != "chapters":
            return None
        heir = heir_of(match.kwargs.get("slug", "")) if request.method == "GET" else None
        if heir is None:
            return None
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse(match.view_name, kwargs={**match.kwargs, "slug": heir.slug}) + asked)
