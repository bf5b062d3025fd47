"""Who came, for the organisers: on the page, and as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.events.actions.after import taking
from apps.events.forms.after import ExportForm
from apps.events.models import Event
from apps.events.reports import attendance as reports
from apps.events.rules import Standing
from apps.events.views.access import looked_at, organised

SHOWN = 1_000
WHICH = ("came", "missed", *reports.NOT_YET)


@policy.signed_in
@looked_at
@require_safe
def index(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """Registered and came, in figures and by name."""
    only = request.GET.get("only", "")
    lines = reports.lines(event, only=only if only in WHICH else "")
    found = reports.figures(event)
    has_begun = event.starts_at <= timezone.now() or found.came > 0
    context = {
        "event": event,
        "standing": standing,
        "found": found,
        "figures": reports.counted(found, is_over=event.is_over, has_begun=has_begun),
        "has_begun": has_begun,
        "only": only if only in WHICH else "",
        "total": len(lines),
        "lines": lines[:SHOWN],
        "can_enter": event.state == Event.State.PUBLISHED
        and event.takes_registrations
        and event.starts_at > timezone.now(),
    }
    return render(request, "events/desk/attendance.html", context)


@policy.signed_in
@organised
def export(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """The list as a file, once the organiser has said what for."""
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        taken = taking.take_attendance(event, reason=form.cleaned_data["reason"], by=request.user)
        response = HttpResponse(taken.content, content_type="text/csv; charset=utf-8")
        name = f"{event.slug}-{timezone.localdate():%Y%m%d}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    context = {"event": event, "standing": standing, "form": form}
    return render(request, "events/desk/export.html", context, status=422 if form.errors else 200)
