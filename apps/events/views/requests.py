"""Registrations that the organisers approve, each by itself."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.events.actions import ending, registering
from apps.events.actions.refusals import AlreadyDecided, NotPayable
from apps.events.forms.registering import CancelForm, RefuseForm
from apps.events.lib import codes
from apps.events.models import Attendee, Event, Registration
from apps.events.rules import Standing
from apps.events.views.access import organised


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
    """One registration: the organisers accept it, say why not, or cancel it."""
    found = Registration.objects.select_related("event__payee", "person", "account", "payment")
    row = get_object_or_404(found, event=event, pk=pk)
    is_asked = row.state == Registration.State.ASKED
    form = RefuseForm(request.POST or None) if is_asked else CancelForm(request.POST or None)
    if request.method == "POST" and row.is_open and form.is_valid():
        try:
            _decide(row, form, by=request.user)
        except (ValidationError, AlreadyDecided, NotPayable) as refusal:
            refuse(form, refusal)
        else:
            is_outside = row.person_id is None and row.account_id is None
            messages.success(request, _("Saved.") if is_outside else _("They are told by e-mail."))
            return redirect("events:requests" if is_asked else "events:desk_attendance", event.slug)
    context = {
        "event": event,
        "standing": standing,
        "row": row,
        "form": form,
        "attendees": [(each, _code_of(row, each)) for each in row.attendees.select_related("ticket")],
        "answers": row.answers.select_related("question"),
    }
    return render(request, "events/request.html", context, status=422 if form.errors else 200)


def _code_of(row: Registration, attendee: Attendee) -> str:
    """Of somebody whom no mail reaches, the organisers give it on; all others have it themselves."""
    is_outside = row.person is None and row.account is None and row.source == Registration.Source.ORGANISER
    return codes.written(attendee.code) if is_outside and row.state == Registration.State.CONFIRMED else ""


def _decide(row: Registration, form: RefuseForm | CancelForm, *, by: User) -> None:
    reason = form.cleaned_data["reason"]
    if isinstance(form, CancelForm):
        ending.cancel(row, by=by, reason=reason, is_organiser=True)
    elif form.cleaned_data["outcome"] == "approve":
        registering.approve(row, by=by)
    else:
        ending.refuse(row, by=by, reason=reason)
