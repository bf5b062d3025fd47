"""An event's own page, its picture, the picture that is drawn beside a shared link, its calendar file, and the button
by which anybody asks the office to look at it."""

from typing import cast

from allauth.core import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.core.lib.line_sharing import share_url
from apps.events import feeds, rules
from apps.events.actions import moderation, pictures
from apps.events.exports.share_picture import share_picture as drawn
from apps.events.forms.moderation import ComplaintForm
from apps.events.models import Event
from apps.events.reports.page import facts_of, page_url, share_picture_url, sheet_of
from apps.events.reports.photos import album_of
from apps.events.views.access import event_of
from apps.records import policy as visibility

TYPES = {"large": "image/webp", "card": "image/webp"}


@policy.public
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The event as this reader may see it."""
    event = event_of(request, slug)
    standing = rules.standing_of(request.user, event)
    sheet = sheet_of(event, request.user, timezone.now(), organises=standing.organises)
    is_public = event.audience == Event.Audience.PUBLIC
    context = {
        "event": event,
        "sheet": sheet,
        "glance": sheet.glance,
        "standing": standing,
        "is_public": is_public,
        "may_ask": event.chapter is not None and standing.is_alumnus and not standing.organises,
        "facts": facts_of(sheet) if is_public else None,
        "url": page_url(event),
        "share_picture": share_picture_url(event) if is_public else "",
        "line_url": share_url(page_url(event)),
        "album": album_of(request, event),
    }
    return render(request, "events/show.html", context)


@policy.public
@require_safe
def calendar_file(request: HttpRequest, slug: str) -> HttpResponse:
    """One entry for the reader's calendar; to whoever is registered, with the link to the meeting."""
    event = event_of(request, slug)
    sheet = sheet_of(event, request.user, timezone.now())
    response = HttpResponse(feeds.single(event, online_url=sheet.online_url), content_type=feeds.TYPE)
    response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return response


@policy.public
@require_safe
@cache_control(private=True, max_age=0)
def picture(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The event's picture to those who may see the event."""
    event = _of_reader_or_organiser(request, slug)
    file = pictures.file_of(event.picture, form) if event.picture and form in TYPES else ""
    if not file or not default_storage.exists(file):
        raise Http404
    with default_storage.open(file) as kept:
        return HttpResponse(kept.read(), content_type=TYPES[form])


@policy.public
@require_safe
@cache_control(public=True, max_age=3600)
def share_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """What stands beside the link in LINE: the event's picture, or one that is set from its title and day. Only of
    what everybody may see."""
    event = Event.objects.public().filter(audience=Event.Audience.PUBLIC, slug=slug).with_hosts().first()
    if event is None:
        raise Http404
    content, kind = drawn(event)
    return HttpResponse(content, content_type=kind)


@policy.public
def complain(request: HttpRequest, slug: str) -> HttpResponse:
    """Says what is wrong with an event; the organisers do not learn who did. Guests may say it too, a few times an
    hour."""
    event, is_alumnus = event_of(request, slug), visibility.is_alumnus(request.user)
    viewer = visibility.person_of(request.user) if is_alumnus else None
    form = ComplaintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        limited = None if viewer else ratelimit.consume_or_429(request, action="report")
        if limited is not None:
            return cast(HttpResponse, limited)
        try:
            if viewer is not None:
                moderation.complain(event, viewer, **form.cleaned_data, by=cast(SignedInRequest, request).user)
            else:
                moderation.complain_as_guest(event, **form.cleaned_data)
        except (ValidationError, moderation.TooManyComplaints) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Thank you. The office looks at it within 1 working day."))
            return redirect("events:show", event.slug)
    context = {"event": event, "form": form}
    return render(request, "events/complain.html", context, status=422 if form.errors else 200)


def _of_reader_or_organiser(request: HttpRequest, slug: str) -> Event:
    """Organisers look at the picture of a draft, too."""
    mine = Event.objects.organised_by(request.user).filter(slug=slug).first()
    return mine or event_of(request, slug)
