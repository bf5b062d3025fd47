"""Answers to the office's mailings."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.mailings import rules
from apps.mailings.actions import inbox
from apps.mailings.forms.inbox import AnswerForm
from apps.mailings.querysets import inbox as found

PER_PAGE = 25


@policy.staff(rules.WRITE)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """The newest first; those that nobody has looked at, or all."""
    is_all = request.GET.get("all") == "1"
    page = Paginator(found.of_office(request.user, only_new=not is_all), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "is_all": is_all,
        "waiting": found.of_office(request.user, only_new=True).count(),
        "query": "all=1" if is_all else "",
    }
    return render(request, "mailings/office/inbox.html", context)


@policy.staff(rules.WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """One answer, and what is written back. Looking at it changes nothing: it is read when somebody says so."""
    item = get_object_or_404(found.of_office(request.user), pk=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            inbox.deal_with(item, form.state, form.cleaned_data["text"], by=request.user)
        except inbox.CannotAnswer as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, form.told)
            return redirect("mailings:office_inbox")
    context = {"item": item, "form": form, "shows_address": True, "warning": inbox.warning_of(item)}
    return render(request, "mailings/office/reply.html", context, status=422 if form.errors else 200)
