"""What payers are told by mail, each in their language. A guest's mail carries the link that opens the page."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from apps.accounts.emails import send
from apps.payments.actions import guests
from apps.payments.models import Payment, PaymentRequest, Refund

NOT_URGENT = {"X-Portal-Priority": "normal"}  # their purpose stays "a secret": a guest's link opens the page


def send_asked(request: PaymentRequest) -> None:
    """How much, what for, and the page with the QR code."""
    _send("payment_asked", request)


def send_received(request: PaymentRequest, *, payment: Payment) -> None:
    """What arrived, and what is still missing."""
    _send("payment_received", request, payment=payment)


def send_refused(request: PaymentRequest, *, reason: str) -> None:
    """The slip is no proof, why, and where to send another one."""
    _send("payment_refused", request, reason=reason)


def send_cancelled(request: PaymentRequest) -> None:
    """Nothing needs to be paid any more."""
    _send("payment_cancelled", request)


def send_refund_asked(request: PaymentRequest, *, refund: Refund) -> None:
    """Money goes back; the payer says where to."""
    _send("payment_refund", request, refund=refund)


def send_refunded(request: PaymentRequest, *, refund: Refund) -> None:
    """It was sent."""
    _send("payment_refunded", request, refund=refund)


def _send(name: str, request: PaymentRequest, **told: Any) -> None:
    account = request.account
    address = account.email if account else request.payer_email
    if not address:
        return
    with translation.override(account.language if account else request.language):
        context = {"request": request, "url": settings.SITE_URL + _page(request), **told}
        send(name, to=address, context=context, headers=NOT_URGENT)


def _page(request: PaymentRequest) -> str:
    if request.is_of_a_guest:
        return reverse("payments:open", args=[guests.token(request)])
    return reverse("payments:request", args=[request.public_id])
