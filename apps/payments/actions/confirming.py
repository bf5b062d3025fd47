"""The office finds that money arrived, or that it said so by mistake. From what came follows whether a request is
paid; whoever asked for it hears of it in the same transaction."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core import registries
from apps.core.actions import rows
from apps.payments import emails
from apps.payments.actions import impartial, refunds, slips, telling
from apps.payments.actions.asking import change, follow
from apps.payments.actions.refusals import AlreadyDecided, RefundWaits
from apps.payments.models import Payment, PaymentRequest, Slip

State = PaymentRequest.State


@dataclass(frozen=True)
class Arrival:
    """What the statement (or the counter) says: how much, when, and under which number."""

    satang: int
    arrived_on: date
    bank_reference: str = ""
    way: str = Payment.Way.TRANSFER
    note: str = ""


@transaction.atomic
def confirm(slip: Slip, arrival: Arrival, *, by: User, expected_version: int | None = None) -> Payment:
    """The money of this slip arrived. Raises OwnMatter, AlreadyDecided, and ValidationError where the bank's
    reference has paid before."""
    request = _locked(slip.request_id)
    impartial.check(request, by=by)
    slips.decide(
        slip,
        Slip.State.CONFIRMED,
        request=request,
        by=by,
        action="payments.confirm_slip",
        expected_version=expected_version,
    )
    return _receive(request, arrival, slip=slip, by=by)


@transaction.atomic
def receive(request: PaymentRequest, arrival: Arrival, *, by: User, expected_version: int | None = None) -> Payment:
    """Money that arrived without a slip: found on the statement, or paid at the counter. Raises OwnMatter,
    ValidationError, and Stale where something else came since it was looked at: cash has no reference that pays
    once."""
    current = _locked(request.pk)
    impartial.check(current, by=by)
    if expected_version is not None and current.version != expected_version:
        raise rows.Stale
    payment = _receive(current, arrival, slip=None, by=by)
    request.refresh_from_db()
    return payment


@transaction.atomic
def withdraw(payment: Payment, *, reason: str, by: User) -> None:
    """It did not arrive after all. Its slip waits for a decision again. Raises AlreadyDecided, RefundWaits, and
    ValidationError where more was refunded than is left."""
    request = _locked(payment.request_id)
    current = Payment.objects.get(pk=payment.pk)
    if current.withdrawn_at is not None:
        raise AlreadyDecided
    if request.refunds.filter(paid_at=None).exists():
        raise RefundWaits
    values = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdraw_reason": reason}
    rows.change(
        current, values, by=by, action="payments.withdraw_payment", subject_id=request.person_id, reason=reason
    )
    if current.slip is not None:
        back = {"state": Slip.State.WAITING, "decided_at": None, "decided_by": None}
        rows.change(current.slip, back, by=by, action="payments.reopen_slip", subject_id=request.person_id)
    beyond = max(0, request.received_satang - request.amount_satang)
    again = min(beyond, request.refunded_satang)  # it went back because this one came, and is missing now
    left = request.received_satang - current.amount_satang
    _settle(request, left, asked=request.amount_satang + again, by=by, action="payments.reopen")
    payment.refresh_from_db()


def _receive(request: PaymentRequest, arrival: Arrival, *, slip: Slip | None, by: User) -> Payment:
    payment = Payment(
        request=request,
        slip=slip,
        way=arrival.way,
        amount_satang=arrival.satang,
        bank_reference=arrival.bank_reference,
        arrived_on=arrival.arrived_on,
        confirmed_by=by,
        note=arrival.note,
    )
    rows.create(payment, by=by, action="payments.confirm", subject_id=request.person_id)
    owed = request.missing_satang
    _settle(request, request.received_satang + arrival.satang, by=by, action="payments.receive")
    extra = max(0, arrival.satang - owed)
    if extra and not _takes_more(request):
        with translation.override(request.account.language if request.account else request.language):
            reason = _("More came than was asked for.")  # in words for the payer
        refunds.ask(request, satang=extra, reason=reason, by=by)
    telling.tell(request, "received", emails.send_received, payment=payment)
    return payment


def _settle(request: PaymentRequest, received: int, *, asked: int | None = None, by: User, action: str) -> None:
    """Writes down what came, and the state that follows from it."""
    values: dict[str, object] = {"received_satang": received}
    if request.state != State.CANCELLED:
        amount = asked or request.amount_satang
        is_paid = received >= amount
        values |= {
            "amount_satang": amount,
            "state": State.PAID if is_paid else State.OPEN,
            "settled_at": (request.settled_at or timezone.now()) if is_paid else None,
        }
    change(request, values, by=by, action=action)
    follow(request)


def _locked(pk: int) -> PaymentRequest:
    return PaymentRequest.objects.select_for_update(no_key=True).get(pk=pk)


def _takes_more(request: PaymentRequest) -> bool:
    kind = request.purpose_kind
    is_open = request.state != State.CANCELLED
    return is_open and kind in registries.payment_purposes and registries.payment_purposes[kind].takes_more
