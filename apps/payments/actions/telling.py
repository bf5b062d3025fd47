"""What a payer is told: under the bell where they have an account, and by mail where there is an address."""

from collections.abc import Callable
from typing import Any

from apps.accounts.actions import notices
from apps.payments.models import PaymentRequest

NOTICE = "payments.told"


def tell(request: PaymentRequest, what: str, mail: Callable[..., None], **told: Any) -> None:
    """Both, inside the transaction that it is about."""
    notify(request, what)
    mail(request, **told)


def notify(request: PaymentRequest, what: str) -> None:
    """`what`: a key of the words in `registries`."""
    if request.account is not None:
        notices.notify(request.account, NOTICE, request=str(request.public_id), what=what)
