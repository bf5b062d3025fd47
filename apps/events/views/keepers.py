"""Who keeps the door: named by the organisers from among those whom they find in the directory."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.chapters.querysets.faces import titled_names
from apps.core import policy
from apps.core.lib.uuids import uuid_in
from apps.directory.actions import looking_up
from apps.events.actions.door import keepers
from apps.events.models import DoorKeeper, Event
from apps.events.querysets.found import MOST
from apps.events.rules import Standing
from apps.events.views.access import organised
from apps.records.models import Person


@policy.signed_in
@organised
def index(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """Who keeps it, and whom to name."""
    if request.method == "POST":
        return _named(request, event)
    text = request.GET.get("q", "").strip()[:100]
    rows = list(DoorKeeper.objects.filter(event=event).order_by("pk"))
    names = titled_names([row.person_id for row in rows])
    context = {
        "event": event,
        "standing": standing,
        "keepers": [(row, names.get(row.person_id, "")) for row in rows],
        "text": text,
        "people": looking_up.find(text, by=request.user, size=MOST).rows if text else [],
        "until": keepers.last_day(event),
    }
    return render(request, "events/desk/keepers.html", context)


@policy.signed_in
@organised
@require_POST
def dismiss(request: SignedInRequest, event: Event, _standing: Standing, pk: int) -> HttpResponse:
    """Somebody keeps the door no more."""
    keepers.dismiss(get_object_or_404(DoorKeeper, pk=pk, event=event), by=request.user)
    messages.success(request, _("They keep this door no more."))
    return redirect("events:desk_keepers", event.slug)


def _named(request: SignedInRequest, event: Event) -> HttpResponse:
    person = get_object_or_404(Person, public_id=uuid_in(request.POST.get("person", "")))
    if not looking_up.finds(person.pk, by=request.user):
        return redirect("events:desk_keepers", event.slug)
    try:
        keepers.name(event, person, by=request.user)
    except ValidationError as refusal:
        messages.info(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Named. They find the page of the door under the event."))
    return redirect("events:desk_keepers", event.slug)
