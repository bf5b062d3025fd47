"""The link by which somebody without an account comes to what they are asked to pay."""

from uuid import UUID

from django.core import signing

from apps.payments.models import PaymentRequest

SALT = "payments.guest"
VALID_FOR = 180 * 24 * 3600  # seconds


def token(request: PaymentRequest) -> str:
    return signing.dumps(str(request.public_id), salt=SALT)


def request_of(text: str) -> PaymentRequest | None:
    """The request that a link opens, as long as nobody with an account is asked; None for anything else."""
    try:
        public_id = UUID(signing.loads(text, salt=SALT, max_age=VALID_FOR))
    except (signing.BadSignature, ValueError):
        return None
    return PaymentRequest.objects.filter(public_id=public_id, account=None, person=None).first()
