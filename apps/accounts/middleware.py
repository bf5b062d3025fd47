from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

WORKING_DAY = timedelta(hours=8)


class StaffSessions:
    """A member of staff signs in anew each working day, however they signed in; everybody else stays signed in for
    SESSION_COOKIE_AGE (see docs/adr/0004-accounts.md)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.is_staff and request.session.get_expiry_age() > WORKING_DAY.total_seconds():
            request.session.set_expiry(timezone.now() + WORKING_DAY)
        return self.get_response(request)
