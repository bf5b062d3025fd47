"""The office's payments: what waits, what is open, and one request with all that may be done about it."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.models import User
from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.core.reports import tell
from apps.payments import rules
from apps.payments.actions import asking, confirming, refunds
from apps.payments.actions.confirming import Arrival
from apps.payments.actions.refusals import AlreadyDecided, NoAccount, OwnMatter, RefundWaits
from apps.payments.forms.desk import AskForm, PayOutForm, ReasonForm, ReceiveForm, RefundForm
from apps.payments.models import Payment, PaymentRequest, Refund, Slip
from apps.payments.querysets.requests import PaymentRequestQuerySet
from apps.payments.registries import OTHER
from apps.payments.reports import history_of, sheet_of, state_of

PER_PAGE = 50
MOST_LINES = 50  # of a history
REFUSALS = (ValidationError, AlreadyDecided, NoAccount, OwnMatter, RefundWaits, rows.Stale)
State = PaymentRequest.State


@policy.staff(rules.VIEW)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """The piles: slips that wait, what is open, paid, to be refunded, cancelled; and a search over all."""
    seen = PaymentRequest.objects.visible_to(request.user)
    text = " ".join(request.GET.get("q", "")[:200].replace("\0", " ").split())
    pile = request.GET.get("pile", "")
    pile = pile if pile in _piles(seen) else "waiting"
    found = seen.matching(text).order_by("-pk") if text else _piles(seen)[pile]
    page = Paginator(found.select_related("payee").prefetch_related("slips"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": [(each, state_of(each, each.slips.all()), _first_waiting(each)) for each in page],
        "pile": "" if text else pile,
        "q": text,
        "counts": {name: rows.count() for name, rows in _piles(seen).items() if name in {"waiting", "refunds"}},
    }
    return render(request, "payments/desk.html", context)


@policy.staff(rules.VIEW)
@require_safe
def show(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One request: what came, what goes back, and its history."""
    return _page(request, _asked(request, public_id))


@policy.staff(rules.ASK)
def ask(request: SignedInRequest) -> HttpResponse:
    """The office asks somebody for an amount; the link goes out by mail."""
    form = AskForm(request.POST or None, initial={"language": "th"})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        account = User.objects.filter(email=data["email"].lower(), is_active=True).first()
        payer = asking.Payer(data["name"], account=account, email=data["email"], language=data["language"])
        try:
            made = asking.ask(
                payee=data["payee"],
                satang=data["amount"],
                purpose=(OTHER, str(data["key"] or "")),
                title=(data["title_th"], data["title_en"]),
                payer=payer,
                due_on=data["due_on"],
                by=request.user,
            )
        except REFUSALS as error:
            key = str(data["key"] or "-")
            twin = PaymentRequest.objects.filter(purpose_kind=OTHER, purpose_key=key, asked_by=request.user).first()
            if twin is not None:
                return redirect("payments:desk_request", twin.public_id)
            refuse(form, error, {"amount_satang": "amount"})
        else:
            messages.success(request, _("Asked. The mail with the link is on its way."))
            return redirect("payments:desk_request", made.public_id)
    return render(request, "payments/ask.html", {"form": form}, status=422 if form.errors else 200)


