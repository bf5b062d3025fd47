"""Who may do what with payments, and how much of it. The only place where either is spelled."""

from apps.accounts.models import User
from apps.accounts.rules import ADMINISTRATOR, EVENTS, GIVING

VIEW = "payments.view_paymentrequest"  # what was asked of whom, and the slips
ASK = "payments.add_paymentrequest"
CONFIRM = "payments.confirm_payments"
REFUND = "payments.pay_refunds"
KEEP_PAYEES = tuple(f"payments.{verb}_{model}" for verb in ("add", "change", "view") for model in ("payee", "account"))

PERMISSIONS: dict[str, tuple[str, ...]] = {
    ADMINISTRATOR: KEEP_PAYEES,  # where money goes is not settled by whoever counts it
    GIVING: (VIEW, ASK, CONFIRM, REFUND),
    EVENTS: (VIEW, ASK),
}

WAITING_SLIPS = 5  # of one request at a time; more are a mistake or mischief


def may_see(viewer: User) -> bool:
    return viewer.is_active and viewer.is_staff and viewer.has_perm(VIEW)
