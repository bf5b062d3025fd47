"""Feeds for calendar programs, outside of the pages' languages (`?lang=en` for English), and the page on which one
subscribes."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.models import Chapter
from apps.chapters.querysets.merging import heir_of
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.events import feeds
from apps.events.actions import calendar_keys
from apps.events.forms.calendars import KeyForm
from apps.events.models import CalendarKey, Event
from apps.events.querysets.events import EventQuerySet

MINE = "events.new_calendar_key"  # key of the session: the address that was just made


@policy.public
@require_safe
def public(request: HttpRequest) -> HttpResponseBase:
    """Everything that everybody may see."""
    with translation.override(_language(request)):
        return _answer(request, _for_everybody(), kind="public", name=_("Events of the alumni groups"), is_public=True)


@policy.public
@require_safe
def of_group(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What everybody may see of a group's events."""
    chapter = Chapter.objects.public().filter(slug=slug).first()
    if chapter is None and (heir := heir_of(slug)) is not None:  # subscribed before the two became one
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse("calendars:group", args=[heir.slug]) + asked)
    if chapter is None:
        raise Http404
    with translation.override(_language(request)):
        found = _for_everybody().held_by(chapter.pk)
        return _answer(request, found, kind=f"group {chapter.pk}", name=chapter.name, is_public=True)


@policy.public
@require_safe
def mine(request: HttpRequest, token: str) -> HttpResponseBase:
    """The events of whoever made this secret address."""
    key = calendar_keys.opened_by(token)
    if key is None:
        raise Http404
    with translation.override(_language(request, key.account.language)):
        events = feeds.mine(key.account)
        return _answer(request, events, kind=f"mine {key.pk}", name=_("My events"), is_public=False)


@policy.public
def subscribe(request: HttpRequest) -> HttpResponse:
    """How to have the events in one's own calendar: the public feed, and a secret address for one's own."""
    form = KeyForm(request.POST or None)
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?next={quote(request.path)}")
        if form.is_valid():
            try:
                secret = calendar_keys.make(request.user, label=form.cleaned_data["label"])
            except (ValidationError, calendar_keys.TooManyKeys) as refusal:
                refuse(form, refusal)
            else:
                request.session[MINE] = secret
                return redirect("events:subscribe")
    keys: Any = CalendarKey.objects.none()
    if request.user.is_authenticated:
        keys = CalendarKey.objects.filter(account=request.user, revoked_at=None).order_by("-created_at")
    secret = request.session.pop(MINE, "")
    context = {
        "form": form,
        "keys": keys,
        "feed": _ways(reverse("calendars:public")),
        "own": _ways(reverse("calendars:mine", args=[secret])) if secret else None,
    }
    return render(request, "events/subscribe.html", context, status=422 if form.errors else 200)


@policy.signed_in
@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """The address opens nothing any more."""
    key = get_object_or_404(CalendarKey, pk=pk, account=request.user)
    try:
        calendar_keys.revoke(key, by=request.user)
    except rows.Stale:
        messages.info(request, _("It is revoked already."))
    else:
        messages.success(request, _("The address opens nothing any more."))
    return redirect("events:subscribe")


def _for_everybody() -> EventQuerySet:
    events: EventQuerySet = Event.objects.visible_to(AnonymousUser())
    return feeds.in_feed(events, timezone.now())


def _language(request: HttpRequest, usual: str = settings.LANGUAGE_CODE) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else usual


def _answer(request: HttpRequest, events: EventQuerySet, *, kind: str, name: str, is_public: bool) -> HttpResponseBase:
    """304 where the subscriber has it already: then nothing is read but which entries there are and since when. A
    moment alone would not do: an entry that goes, or an old event for which one registers, leaves no newer one."""
    etag = feeds.stamp(events, kind=kind, name=name)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        shown = list(events.with_hosts()[: feeds.MOST])
        url = settings.SITE_URL + request.get_full_path() if is_public else ""
        content = feeds.feed(shown, name=name, url=url, online_urls=not is_public)
        response = HttpResponse(content, content_type=feeds.TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=900" if is_public else "private, no-store"
    return response


def _ways(path: str) -> dict[str, str]:
    """The address as programs take it: to copy, to open, and for Google."""
    url = settings.SITE_URL + path
    if translation.get_language() == "en":
        url += "?lang=en"
    bare = url.partition("://")[2]
    return {
        "url": url,
        "webcal": f"webcal://{bare}",
        "google": f"https://calendar.google.com/calendar/render?cid={quote(f'webcal://{bare}', safe='')}",
        "outlook": f"https://outlook.live.com/calendar/0/addfromweb?url={quote(url, safe='')}",
    }
