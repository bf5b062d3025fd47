"""What happened to my record, and what I asked for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.records.actions import requests
from apps.records.actions.held import AlreadyDecided
from apps.records.models import HeldChange, Source
from apps.records.reports.own import PAGES, own_events
from apps.records.views.me.own import own_person

SIZE = 30


@policy.on_record
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """Every change, the newest first."""
    asked = request.GET.get("before", "")
    before = int(asked[:18]) if asked.isascii() and asked.isdigit() else None
    events, older = own_events(own_person(request), request.user, before=before, size=SIZE)
    return render(request, "records/me/history.html", {"events": events, "older": older, "before": before})


@require_POST
@policy.on_record
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """I no longer ask for it."""
    held = get_object_or_404(HeldChange, pk=pk, person__account=request.user, source=Source.SELF)
    try:
        requests.withdraw(held, by=request.user)
    except AlreadyDecided as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Withdrawn."))
    return redirect(f"records:{PAGES[held.table]}" if held.table in PAGES else "home:me")
