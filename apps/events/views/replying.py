"""Answering by the link in a mail: signed in or not, for one person and one event. Looking changes nothing, since mail
programs open links by themselves; a press does."""

from collections.abc import Callable

from allauth.core import ratelimit
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from apps.core import policy
from apps.events import rules
from apps.events.actions import ending, replying
from apps.events.actions.refusals import TO_REGISTRANTS, LinkOver
from apps.events.models import Invitation
from apps.events.reports import tickets as reports

ANSWERS: dict[str, Callable[[Invitation], object]] = {
    "yes": replying.say_yes,
    "no": replying.say_no,
    "end": replying.end_link,
}


@policy.public
@cache_control(private=True, no_store=True)
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """The event, what this person said, and its buttons."""
    try:
        invitation = replying.opened(token)
    except LinkOver:
        return render(request, "events/link_over.html", status=404)
    refusal = ""
    if request.method == "POST":
        limited: HttpResponse | None = ratelimit.consume_or_429(request, action="reply", key=str(invitation.pk))
        if limited is not None:
            return limited
        act = ANSWERS.get(request.POST.get("answer", ""))
        if act is None:
            return redirect(request.path)
        try:
            act(invitation)
        except (ValidationError, *TO_REGISTRANTS) as error:
            refusal = str(getattr(error, "message", error))
        else:
            return redirect(request.path)
    registration = replying.registration_of(invitation)
    owner = invitation.person.account if invitation.person else invitation.account
    context = {
        "event": invitation.event,
        "invitation": invitation,
        "invited": _given_name(rules.name_of(rules.invited_standing(invitation, owner))),
        "is_somebody_else": request.user.is_authenticated and request.user != owner,
        "sheet": reports.sheet_of(registration) if registration else None,
        "refusal": refusal,
        "is_one_tap": registration is not None and replying.is_one_tap(registration),
        "may_change": registration is None or ending.may_change(registration, timezone.now()),
    }
    return render(request, "events/reply.html", context, status=409 if refusal else 200)


def _given_name(name: str) -> str:
    """Mails are passed on: whoever presses sees whose answer it is, and no more of them than that."""
    return "" if "@" in name else name.partition(" ")[0]
