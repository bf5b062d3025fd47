"""What whoever comes told the organisers: for the kitchen, the door and the T-shirts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.events.models import Event
from apps.events.reports import answers as reports
from apps.events.rules import Standing
from apps.events.views.access import organised


@policy.signed_in
@organised
@require_safe
def index(request: SignedInRequest, event: Event, standing: Standing) -> HttpResponse:
    """Answers in figures and in words, food and access needs, words to the organisers."""
    context = {
        "event": event,
        "standing": standing,
        "asked": reports.asked_of(event),
        "needs": reports.needs_of(event),
        "notes": reports.notes_of(event),
    }
    return render(request, "events/desk/answers.html", context)
