"""Changing one's own registration: other guests, another ticket, other answers, until the cut-off."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.events.actions import changing, ending
from apps.events.actions.details import Details
from apps.events.actions.refusals import TooLate
from apps.events.forms.registering import ChoiceForm, DetailsForm
from apps.events.models import TicketType
from apps.events.reports import tickets as reports
from apps.events.views.registering import FORM, REFUSALS, Desk, as_typed, choice_form, desk_of, details_form


@policy.signed_in
def change(request: SignedInRequest, slug: str) -> HttpResponse:
    """Other seats first, where others were chosen; then who sits on them."""
    desk = desk_of(request, slug)
    if desk.mine is None or desk.mine.state in FORM:
        return redirect("events:register", slug)
    if not ending.may_change(desk.mine, timezone.now()):
        messages.error(request, str(TooLate.message))
        return redirect("events:mine", slug)
    choice = choice_form(desk, request.POST or None)
    details = details_form(desk) if request.method != "POST" else _change(request, desk, choice)
    if desk.mine.state in FORM:  # fewer seats were free at once: they are on offer now
        return redirect("events:register", slug)
    if details is not None:
        return _page(request, desk, choice, details)
    if desk.mine.attendees.exclude(lapses_at=None).exists():
        messages.info(request, _("The seats of your guests are held. Pay the difference, and they are theirs."))
        return redirect("events:pay", slug)
    messages.success(request, _("Your registration is changed."))
    return redirect("events:mine", slug)


def _change(request: SignedInRequest, desk: Desk, choice: ChoiceForm) -> DetailsForm | None:
    """None once all is saved; else the form as it is to be shown."""
    assert desk.mine is not None  # noqa: S101 - asked before
    if not choice.is_valid():
        return as_typed(desk, request)
    if request.POST.get("step") == "choose" or not changing.same_seats(desk.tickets, choice.tickets()):
        before, wanted = desk.tickets, choice.tickets()
        is_smaller = len(wanted) < len(before)
        if _do(desk, choice, wanted, None) and not changing.same_seats(before, wanted):
            messages.success(request, _reseated(len(wanted)))
        # Who is gone may have sat in the middle: what was typed of the others then stands beside other names.
        return details_form(desk) if is_smaller else as_typed(desk, request)
    details = details_form(desk, request.POST)
    if details is not None and details.is_valid() and _do(desk, details, desk.tickets, details.details()):
        return None
    return details


def _reseated(seats: int) -> str:
    words = ngettext(
        "Changed: you have %(seats)s seat now. Look at the names below and save.",
        "Changed: you have %(seats)s seats now. Look at the names below and save.",
        seats,
    )
    return words % {"seats": seats}


def _do(desk: Desk, form: ChoiceForm | DetailsForm, tickets: list[TicketType | None], told: Details | None) -> bool:
    assert desk.mine is not None  # noqa: S101 - asked before
    try:
        changing.change(desk.mine, desk.standing, tickets, told, by=desk.standing.user)
    except REFUSALS as refusal:
        refuse(form, refusal)
        return False
    return True


def _page(request: SignedInRequest, desk: Desk, choice: ChoiceForm, details: DetailsForm | None) -> HttpResponse:
    assert desk.mine is not None and details is not None  # noqa: S101, PT018 - asked before
    context = {
        "event": desk.event,
        "mine": desk.mine,
        "choice": choice,
        "details": details,
        "form": choice if choice.errors else details,
        "sheet": reports.sheet_of(desk.mine),
        "has_choice": len(choice.fields) > 0,
    }
    is_refused = choice.errors or details.errors
    return render(request, "events/my_change.html", context, status=422 if is_refused else 200)
