"""A payer's pages: what is asked of me, how to pay it, the slip as proof, and what became of it.

Whoever has an account signs in; a guest comes by the mail's link, which opens that one request in this browser."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.models import User
from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.core.lib import qr_codes
from apps.payments.actions import guests, refunds, refusals, slips
from apps.payments.forms.paying import DestinationForm, SlipForm
from apps.payments.models import PaymentRequest, Refund, Slip
from apps.payments.reports import sheet_of, state_of, way_of

OPENED = "payments.opened"  # key of the session: the requests that links have opened in this browser
private = cache_control(private=True, no_store=True)  # a guest's pages are nobody else's either
REFUSALS = (
    ValidationError,
    refusals.NotASlip,
    refusals.NotOpen,
    refusals.TooManySlips,
    refusals.AlreadyPaid,
    refusals.AlreadyDecided,
)


@policy.signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """What I am asked to pay and have paid, the open ones first."""
    found = PaymentRequest.objects.of_payer(request.user).with_back()
    found = found.select_related("payee").prefetch_related("slips")
    rows = [(each, state_of(each, each.slips.all())) for each in found.order_by("settled_at", "-asked_at", "-pk")]
    open_first = sorted(rows, key=lambda row: row[0].state != PaymentRequest.State.OPEN)
    return render(request, "payments/mine.html", {"rows": open_first})


@policy.public
@private
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One of them: the QR code, the slip, and how far it is."""
    found = own(request, public_id)
    if found is None:
        return closed(request)
    form = SlipForm(request.POST, request.FILES) if request.method == "POST" else SlipForm()
    if request.method == "POST":
        refusal: HttpResponse | None = ratelimit.consume_or_429(request, action="send_slip", key=str(found.pk))
        if refusal is not None:
            return refusal
        if form.is_valid() and _sent(request, found, form):
            return redirect("payments:request", found.public_id)
    return _page(request, found, form)


@policy.public
@require_safe
@private
def qr(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The QR code as a picture that a telephone can keep."""
    found = own(request, public_id)
    way = way_of(found) if found else None
    if way is None:
        raise Http404
    return HttpResponse(qr_codes.png(way.code), content_type="image/png")


@policy.public
@require_POST
def withdraw_slip(request: HttpRequest, public_id: UUID, slip: UUID) -> HttpResponse:
    """I sent the wrong picture."""
    found = own(request, public_id)
    if found is None:
        return closed(request)
    row = get_object_or_404(Slip, request=found, public_id=slip)
    try:
        slips.withdraw(row, by=account_of(request))
    except refusals.AlreadyDecided as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("The slip is withdrawn and its picture deleted."))
    return redirect("payments:request", found.public_id)


@policy.public
@private
def say_where(request: HttpRequest, public_id: UUID, refund: int) -> HttpResponse:
    """Where my money should go."""
    found = own(request, public_id)
    if found is None:
        return closed(request)
    row = get_object_or_404(Refund, request=found, pk=refund, paid_at=None)
    form = DestinationForm(request.POST or None, initial={"destination": str(row.destination)})
    if request.method == "POST" and form.is_valid():
        try:
            refunds.say_where(row, form.cleaned_data["destination"], by=account_of(request))
        except refusals.AlreadyDecided as error:
            refuse(form, error)
        else:
            messages.success(request, _("Thank you. We pay it there."))
            return redirect("payments:request", found.public_id)
    context = {"asked": found, "refund": row, "form": form}
    return render(request, "payments/where.html", context, status=422 if form.errors else 200)


@policy.public
@require_safe
@private
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of a guest's mail."""
    found = guests.request_of(token)
    if found is None:
        return render(request, "payments/link_over.html", status=404)
    opened = [each for each in request.session.get(OPENED, []) if each != str(found.public_id)]
    request.session[OPENED] = [*opened, str(found.public_id)][-20:]
    return redirect("payments:request", found.public_id)


def own(request: HttpRequest, public_id: UUID) -> PaymentRequest | None:
    """The reader's own request; None for whoever might have to sign in first. Raises Http404 for somebody else's."""
    rows = PaymentRequest.objects.select_related("payee", "account", "person")
    if str(public_id) in request.session.get(OPENED, []):
        found = rows.filter(public_id=public_id, account=None, person=None).first()
        if found is not None:
            return found
    if isinstance(request.user, AnonymousUser):
        return None
    return get_object_or_404(rows.of_payer(request.user), public_id=public_id)


def closed(request: HttpRequest) -> HttpResponse:
    """To whoever has not signed in and has opened no link; the same whether there is such a payment or not."""
    return render(request, "payments/closed.html", status=404)


def account_of(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _sent(request: HttpRequest, found: PaymentRequest, form: SlipForm) -> bool:
    try:
        slips.send(found, form.cleaned_data["slip"], by=account_of(request))
    except refusals.SentAlready as again:
        messages.info(request, str(again.message))
        return True
    except REFUSALS as error:
        found.refresh_from_db()
        refuse(form, error, {"digest": "slip", "bank_reference": "slip"})
        return False
    messages.success(request, _("Thank you. Your slip has arrived; we tell you as soon as we have found the money."))
    return True


def _page(request: HttpRequest, found: PaymentRequest, form: SlipForm) -> HttpResponse:
    sheet = sheet_of(found)
    context = {"sheet": sheet, "asked": found, "state": state_of(found, sheet.slips), "form": form}
    return render(request, "payments/request.html", context, status=422 if form.errors else 200)
