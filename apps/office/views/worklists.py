"""The piles of work: follow-ups that are due, changes that wait for a decision, deaths with one source."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.office.forms.person import DecisionForm
from apps.office.querysets import about_people_of
from apps.office.reports import compared, things
from apps.records import rules
from apps.records.actions import held
from apps.records.models import ContactLogEntry, Death, HeldChange, PersonName

PER_PAGE = 50
CURRENT_NAMES = Prefetch("person__names", queryset=PersonName.objects.filter(is_current=True), to_attr="current_names")


@policy.staff(rules.VIEW)
def follow_ups(request: SignedInRequest) -> HttpResponse:
    """Conversations that want a next step: mine, or everybody's; the oldest first."""
    everybody = request.GET.get("whose") == "all"
    entries = about_people_of(request.user, ContactLogEntry.objects.open())
    if not everybody:
        entries = entries.of_owner(request.user)
    shown = entries.select_related("person", "follow_up_by").prefetch_related(CURRENT_NAMES)
    context = {
        "entries": shown.order_by("follow_up_on", "pk")[:PER_PAGE],
        "total": entries.count(),
        "everybody": everybody,
        "today": timezone.localdate(),
    }
    return render(request, "office/follow_ups.html", context)


@policy.staff(rules.VIEW)
def deaths(request: SignedInRequest) -> HttpResponse:
    """Deaths that one source has reported and no second one confirmed."""
    waiting = about_people_of(request.user, Death.objects.waiting_for_second_source())
    shown = waiting.select_related("person").prefetch_related(CURRENT_NAMES).order_by("first_at", "pk")[:PER_PAGE]
    return render(request, "office/deaths.html", {"deaths": shown, "total": waiting.count()})


@policy.staff(rules.DECIDE_HELD)
def held_changes(request: SignedInRequest) -> HttpResponse:
    """Changes that a less trusted source proposed; the oldest first."""
    waiting = _waiting(request)
    shown = waiting.select_related("person").prefetch_related(CURRENT_NAMES).order_by("created_at", "pk")[:PER_PAGE]
    about = things(shown)
    lines = [(change, about[change.pk]) for change in shown]
    return render(request, "office/held_changes.html", {"changes": lines, "total": waiting.count()})


@policy.staff(rules.DECIDE_HELD)
def held_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """One such change, what is recorded beside what is proposed; the next one opens by itself."""
    change = get_object_or_404(
        about_people_of(request.user, HeldChange.objects.all())
        .select_related("person")
        .prefetch_related(CURRENT_NAMES),
        pk=pk,
    )
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["decision"] == "accept":
                held.accept(change, by=request.user, reason=form.cleaned_data["reason"])
            else:
                held.reject(change, by=request.user, reason=form.cleaned_data["reason"])
        except (ValidationError, rows.Stale, held.AlreadyDecided, held.FactIsGone) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Decided."))
            following = _waiting(request).exclude(pk=pk).order_by("created_at", "pk").first()
            return redirect("office:held_change", following.pk) if following else redirect("office:held_changes")
    context = {"change": change, "form": form, "lines": compared(change), "thing": things([change])[change.pk]}
    return render(request, "office/held_change.html", context, status=422 if form.errors else 200)


def _waiting(request: SignedInRequest) -> QuerySet[HeldChange]:
    return about_people_of(request.user, HeldChange.objects.open())
