"""Registrations that the organisers approve, each by itself."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.events.actions import ending, registering
from apps.events.actions.refusals import AlreadyDecided, NotOpen
from apps.events.forms.registering import RefuseForm
from apps.events.models import Event, Registration
from apps.events.rules import Standing
from apps.events.views.at_door import organised
from apps.payments.actions.refusals import NoAccount


@policy.signed_in
@organised
def index(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """Who waits for an answer, in the order in which they came."""
    waiting = Registration.objects.filter(event=event, state=Registration.State.ASKED).order_by("number")
    rows = waiting.prefetch_related("attendees", "answers__question").select_related("person", "account")
    return render(request, "events/requests.html", {"event": event, "standing": standing, "rows": rows})


@policy.signed_in
@organised
def answer(request: SignedInRequest, event: Event, standing: Standing, pk: int) -> HttpResponse:
    """Accepts it, or says why not."""
    row = get_object_or_404(Registration.objects.select_related("event", "person", "account"), event=event, pk=pk)
    form = RefuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["outcome"] == "approve":
                registering.approve(row, by=request.user)
            else:
                ending.refuse(row, by=request.user, reason=form.cleaned_data["reason"])
        except (ValidationError, AlreadyDecided, NotOpen, NoAccount) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("They are told by e-mail."))
            return redirect("events:requests", event.slug)
    context = {"event": event, "row": row, "form": form, "attendees": row.attendees.all(), "standing": standing}
    context["answers"] = row.answers.select_related("question")
    return render(request, "events/request.html", context, status=422 if form.errors else 200)
