"""What mail somebody wants: by the link in a mail, without signing in, or among their settings. Looking changes
nothing, whoever or whatever follows the link."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.mailings.actions import preferences as actions
from apps.mailings.actions import tokens
from apps.mailings.forms.preferences import PreferenceForm
from apps.mailings.models import Mailing, Topic, Via
from apps.mailings.querysets import preferences as said
from apps.records.models import Person

get_and_post = require_http_methods(["GET", "HEAD", "POST"])


@policy.public
@never_cache
@get_and_post
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in a mailing."""
    meant = tokens.read(token, tokens.PREFERENCES)
    if meant is None:
        raise Http404
    person = said.person_of(meant[0])
    if person is None:
        return render(request, "mailings/link_over.html")
    mailing = said.mailing_of(meant[1])
    return _page(request, person, mailing, by=None, template="mailings/preferences.html")


@policy.on_record
@get_and_post
def mine(request: SignedInRequest) -> HttpResponse:
    """The same among the settings of somebody who is signed in."""
    person = get_object_or_404(Person, account=request.user)
    return _page(request, person, None, by=request.user, template="mailings/my_mail.html")


@csrf_exempt  # a mail program that unsubscribes with one click has no cookie of ours; the link is the proof (RFC 8058)
@policy.public
@never_cache
@get_and_post
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """What the unsubscribe button of a mail program asks for. A GET asks first."""
    meant = tokens.read(token, tokens.ONE_CLICK)
    mailing = said.mailing_of(meant[1]) if meant else None
    person = said.person_of(meant[0]) if meant else None
    if meant is None:
        raise Http404
    if person is None or mailing is None:
        return render(request, "mailings/link_over.html")
    if request.method == "POST":
        is_button = request.POST.get("List-Unsubscribe") == "One-Click"
        actions.stop_what_it_was(person, mailing, via=Via.ONE_CLICK if is_button else Via.PAGE)
    context = {
        "what": _what(mailing),
        "is_service": not mailing.topic,
        "is_stopped": _is_stopped(person, mailing),
    }
    return render(request, "mailings/stop.html", context)


def _page(request: HttpRequest, person: Person, mailing: Mailing | None, *, by: Any, template: str) -> HttpResponse:
    wishes = said.wishes_of(person)
    sender = (mailing.sender_key, said.sender_name(mailing.sender_key)) if mailing else None
    sender = None if sender is None or sender[0] == "office" else sender
    deed = request.POST.get("deed", "")
    form = PreferenceForm(request.POST if deed == "save" else None, wishes=wishes, sender=sender)
    if request.method == "POST" and _done(request, person, form, deed, by=by):
        return redirect(request.path)
    context = {"form": form, "wishes": wishes, "refused": [each for each in wishes.topics if each.refused_at]}
    return render(request, template, context, status=422 if form.errors else 200)


def _done(request: HttpRequest, person: Person, form: PreferenceForm, deed: str, *, by: Any) -> bool:
    if deed == "leave":
        actions.leave_all(person, via=Via.PAGE, by=by)
        messages.success(request, _("You get no more mailings. Mail about what you registered for still comes."))
    elif deed == "come_back":
        actions.come_back(person, by=by)
        messages.success(request, _("You get mailings again, as chosen below."))
    elif deed != "save" or not form.is_valid():
        return False
    else:
        try:
            actions.choose(person, form.choice(), by=by)
        except actions.BadPause as refusal:
            refuse(form, refusal)
            return False
        messages.success(request, _("Saved. It holds from now on."))
    return True


def _what(mailing: Mailing) -> str:
    """What the button under a mailing stops, in words."""
    if mailing.sender_key == "office" and mailing.topic:
        return str(Topic(mailing.topic).label)
    return said.sender_name(mailing.sender_key)


def _is_stopped(person: Person, mailing: Mailing) -> bool:
    stops = person.mail_stops.all()
    if mailing.sender_key == "office":
        return stops.filter(topic=mailing.topic, sender_key="").exists()
    return stops.filter(sender_key=mailing.sender_key).exists()
