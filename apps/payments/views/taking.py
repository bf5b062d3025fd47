"""The list of refunds, as a file for whoever makes the transfers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.payments import rules
from apps.payments.actions import taking
from apps.payments.forms.desk import TakeForm


@policy.staff(rules.REFUND)
def refunds(request: SignedInRequest) -> HttpResponse:
    """The file, once it is said what for."""
    form = TakeForm(request.POST or None, initial={"which": TakeForm.DUE, "text": request.GET.get("q", "")[:200]})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        taken = taking.take_refunds(
            is_paid=data["which"] == TakeForm.PAID, text=data["text"], reason=data["reason"], by=request.user
        )
        response = HttpResponse(taken.content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="refunds-{timezone.localdate():%Y%m%d}.csv"'
        return response
    return render(request, "payments/desk_export.html", {"form": form}, status=422 if form.errors else 200)
