"""The list of refunds as a file, for whoever makes the transfers."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.lib import csv_files
from apps.payments.lib import references
from apps.payments.models import Refund
from apps.payments.querysets.requests import PaymentRequestQuerySet


@dataclass(frozen=True)
class Taken:
    """A file, how many refunds are in it, and whose."""

    content: bytes
    refunds: int
    person_ids: list[int]


def refunds_file(seen: PaymentRequestQuerySet, *, is_paid: bool, mark: str) -> Taken:
    """A line for each refund of these requests that is still to be paid out, or that was; `mark` stands in each. Where
    the money goes is kept, and so written, only until it is paid out."""
    found = Refund.objects.filter(request__in=seen, paid_at__isnull=not is_paid)
    rows = list(found.select_related("request__payee", "request__account", "paid_by").order_by("asked_at", "pk"))
    heads = [
        *(_("Reference"), _("What for"), _("Payer"), _("Payer's e-mail"), _("Paid to"), _("Refund (baht)")),
        *(_("Reason"), _("On the list since"), _("Where to"), _("Paid out on"), _("Bank's reference of the refund")),
        *(_("Paid out by"), _("Taken by")),
    ]
    content = "".join(csv_files.lines(heads, (_cells(row, mark) for row in rows))).encode()
    return Taken(content, len(rows), sorted({row.request.person_id for row in rows if row.request.person_id}))


def _cells(refund: Refund, mark: str) -> list[object]:
    asked = refund.request
    return [
        references.written(asked.reference),
        asked.title,
        asked.payer_name,
        (asked.account.email if asked.account else "") or asked.payer_email,
        str(asked.payee),
        Decimal(refund.amount_satang) / 100,
        refund.reason,
        f"{timezone.localtime(refund.asked_at):%Y-%m-%d}",
        refund.destination,
        f"{timezone.localtime(refund.paid_at):%Y-%m-%d}" if refund.paid_at else "",
        refund.bank_reference,
        str(refund.paid_by or ""),
        mark,
    ]
