"""The organisers write to those who come, wait or came: written, looked at with how many get it, sent."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.events.actions import announcing, publishing
from apps.events.forms.messages import MessageForm
from apps.events.models import Announcement, Event
from apps.events.querysets.addressees import Addressees, addressees
from apps.events.reports.messages import became, left_out
from apps.events.rules import Standing
from apps.events.views.access import organised

SHOWN = 30


@policy.signed_in
@organised
def index(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """What was written, and a new message: first it is shown with whom it reaches, then it is sent."""
    form = MessageForm(request.POST or None, instance=Announcement(event=event))
    found = None
    if request.method == "POST" and form.is_valid():
        found = addressees(event, form.cleaned_data["audience"], timezone.localdate())
        if "send" in request.POST:
            try:
                sent = announcing.send(form.instance, by=request.user)
            except (ValidationError, *announcing.REFUSALS) as refusal:
                refuse(form, refusal)
            else:
                messages.success(request, _said(form.instance, sent))
                return redirect("events:desk_messages", event.slug)
    context = {
        "event": event,
        "standing": standing,
        "form": form,
        "found": found if found and not form.errors else None,
        "left_out": left_out(found) if found else [],
        "goes_out": publishing.goes_out_by_itself(event.chapter, by=request.user),
        "written": Announcement.objects.filter(event=event).select_related("by").order_by("-created_at")[:SHOWN],
    }
    return render(request, "events/desk/messages.html", context, status=422 if form.errors else 200)


def _said(message: Announcement, sent: Addressees) -> str:
    if message.state == Announcement.State.WAITING:
        return _("Sent. The office looks at it first, within 1 working day.")
    return ngettext("Sent to %d person.", "Sent to %d people.", sent.number) % sent.number


@policy.signed_in
@organised
@require_safe
def show(request: SignedInRequest, event: Event, standing: Standing, pk: int) -> HttpResponse:
    """One that was sent."""
    found = get_object_or_404(Announcement.objects.select_related("by"), pk=pk, event=event)
    context = {"event": event, "standing": standing, "message": found, "became": became(found)}
    return render(request, "events/desk/message.html", context)
