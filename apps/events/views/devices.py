"""What the script of the door asks for: the list beforehand, then again and again what is new."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.events.actions.door import scanning
from apps.events.lib import scans
from apps.events.models import Event
from apps.events.reports import door as reports
from apps.events.rules import Standing
from apps.events.views.access import at_door


@policy.signed_in
@at_door
@require_safe
def people(_request: SignedInRequest, event: Event, _standing: Standing) -> HttpResponse:
    """The list, for a device to keep until the day after the event."""
    return JsonResponse(reports.door_list(event))


@policy.signed_in
@at_door
@require_POST
def sync(request: SignedInRequest, event: Event, _standing: Standing) -> HttpResponse:
    """Takes what was done at this door and tells what was done at the others."""
    try:
        envelope = scans.read(request.body, now=timezone.now())
    except scans.Unreadable as error:
        return JsonResponse({"why": error.code}, status=413 if error.code == "many" else 400)
    done = scanning.take(event, envelope.scans, device=envelope.device, by=request.user)
    answers = reports.answers(done.items()) | {key: {"outcome": "unknown"} for key in envelope.unread}
    return JsonResponse({"answers": answers, **reports.news(event, envelope.since)})


@policy.signed_in
@at_door
@require_safe
def worker(_request: SignedInRequest, _event: Event, _standing: Standing) -> HttpResponse:
    """The script that keeps the page where there is no network: its address decides for which pages, this door's."""
    script = settings.BASE_DIR / "static" / "js" / "door" / "worker.js"
    return HttpResponse(script.read_bytes(), content_type="text/javascript; charset=utf-8")
