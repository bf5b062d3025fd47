"""The door of every page of the directory: closed while the office keeps it closed for somebody, and shut for a while
for whoever reads too much at once."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse

from apps.accounts.rules import SignedInRequest
from apps.directory.actions import reading
from apps.records import policy
from apps.records.models import Person

View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """Admits; why not, and until when, says the middleware. The view gets the reader's own record after the request,
    which says who has blocked them: `blocked_by`."""

    @wraps(view)
    def admitted(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        viewer = own_record(request)
        reading.come_in(viewer)
        return view(request, viewer, *args, **kwargs)

    return admitted


def own_record(request: SignedInRequest) -> Person:
    """The record of the account: the policy of these pages lets nobody in who has none."""
    viewer = policy.person_of(request.user)
    assert viewer is not None  # noqa: S101 - the policy says so
    return viewer
