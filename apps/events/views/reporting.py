"""The report of an event: written by the organisers, read by the office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.events.actions.after import reporting
from apps.events.forms.after import ReportForm
from apps.events.models import Event, EventReport
from apps.events.querysets import reporting as reports
from apps.events.reports.numbers import labelled
from apps.events.rules import VIEW, Standing
from apps.events.views.access import organised

SHOWN = 50


@policy.signed_in
@organised
def write(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """The figures as they are, and words; kept as a draft until it is sent."""
    report = EventReport.objects.filter(event=event).first()
    form = ReportForm(request.POST or None, initial={"text": report.text if report else ""})
    if request.method == "POST" and form.is_valid():
        sends = "send" in request.POST
        try:
            reporting.write(event, form.cleaned_data["text"], by=request.user, sends=sends)
        except reporting.REFUSALS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Sent. The office reads it.") if sends else _("Kept as a draft."))
            return redirect("events:desk_report", event.slug)
    is_sent = report is not None and report.sent_at is not None
    context = {
        "event": event,
        "standing": standing,
        "report": report,
        "is_sent": is_sent,
        "is_over": event.ends_at <= timezone.now(),
        "figures": labelled(report.numbers if report and is_sent else reporting.numbers_of(event)),
        "form": form,
    }
    return render(request, "events/desk/report.html", context, status=422 if form.errors else 200)


@policy.staff(VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What the office has to read, and what has not come."""
    context = {
        "unread": reports.unread()[:SHOWN],
        "overdue": reports.overdue(timezone.now())[:SHOWN],
        "read": reports.read()[:SHOWN],
    }
    return render(request, "events/office/reports.html", context)


@policy.staff(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """One report; whoever has read it says so."""
    rows = EventReport.objects.select_related("event__chapter", "sent_by", "read_by")
    report = get_object_or_404(rows, pk=pk, sent_at__isnull=False)
    if request.method == "POST":
        reporting.note_read(report, by=request.user)
        messages.success(request, _("Noted that it was read."))
        return redirect("events:office_reports")
    context = {"report": report, "event": report.event, "figures": labelled(report.numbers)}
    return render(request, "events/office/report.html", context)
