"""The ledger of a mailing, row by row; what is uncertain is settled here. And mail that waits after a restore."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.mailings import rules
from apps.mailings.actions import ledger, marks
from apps.mailings.forms.settling import ConfirmForm, SettleForm
from apps.mailings.models import Message
from apps.mailings.querysets import ledger_rows
from apps.mailings.querysets.marks import held, perhaps_sent, waiting
from apps.mailings.reports.progress import ORDER

from .access import mailing_of

PER_PAGE = 50


@policy.staff(rules.VIEW_MAIL)
@require_safe
def index(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Who is on its list and what became of their message: all, those in one state, or somebody by name or address."""
    mailing = mailing_of(request, public_id)
    asked = {name: request.GET.get(name, "") for name in ("state", "q")}
    state, text = asked["state"] if asked["state"] in Message.State.values else "", asked["q"].replace("\0", "")
    rows = ledger_rows.found(ledger_rows.rows_for(mailing, request.user), request.user, text)
    if state:
        rows = rows.filter(state=state)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    names = ledger_rows.names_of(list(page), request.user)
    kept = {name: value for name, value in (("state", state), ("q", text)) if value}
    context = {
        "mailing": mailing,
        "page": page,
        "lines": [(row, names.get(row.person_id or 0, "")) for row in page],
        "state": state,
        "text": text,
        "states": [(each.value, each.label) for each in ORDER],
        "query": urlencode(kept),
    }
    return render(request, "mailings/office/ledger.html", context)


@policy.staff(rules.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: SignedInRequest, public_id: UUID, pk: int) -> HttpResponse:
    """One message of which nobody knows whether it left: what the mail server's log says of it."""
    mailing = mailing_of(request, public_id)
    message = get_object_or_404(ledger_rows.rows_for(mailing, request.user), pk=pk)
    return _settled(request, message, reverse("mailings:office_ledger", args=[mailing.public_id]))


@policy.staff(rules.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def settle_alone(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same of a ticket, a receipt, a notice: of one that belongs to no mailing."""
    message = get_object_or_404(Message.objects.visible_to(request.user), mailing=None, pk=pk)
    return _settled(request, message, reverse("admin:mailings_message_change", args=[message.pk]))


def _settled(request: SignedInRequest, message: Message, ledger_url: str) -> HttpResponse:
    form = SettleForm(request.POST or None, message=message)
    if request.method == "POST" and form.is_valid():
        outcome = Message.State(form.cleaned_data["outcome"])
        try:
            ledger.settle(message, outcome=outcome, by=request.user, reason=form.cleaned_data["reason"])
        except ledger.AlreadySettled as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Settled."))
            return redirect(ledger_url)
    context = {"message": message, "form": form, "ledger_url": ledger_url}
    return render(request, "mailings/office/settle.html", context, status=422 if form.errors else 200)


@policy.staff(rules.SEND)
@require_http_methods(["GET", "HEAD", "POST"])
def restored(request: SignedInRequest) -> HttpResponse:
    """A backup was restored: a person says whether what waits in it was sent since it was made."""
    mark = held()
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        send = form.cleaned_data["what"] == "send"
        marks.confirm(by=request.user, reason=form.cleaned_data["reason"], send=send)
        messages.success(request, _("Confirmed. Mail goes out again."))
        return redirect("mailings:office")
    context = {"mark": mark, "waiting": waiting(mark) if mark else 0, "form": form, "drafts": perhaps_sent()}
    return render(request, "mailings/office/restored.html", context, status=422 if form.errors else 200)
