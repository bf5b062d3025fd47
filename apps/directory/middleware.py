"""What whoever is met by the directory's door reads, on whichever page they looked for somebody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from apps.directory.actions import reading


class DirectoryDoor:
    """Answers for a directory that the office has closed for the reader, and for one who has read very much."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, reading.Closed):
            return render(request, "directory/closed.html", {"suspension": error.suspension}, status=403)
        return _wait(request, error) if isinstance(error, reading.TooMuch) else None


def _wait(request: HttpRequest, too_much: reading.TooMuch) -> HttpResponse:
    seconds = max(1, int((too_much.again_at - timezone.now()).total_seconds()))
    response = render(request, "directory/too_much.html", {"again_at": too_much.again_at}, status=429)
    response["Retry-After"] = str(seconds)
    return response
