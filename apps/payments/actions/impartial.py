"""Whoever says for the office that money came, or sends it back, is not the one who pays or gets it."""

from apps.accounts.models import User
from apps.payments import rules
from apps.payments.actions.refusals import OwnMatter
from apps.payments.models import PaymentRequest


def check(request: PaymentRequest, *, by: User) -> None:
    """Raises OwnMatter."""
    if rules.is_own(by, request):
        raise OwnMatter
