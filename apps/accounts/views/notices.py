"""The page behind the bell."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts import reports
from apps.accounts.actions import notices
from apps.accounts.models import Notice
from apps.accounts.rules import SignedInRequest
from apps.core import policy, registries

PAGE_SIZE = 20


@policy.signed_in
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What happened, the newest first."""
    return _page(request)


@policy.signed_in
@require_safe
def follow(request: SignedInRequest, pk: int) -> HttpResponse:
    """On to the page of which a notice tells. That it was read is all that the visit leaves behind."""
    notice = get_object_or_404(Notice, pk=pk, account=request.user, kind__in=[kind for kind, _ in registries.notices])
    notices.mark_read(notice)
    [told] = reports.tell_notices([notice])
    return redirect(told.said.url)


@policy.signed_in
@require_POST
def read(request: SignedInRequest, pk: int) -> HttpResponse:
    """Marks one as read."""
    notices.mark_read(get_object_or_404(Notice, pk=pk, account=request.user))
    return _after(request)


@policy.signed_in
@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    """Marks all as read."""
    notices.mark_all_read(request.user)
    return _after(request)


def _after(request: SignedInRequest) -> HttpResponse:
    return _page(request) if request.htmx else redirect("accounts:notices")


def _page(request: SignedInRequest) -> HttpResponse:
    found = Notice.objects.filter(account=request.user).order_by("-at", "-pk")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "accounts/notices.html", {"page": page, "told": reports.tell_notices(page.object_list)})
