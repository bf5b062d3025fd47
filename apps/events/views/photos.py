"""The album of an event."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions.refusals import NotOpen
from apps.core import policy
from apps.events.actions.after import photos
from apps.events.models import Event
from apps.events.rules import Standing
from apps.events.views.access import organised


@policy.signed_in
@organised
@require_POST
def begin(request: SignedInRequest, event: Event, _standing: Standing) -> HttpResponse:
    """Begins the album, or leads to the one that there is; its group's leaders fill it."""
    if event.chapter is None:
        return redirect("events:desk_attendance", event.slug)
    try:
        album = photos.begin_album(event, by=request.user)
    except (ValidationError, NotOpen):
        messages.info(request, _("The group cannot begin an album now."))
        return redirect("events:desk_attendance", event.slug)
    return redirect("chapters:desk_album", event.chapter.slug, album.pk)
