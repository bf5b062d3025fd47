"""The organisers register somebody: found by name, then with which ticket and whom they bring; or, from outside of the
directory, by the name that they write."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.directory.actions import looking_up
from apps.events.actions import entering
from apps.events.actions.refusals import Full, NotOpen, NotPayable, RegisteredAlready, TooMany
from apps.events.forms.entering import EnterForm, OutsideForm
from apps.events.models import Event, Registration
from apps.events.querysets.found import MOST
from apps.events.reports import door as reports
from apps.events.rules import Standing
from apps.events.views.access import organised
from apps.records.models import Person

REFUSALS = (Full, NotOpen, NotPayable, TooMany, entering.CannotPay)


@policy.signed_in
@organised
def enter(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """Whom, then with which ticket."""
    given = request.POST or request.GET
    if "outside" in given:
        return _outside(request, event, standing)
    person = _person(given.get("person", ""), request.user) if "person" in given else None
    if person is None:
        text = request.GET.get("q", "").strip()[:100]
        found = {"text": text, "people": looking_up.find(text, by=request.user, size=MOST).rows if text else []}
        return _page(request, event, standing, found)
    form = EnterForm(request.POST or None, event=event)
    name = reports.own_name(person)
    if request.method == "POST" and form.is_valid() and _entered(request, event, person, name, form):
        return redirect("events:desk_attendance", event.slug)
    return _page(request, event, standing, {"form": form, "person": person, "name": name})


def _outside(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    form = OutsideForm(request.POST or None, event=event, initial={"name": request.GET.get("q", "")[:150]})
    if request.method == "POST" and form.is_valid():
        made = _entered(request, event, None, form.cleaned_data["name"], form)
        if made is not None:
            return redirect("events:request", event.slug, made.pk)
    return _page(request, event, standing, {"form": form})


def _page(request: SignedInRequest, event: Event, standing: Standing, more: dict[str, Any]) -> HttpResponse:
    status = 422 if "form" in more and more["form"].errors else 200
    return render(request, "events/desk/enter.html", {"event": event, "standing": standing, **more}, status=status)


def _person(key: str, by: User) -> Person:
    """Whom this organiser would find elsewhere too."""
    try:
        found = get_object_or_404(Person.objects.select_related("account"), public_id=UUID(key))
    except ValueError as error:
        raise Http404 from error
    if not looking_up.finds(found.pk, by=by):
        raise Http404
    return found


def _entered(
    request: SignedInRequest, event: Event, person: Person | None, name: str, form: EnterForm
) -> Registration | None:
    data = form.cleaned_data
    try:
        made = entering.enter(
            event, person, name, ticket=data.get("ticket"), guests=data.get("guests", []), by=request.user
        )
    except RegisteredAlready:
        form.add_error(None, _("This person is registered for this event already."))
    except REFUSALS as refusal:
        form.add_error(None, str(refusal.message))
    else:
        messages.success(request, _said(made) % {"name": name})
        return made
    return None


def _said(made: Registration) -> str:
    if made.state == Registration.State.WAITING:
        return _("All seats are taken: %(name)s is in the queue now, and told by mail.")
    if made.state == Registration.State.PAYING:
        return _("A seat is held for %(name)s, who is told by mail how to pay.")
    if made.person is None:
        return _("%(name)s is registered. Give them the code of the ticket, or let them say their name at the door.")
    return _("%(name)s is registered and gets the ticket by mail.")
