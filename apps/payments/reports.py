"""What the pages of payments show, read together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.core import registries
from apps.core.actions import audit
from apps.core.models import AuditEntry
from apps.payments.lib import promptpay
from apps.payments.models import Account, Payment, PaymentRequest, Refund, Slip


@dataclass(frozen=True)
class Way:
    """How a request is paid today: the account, and the text of its QR code, which carries amount and (to a biller)
    reference. Without an account in force there is none."""

    account: Account
    code: str
    carries_reference: bool


@dataclass(frozen=True)
class Sheet:
    """A request with everything that belongs to it."""

    request: PaymentRequest
    way: Way | None
    slips: list[Slip]
    payments: list[Payment]
    refunds: list[Refund]
    purpose: str
    url: str  # of what is paid for; "" where it has no page
    held_until: datetime | None  # what is paid for is kept until then

    @property
    def waiting(self) -> list[Slip]:
        return [slip for slip in self.slips if slip.state == Slip.State.WAITING]

    @property
    def refused(self) -> Slip | None:
        """The newest slip, where it is no proof and something is still to be paid."""
        newest = self.slips[0] if self.slips and self.request.state == PaymentRequest.State.OPEN else None
        return newest if newest and newest.state == Slip.State.REFUSED else None

    @property
    def is_overdue(self) -> bool:
        due = self.request.due_on
        return self.request.state == PaymentRequest.State.OPEN and due is not None and due < timezone.localdate()


def way_of(request: PaymentRequest) -> Way | None:
    """None once nothing is to be paid, and where no account of the payee holds today."""
    account = Account.objects.in_force(timezone.localdate()).filter(payee=request.payee_id).first()
    if account is None or not request.missing_satang:
        return None
    to = account.receiver
    is_bill = to.kind is promptpay.Kind.BILLER
    order = promptpay.Order(to, request.missing_satang, request.reference if is_bill else "")
    return Way(account, promptpay.build(order), is_bill)


def sheet_of(request: PaymentRequest) -> Sheet:
    purpose = dict(registries.payment_purposes).get(request.purpose_kind)
    return Sheet(
        request=request,
        way=way_of(request),
        slips=list(request.slips.select_related("by", "decided_by").order_by("-sent_at", "-pk")),
        payments=list(request.payments.select_related("confirmed_by", "withdrawn_by").order_by("pk")),
        refunds=list(request.refunds.select_related("asked_by", "paid_by").order_by("pk")),
        purpose=str(purpose.name) if purpose else "",
        url=purpose.url(request.purpose_key) if purpose and request.purpose_key else "",
        held_until=purpose.held_until(request.purpose_key) if purpose and request.purpose_key else None,
    )


def history_of(sheet: Sheet) -> QuerySet[AuditEntry]:
    """What was done about the request and about what belongs to it, the newest first."""
    found = Q(table=audit.table_of(sheet.request), key=str(sheet.request.pk))
    for rows in (sheet.slips, sheet.payments, sheet.refunds):
        if rows:
            found |= Q(table=audit.table_of(rows[0]), key__in=[str(row.pk) for row in rows])
    return AuditEntry.objects.filter(found).order_by("-pk")


def state_of(request: PaymentRequest, slips: Iterable[Slip]) -> str:
    """The state as its payer understands it: an open request of which a slip waits is being looked at."""
    if request.state == PaymentRequest.State.OPEN and any(slip.state == Slip.State.WAITING for slip in slips):
        return "checking"
    if request.state == PaymentRequest.State.OPEN and request.received_satang:
        return "partly"
    return request.state
