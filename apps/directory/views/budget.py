"""The door of every page of the directory: closed while the office keeps it closed for somebody, and shut for a while
for whoever reads too much at once."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from apps.accounts.rules import SignedInRequest
from apps.directory.actions import reading
from apps.directory.models import Suspension
from apps.directory.querysets import reach
from apps.records import policy
from apps.records.models import Person

View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """Admits, or says why not and until when. The view gets the reader's own record after the request, which says who
    has blocked them: `blocked_by`."""

    @wraps(view)
    def admitted(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        viewer = own_record(request)
        door = reach.door_of(viewer)
        if door.is_closed:
            suspension = reach.suspension_of(viewer, Suspension.What.DIRECTORY)
            return render(request, "directory/closed.html", {"suspension": suspension}, status=403)
        viewer.blocked_by = door.blocked_by  # type: ignore[attr-defined] # for the lists
        try:
            return view(request, viewer, *args, **kwargs)
        except reading.TooMuch as too_much:
            return _wait(request, too_much)

    return admitted


def own_record(request: SignedInRequest) -> Person:
    """The record of the account: the policy of these pages lets nobody in who has none."""
    viewer = policy.person_of(request.user)
    assert viewer is not None  # noqa: S101 - the policy says so
    return viewer


def _wait(request: SignedInRequest, too_much: reading.TooMuch) -> HttpResponse:
    seconds = max(1, int((too_much.again_at - timezone.now()).total_seconds()))
    context = {"again_at": too_much.again_at, "minutes": -(-seconds // 60)}
    response = render(request, "directory/too_much.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response
