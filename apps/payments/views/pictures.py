"""The picture of a slip, for its payer and for the office; for all others there is none."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.payments import rules
from apps.payments.models import PaymentRequest, Slip
from apps.payments.views.paying import own


@policy.public
@require_safe
@cache_control(private=True, no_store=True)
def of_payer(request: HttpRequest, public_id: UUID, slip: UUID) -> HttpResponse:
    """To whoever is asked for the payment."""
    found = own(request, public_id)
    if found is None:
        raise Http404
    return _sent(get_object_or_404(Slip, request=found, public_id=slip))


@policy.staff(rules.CONFIRM)
@require_safe
def of_office(request: SignedInRequest, slip: UUID) -> HttpResponse:
    """To staff who count the money and may see this payment."""
    seen = PaymentRequest.objects.visible_to(request.user)
    return _sent(get_object_or_404(Slip, request__in=seen, public_id=slip))


def _sent(slip: Slip) -> HttpResponse:
    """A file that we made ourselves; nothing of the uploaded one is in it."""
    if not slip.picture or not default_storage.exists(slip.picture):
        raise Http404
    with default_storage.open(slip.picture) as kept:
        return HttpResponse(kept.read(), content_type="image/webp")
