"""How fast mailings go to each mail provider: seen, set and taken away by whoever may start mailings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.core.lib.keys import key_of
from apps.mailings import rules
from apps.mailings.actions import rate_rows
from apps.mailings.forms.rates import RateForm, initial_of
from apps.mailings.models import Rate
from apps.mailings.reports.rates import rate_lines


@policy.staff(rules.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: SignedInRequest) -> HttpResponse:
    """All of them, and a new one."""
    form = RateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rate_rows.add(form.values(), by=request.user)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Set. It counts within a minute."))
            return redirect("mailings:office_rates")
    context = {"lines": rate_lines(timezone.now()), "form": form}
    return render(request, "mailings/office/rates.html", context, status=422 if form.errors else 200)


@policy.staff(rules.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """One of them."""
    rate = get_object_or_404(Rate, pk=pk)
    form = RateForm(request.POST or None, initial=initial_of(rate))
    if request.method == "POST" and form.is_valid():
        try:
            rate_rows.change(rate, form.values(), by=request.user, expected_version=form.cleaned_data["version"])
        except (ValidationError, rows.Stale) as refusal:
            refuse(form, refusal, row=rate)
        else:
            messages.success(request, _("Set. It counts within a minute."))
            return redirect("mailings:office_rates")
    context = {"rate": rate, "form": form}
    return render(request, "mailings/office/rate.html", context, status=422 if form.errors else 200)


@policy.staff(rules.SEND)
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Takes one away, if it still is what the page showed."""
    rate = get_object_or_404(Rate, pk=pk)
    try:
        rate_rows.remove(rate, by=request.user, expected_version=key_of(request.POST.get("version", "")))
    except rows.Stale as refusal:
        messages.error(request, str(refusal.message))
        return redirect("mailings:office_rate", rate.pk)
    messages.success(request, _("Removed. Mail to this domain goes as fast as the others again."))
    return redirect("mailings:office_rates")
