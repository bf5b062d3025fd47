"""What payments keep of people, entered in the register of personal data (`core.privacy`)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core import registries
from apps.core.privacy import Basis, Expiry, Part, Subject, Table
from apps.payments.actions import slips
from apps.payments.models import Payment, PaymentRequest, Refund, Slip

YEAR = 365
OF_REQUEST = "request__person"


def requests_of(subject: Subject) -> QuerySet[PaymentRequest]:
    """Asked of the person, or of their account."""
    mine = Q(account=subject.account_id) if subject.account_id else Q(pk=None)
    if subject.person_id:
        mine |= Q(person=subject.person_id)
    return PaymentRequest.objects.filter(mine)


def slips_of(subject: Subject) -> QuerySet[Slip]:
    return Slip.objects.filter(request__in=requests_of(subject))


def payments_of(subject: Subject) -> QuerySet[Payment]:
    return Payment.objects.filter(request__in=requests_of(subject))


def refunds_of(subject: Subject) -> QuerySet[Refund]:
    return Refund.objects.filter(request__in=requests_of(subject))


@transaction.atomic
def erase(subject: Subject) -> int:
    """Pictures of slips and where refunds should go; requests for which nothing came go altogether. What was paid
    stays, with the name under which it was booked."""
    mine = list(requests_of(subject).values_list("pk", flat=True))
    gone = slips.forget_pictures(Slip.objects.filter(request__in=mine))
    gone += (
        Refund.objects.filter(request__in=mine)
        .exclude(destination="")
        .update(destination="", version=F("version") + 1, updated_at=timezone.now())
    )
    gone += PaymentRequest.objects.filter(pk__in=mine, received_satang=0).delete()[0]
    booked = PaymentRequest.objects.filter(pk__in=mine)
    return gone + booked.update(
        person=None, account=None, payer_email="", version=F("version") + 1, updated_at=timezone.now()
    )


def pictures(subject: Subject) -> Iterator[tuple[str, str]]:
    for slip in slips_of(subject).exclude(picture="").order_by("pk"):
        yield f"payments/slips/{slip.public_id}", slip.picture


def old_pictures(before: datetime) -> QuerySet[Slip]:
    return Slip.objects.filter(decided_at__lt=before).exclude(picture="")


def unpaid(before: datetime) -> QuerySet[PaymentRequest]:
    """Cancelled before anything came."""
    cancelled = PaymentRequest.State.CANCELLED
    return PaymentRequest.objects.filter(state=cancelled, settled_at__lt=before, received_satang=0)


def old_payments(before: datetime) -> QuerySet[PaymentRequest]:
    return PaymentRequest.objects.filter(settled_at__lt=before)


def _table(model: str, *fields: str, **more: Any) -> Table:
    return Table(f"payments.{model}", fields, **more)


PAYMENTS = Part(
    order=35,
    label=_("What you were asked to pay and have paid"),
    purpose=_("So that money reaches whom it is meant for, is counted once, and can be accounted for."),
    basis=Basis.LAW,
    kept_for=_(
        "six years after it was paid; pictures of slips a year; what nobody paid, a year after it is cancelled"
    ),
    erased=_("pictures of slips, accounts for refunds, and requests for which nothing was paid"),
    stays=_("amounts, days and the name under which they were booked, as the law on accounts demands"),
    erase=erase,
    files=pictures,
    tables=(
        _table(
            *("paymentrequest", "public_id", "reference", "payee", "payer_name", "payer_email", "language"),
            *("purpose_kind", "purpose_key", "title_th", "title_en", "amount_satang", "received_satang"),
            *("refunded_satang", "due_on", "state", "asked_by", "asked_at", "settled_at", "cancel_reason"),
            owner="person",
            withheld=("account",),
            rows=requests_of,
            moves=("account",),
        ),
        _table(
            *("slip", "public_id", "code", "bank", "bank_reference", "state", "by", "sent_at", "decided_by"),
            *("decided_at", "reason"),
            owner=OF_REQUEST,
            withheld=("picture", "digest"),
            rows=slips_of,
            follows=("request",),
        ),
        _table(
            *("payment", "slip", "way", "amount_satang", "bank_reference", "arrived_on", "confirmed_by"),
            *("confirmed_at", "withdrawn_by", "withdrawn_at", "withdraw_reason"),
            owner=OF_REQUEST,
            withheld=("note",),
            rows=payments_of,
            follows=("request", "slip"),
        ),
        _table(
            *("refund", "amount_satang", "reason", "destination", "asked_by", "asked_at", "paid_by", "paid_at"),
            "bank_reference",
            owner=OF_REQUEST,
            rows=refunds_of,
            follows=("request",),
        ),
    ),
    expiries=(
        Expiry(_("pictures of slips"), YEAR, old_pictures, slips.forget_pictures),
        Expiry(_("payments that were asked for in vain"), YEAR, unpaid),
        Expiry(_("payments"), 6 * YEAR, old_payments),
    ),
)


def register() -> None:
    registries.privacy.add("payments.payments", PAYMENTS)