@policy.staff(rules.CONFIRM)
@require_POST
def receive(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Money that came without a slip."""
    found, form = _asked(request, public_id), ReceiveForm(request.POST)

    def deed() -> object:
        data = form.cleaned_data
        arrival = Arrival(data["amount"], data["arrived_on"], data["bank_reference"], data["way"], data["note"])
        return confirming.receive(found, arrival, by=request.user, expected_version=data["version"])

    return _done(request, found, "receive", form, deed)


@policy.staff(rules.ASK)
@require_POST
def cancel(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The amount is no longer asked for."""
    found, form = _asked(request, public_id), ReasonForm(request.POST)
    if not rules.may_cancel(request.user, found):
        raise PermissionDenied
    return _done(
        request,
        found,
        "cancel",
        form,
        lambda: asking.cancel(found, reason=form.cleaned_data["reason"], by=request.user),
    )


@policy.staff(rules.REFUND)
@require_POST
def refund(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Something goes back."""
    found, form = _asked(request, public_id), RefundForm(request.POST)

    def deed() -> object:
        data = form.cleaned_data
        of_it = {"satang": data["amount"], "reason": data["reason"], "expected_version": data["version"]}
        return refunds.ask(found, **of_it, by=request.user)

    return _done(request, found, "refund", form, deed)


@policy.staff(rules.CONFIRM)
def withdraw_payment(request: SignedInRequest, payment: int) -> HttpResponse:
    """The office was wrong: the money did not arrive."""
    seen = PaymentRequest.objects.visible_to(request.user)
    row = get_object_or_404(Payment.objects.select_related("request"), pk=payment, request__in=seen, withdrawn_at=None)
    form = ReasonForm(request.POST or None)
    return _asked_first(
        request,
        form,
        row.request,
        lambda: confirming.withdraw(row, reason=form.cleaned_data["reason"], by=request.user),
        {"payment": row, "title": _("Withdraw a payment")},
    )


@policy.staff(rules.REFUND)
def pay_out(request: SignedInRequest, refund: int) -> HttpResponse:
    """The refund was sent."""
    row = _refund(request, refund)
    form = PayOutForm(request.POST or None)
    return _asked_first(
        request,
        form,
        row.request,
        lambda: refunds.pay_out(row, bank_reference=form.cleaned_data["bank_reference"], by=request.user),
        {"refund": row, "title": _("Pay a refund out")},
    )


@policy.staff(rules.REFUND)
def drop_refund(request: SignedInRequest, refund: int) -> HttpResponse:
    """It does not go back after all."""
    row = _refund(request, refund)
    form = ReasonForm(request.POST or None)
    return _asked_first(
        request,
        form,
        row.request,
        lambda: refunds.drop(row, reason=form.cleaned_data["reason"], by=request.user),
        {"refund": row, "title": _("Drop a refund"), "drops": True},
    )


def _piles(seen: PaymentRequestQuerySet) -> dict[str, PaymentRequestQuerySet]:
    return {
        "waiting": seen.waiting().order_by("pk"),
        "open": seen.filter(state=State.OPEN).order_by("due_on", "pk"),
        "paid": seen.filter(state=State.PAID).order_by("-settled_at", "-pk"),
        "refunds": seen.with_refunds_due().order_by("pk"),
        "cancelled": seen.filter(state=State.CANCELLED).order_by("-settled_at", "-pk"),
    }


def _first_waiting(asked: PaymentRequest) -> Slip | None:
    waiting = [slip for slip in asked.slips.all() if slip.state == Slip.State.WAITING]
    return min(waiting, key=lambda slip: (slip.sent_at, slip.pk), default=None)


def _asked(request: SignedInRequest, public_id: UUID) -> PaymentRequest:
    seen = PaymentRequest.objects.visible_to(request.user).select_related("payee", "person", "account", "asked_by")
    return get_object_or_404(seen, public_id=public_id)


def _refund(request: SignedInRequest, pk: int) -> Refund:
    seen = PaymentRequest.objects.visible_to(request.user)
    return get_object_or_404(Refund.objects.select_related("request"), pk=pk, request__in=seen, paid_at=None)


def _page(request: SignedInRequest, found: PaymentRequest, **bound: forms.Form) -> HttpResponse:
    sheet = sheet_of(found)
    context = {
        "sheet": sheet,
        "asked": found,
        "state": state_of(found, sheet.slips),
        "receive": ReceiveForm(initial={"amount": found.missing_satang or None, "version": found.version}),
        "cancel": ReasonForm(),
        "may_cancel": rules.may_cancel(request.user, found),
        "refund": RefundForm(initial={"amount": found.kept_satang or None, "version": found.version}),
        "history": tell(history_of(sheet)[:MOST_LINES]),
        "opened": next(iter(bound), ""),
        **bound,
    }
    return render(request, "payments/desk_request.html", context, status=422 if bound else 200)


def _done(
    request: SignedInRequest, found: PaymentRequest, name: str, form: forms.Form, deed: Callable[[], object]
) -> HttpResponse:
    """Back to the page; with what was typed and why it is refused, where it is."""
    if form.is_valid():
        try:
            deed()
        except REFUSALS as error:
            found.refresh_from_db()
            refuse(form, error, {"amount_satang": "amount", "refunded_satang": "amount"}, row=found)
        else:
            messages.success(request, _("Saved."))
            return redirect("payments:desk_request", found.public_id)
    return _page(request, found, **{name: form})


def _asked_first(
    request: SignedInRequest,
    form: forms.Form,
    found: PaymentRequest,
    deed: Callable[[], object],
    context: dict[str, object],
) -> HttpResponse:
    """A page of its own for what is not easily undone."""
    if request.method == "POST" and form.is_valid():
        try:
            deed()
        except REFUSALS as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("payments:desk_request", found.public_id)
    status = 422 if form.errors else 200
    return render(request, "payments/desk_deed.html", {**context, "form": form, "asked": found}, status=status)
