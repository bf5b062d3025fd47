"""A slip beside what was asked for; the next one opens by itself."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.payments import rules
from apps.payments.actions import confirming, slips
from apps.payments.actions.confirming import Arrival
from apps.payments.actions.refusals import AlreadyDecided, OwnMatter
from apps.payments.forms.desk import CONFIRM, SlipDecisionForm
from apps.payments.models import PaymentRequest, Slip
from apps.payments.reports import sheet_of


@policy.staff(rules.CONFIRM)
def show(request: SignedInRequest, slip: UUID) -> HttpResponse:
    """One slip: the money is there, or the payer reads why not."""
    found = get_object_or_404(_seen(request).select_related("request__payee", "by", "decided_by"), public_id=slip)
    form = SlipDecisionForm(request.POST or None, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, found, form)
        except (ValidationError, AlreadyDecided, OwnMatter) as error:
            found.refresh_from_db()
            refuse(form, error, {"amount_satang": "amount"})
        else:
            messages.success(request, _("Decided."))
            return _to_next(request, found)
    context = {
        "slip": found,
        "asked": found.request,
        "sheet": sheet_of(found.request),
        "form": form,
        "left": _waiting(request).exclude(pk=found.pk).count(),
    }
    return render(request, "payments/desk_slip.html", context, status=422 if form.errors else 200)


def _seen(request: SignedInRequest) -> QuerySet[Slip]:
    return Slip.objects.filter(request__in=PaymentRequest.objects.visible_to(request.user))


def _waiting(request: SignedInRequest) -> QuerySet[Slip]:
    return _seen(request).filter(state=Slip.State.WAITING).order_by("sent_at", "pk")


def _initial(slip: Slip) -> dict[str, object]:
    return {
        "amount": slip.request.missing_satang or None,
        "arrived_on": timezone.localdate(slip.sent_at),
        "bank_reference": slip.bank_reference,
        "version": slip.version,
    }


def _decide(request: SignedInRequest, slip: Slip, form: SlipDecisionForm) -> None:
    data, by = form.cleaned_data, request.user
    if data["decision"] == CONFIRM:
        arrival = Arrival(data["amount"], data["arrived_on"], data["bank_reference"])
        confirming.confirm(slip, arrival, by=by, expected_version=data["version"])
    else:
        slips.refuse(slip, reason=data["reason"], by=by, expected_version=data["version"])


def _to_next(request: SignedInRequest, slip: Slip) -> HttpResponse:
    following = _waiting(request).exclude(pk=slip.pk).first()
    return redirect("payments:desk_slip", following.public_id) if following else redirect("payments:desk")
