"""Answers to the office's mailings."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.mailings import rules
from apps.mailings.actions import inbox
from apps.mailings.forms.inbox import AnswerForm
from apps.mailings.models import InboxItem
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
    deed = request.POST.get("deed", "")
    form = AnswerForm(request.POST if deed == "answer" else None)
    if request.method == "POST" and carried_out(request, item, form, deed):
        return redirect("mailings:office_inbox")
    context = {"item": item, "form": form, "shows_address": True, "warning": inbox.warning_of(item)}
    return render(request, "mailings/office/reply.html", context, status=422 if form.errors else 200)


def carried_out(request: SignedInRequest, item: InboxItem, form: AnswerForm, deed: str) -> bool:
    """Did the press do something? What is refused is said in the form."""
    states = {"read": InboxItem.State.READ, "answered": InboxItem.State.ANSWERED, "new": InboxItem.State.NEW}
    if deed in states:
        inbox.mark(item, states[deed], by=request.user)
        messages.success(request, _("Noted."))
        return True
    if not form.is_bound or not form.is_valid():
        return False
    try:
        inbox.answer(item, form.cleaned_data["text"], by=request.user)
    except inbox.CannotAnswer as refusal:
        refuse(form, refusal)
        return False
    messages.success(request, _("Your answer is on its way."))
    return True
