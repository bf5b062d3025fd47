"""What came back: figures, and the mails one by one with what their servers said."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.mailings import rules
from apps.mailings.models import Return
from apps.mailings.reports import returns

PER_PAGE = 50


@policy.staff(rules.VIEW_MAIL)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    page = Paginator(returns.rows(kind, request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "figures": returns.lately(),
        "days": returns.DAYS,
        "page": page,
        "kind": kind,
        "kinds": Return.Kind.choices,
        "query": f"kind={kind}" if kind in Return.Kind.values else "",
    }
    return render(request, "mailings/office/returns.html", context)
