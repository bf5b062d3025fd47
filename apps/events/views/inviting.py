"""The organisers invite the members of their groups by mail."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.events.actions import inviting
from apps.events.actions.refusals import NotOpen
from apps.events.models import Event, Invitation
from apps.events.querysets.invitees import invitees
from apps.events.rules import Standing
from apps.events.views.access import organised


@policy.signed_in
@organised
def invite(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """How many would be asked, who has answered, and the button."""
    if request.method == "POST":
        try:
            number = inviting.invite(event, by=request.user)
        except NotOpen as refusal:
            messages.error(request, str(refusal.message))
        else:
            said = ngettext("%(number)s invitation goes out.", "%(number)s invitations go out.", number)
            messages.success(request, said % {"number": number})
        return redirect("events:desk_invite", event.slug)
    sent = Invitation.objects.filter(event=event).exclude(sent_at=None)
    counted = sent.aggregate(
        sent=Count("pk"), yes=Count("pk", filter=Q(reply="yes")), no=Count("pk", filter=Q(reply="no"))
    )
    context = {
        "event": event,
        "standing": standing,
        "number": invitees(event, timezone.localdate(), request.user).count(),
        "counted": counted,
        "is_ahead": event.state == Event.State.PUBLISHED and event.starts_at > timezone.now(),
    }
    return render(request, "events/desk/invite.html", context)
