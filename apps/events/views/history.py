"""At which events the reader was."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.events.models import Registration
from apps.events.reports.history import visits


@policy.signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """All of them, the newest first, each with its certificate."""
    found = visits(Registration.objects.of(request.user), timezone.now())
    return render(request, "events/my_visits.html", {"visits": found})
