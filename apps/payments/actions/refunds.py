"""Money that goes back: asked for, told where to, paid out by the office."""

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import audit, rows
from apps.core.models import AuditEntry
from apps.payments import emails
from apps.payments.actions import impartial, telling
from apps.payments.actions.refusals import AlreadyDecided
from apps.payments.models import PaymentRequest, Refund


@transaction.atomic
def ask(
    request: PaymentRequest, *, satang: int, reason: str, by: User | None, expected_version: int | None = None
) -> Refund:
    """So much goes back to whoever paid. Raises Stale, and ValidationError where it is more than came."""
    current = PaymentRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if expected_version is not None and current.version != expected_version:
        raise rows.Stale
    owed = {"refunded_satang": current.refunded_satang + satang}
    rows.change(current, owed, by=by, action="payments.owe_refund", subject_id=current.person_id)
    refund = Refund(request=current, amount_satang=satang, reason=reason[:300], asked_by=by)
    rows.create(refund, by=by, action="payments.ask_refund", subject_id=current.person_id, reason=reason)
    request.refresh_from_db()
    telling.tell(request, "refund_asked", emails.send_refund_asked, refund=refund)
    return refund


@transaction.atomic
def say_where(refund: Refund, destination: str, *, by: User | None) -> None:
    """The payer says to which account it should go. Raises AlreadyDecided where it is paid out."""
    _request, current = _locked(refund)
    if current.paid_at is not None:
        raise AlreadyDecided
    values = {"destination": destination}
    rows.change(current, values, by=by, action="payments.tell_account", subject_id=current.request.person_id)
    refund.refresh_from_db()


@transaction.atomic
def pay_out(refund: Refund, *, bank_reference: str, by: User) -> None:
    """The office has sent the money; where to is forgotten, in the audit trail too. Raises OwnMatter,
    AlreadyDecided, and ValidationError."""
    request, current = _locked(refund)
    impartial.check(request, by=by)
    if current.paid_at is not None:
        raise AlreadyDecided
    _forget_destination(current, by=by)
    values = {"paid_at": timezone.now(), "paid_by": by, "bank_reference": bank_reference}
    rows.change(current, values, by=by, action="payments.pay_refund", subject_id=request.person_id)
    refund.refresh_from_db()
    telling.tell(request, "refunded", emails.send_refunded, refund=refund)


@transaction.atomic
def drop(refund: Refund, *, reason: str, by: User) -> None:
    """It does not go back after all. Raises AlreadyDecided where it is paid out or dropped."""
    request = PaymentRequest.objects.select_for_update(no_key=True).get(pk=refund.request_id)
    current = Refund.objects.filter(pk=refund.pk, paid_at=None).first()
    if current is None:
        raise AlreadyDecided
    _forget_destination(current, by=by)
    rows.remove(current, by=by, action="payments.drop_refund", subject_id=request.person_id, reason=reason)
    less = {"refunded_satang": request.refunded_satang - current.amount_satang}
    rows.change(request, less, by=by, action="payments.owe_refund", subject_id=request.person_id)


def _forget_destination(refund: Refund, *, by: User) -> None:
    subject_id = refund.request.person_id
    rows.change(refund, {"destination": ""}, by=by, action="payments.forget_account", subject_id=subject_id)
    told = ("payments.tell_account", "payments.forget_account")
    entries = AuditEntry.objects.filter(table=audit.table_of(refund), key=str(refund.pk), action__in=told)
    audit.erase_values(entries, by=by, reason="where a refund goes is forgotten once it is decided")


def _locked(refund: Refund) -> tuple[PaymentRequest, Refund]:
    request = PaymentRequest.objects.select_for_update(no_key=True).get(pk=refund.request_id)
    current = Refund.objects.filter(pk=refund.pk).first()
    if current is None:
        raise AlreadyDecided
    return request, current
