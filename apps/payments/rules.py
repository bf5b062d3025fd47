"""Who may do what with payments, and how much of it. The only place where either is spelled."""

from typing import TYPE_CHECKING

from apps.accounts.models import User
from apps.accounts.rules import ADMINISTRATOR, EVENTS, GIVING

if TYPE_CHECKING:
    from apps.payments.models import PaymentRequest  # whose queryset asks these rules

VIEW = "payments.view_paymentrequest"  # what was asked of whom, and what came
ASK = "payments.add_paymentrequest"
CONFIRM = "payments.confirm_payments"  # opens the pictures of slips too: only payers and cashiers see them
REFUND = "payments.pay_refunds"
KEEP_PAYEES = tuple(f"payments.{verb}_{model}" for verb in ("add", "change", "view") for model in ("payee", "account"))

PERMISSIONS: dict[str, tuple[str, ...]] = {
    ADMINISTRATOR: KEEP_PAYEES,  # where money goes is not settled by whoever counts it
    GIVING: (VIEW, ASK, CONFIRM, REFUND),
    EVENTS: (VIEW, ASK),
}

WAITING_SLIPS = 5  # of one request at a time; more are a mistake or mischief


def may_cancel(viewer: User, request: "PaymentRequest") -> bool:
    """Whoever counts the money; else whoever asked for it. What an app asked for ends by what it was asked for."""
    return viewer.has_perm(CONFIRM) or (viewer.has_perm(ASK) and request.asked_by_id == viewer.pk)


def is_own(by: User, request: "PaymentRequest") -> bool:
    """Are they themselves the payer?"""
    person = request.person
    return request.account_id == by.pk or (person is not None and person.account_id == by.pk)


def may_see(viewer: User) -> bool:
    return viewer.is_active and viewer.is_staff and viewer.has_perm(VIEW)
