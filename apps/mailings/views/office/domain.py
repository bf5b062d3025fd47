"""Whether the world believes that our mail is ours, and what to change where it does not."""

from email.utils import parseaddr

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.mailings import rules
from apps.mailings.actions import routes, signing
from apps.mailings.lib.domain import Setup
from apps.mailings.lib.domain import check as looked_up
from apps.mailings.reports.domain import told


@policy.staff(rules.SEND)
@require_safe
def check(request: SignedInRequest) -> HttpResponse:
    """Asks the name servers at each look, for a few seconds at most."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    own = address.rpartition("@")[2].lower()
    setup = Setup(
        domain=own,
        selector=settings.DKIM_SELECTOR,
        public_key=signing.public_key(),
        signing_domain=settings.DKIM_DOMAIN.lower(),
        return_domain=settings.MAIL_RETURN_ADDRESS.rpartition("@")[2].lower(),
        server=settings.EMAIL_HOST if "." in settings.EMAIL_HOST and not settings.EMAIL_HOST[0].isdigit() else "",
    )
    findings = told(looked_up(setup)) if own else []
    context = {
        "address": address,
        "domain": own,
        "findings": findings,
        "is_aligned": signing.is_aligned(own),
        "return_address": settings.MAIL_RETURN_ADDRESS,
        "is_open": routes.is_open(),
        "is_read": bool(settings.MAIL_RETURN_SOURCE),
    }
    return render(request, "mailings/office/domain.html", context)
