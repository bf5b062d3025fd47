"""What payments tell the apps below them: what their changes are called, what the roles may do, the notices, a purpose
for whatever no other app asks for, and what waits for the reader on their own page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.registries import (
    NoticeText,
    Panel,
    PaymentPurpose,
    audit_verbs,
    me_panels,
    notices,
    payment_purposes,
    role_permissions,
)
from apps.payments import rules
from apps.payments.actions.telling import NOTICE
from apps.payments.models import PaymentRequest
from apps.payments.reports import state_of

OTHER = "payments.other"
VERBS = {
    "payments.ask": gettext_lazy("asked for a payment"),
    "payments.change_amount": gettext_lazy("asked for another amount"),
    "payments.cancel": gettext_lazy("cancelled a payment that was asked for"),
    "payments.send_slip": gettext_lazy("sent a slip"),
    "payments.withdraw_slip": gettext_lazy("withdrew a slip"),
    "payments.refuse_slip": gettext_lazy("refused a slip"),
    "payments.confirm_slip": gettext_lazy("accepted a slip"),
    "payments.reopen_slip": gettext_lazy("put a slip back for a decision"),
    "payments.confirm": gettext_lazy("confirmed that money arrived"),
    "payments.receive": gettext_lazy("counted money that arrived"),
    "payments.withdraw_payment": gettext_lazy("withdrew the confirmation of a payment"),
    "payments.reopen": gettext_lazy("no longer counted money that did not arrive"),
    "payments.owe_refund": gettext_lazy("changed what is to be paid back"),
    "payments.ask_refund": gettext_lazy("asked for a refund"),
    "payments.tell_account": gettext_lazy("told where a refund should go"),
    "payments.forget_account": gettext_lazy("forgot where a refund should go"),
    "payments.pay_refund": gettext_lazy("paid a refund out"),
    "payments.take_refunds": gettext_lazy("took the list of refunds away as a file"),
    "payments.drop_refund": gettext_lazy("dropped a refund"),
    "payments.add_payee": gettext_lazy("entered a payee"),
    "payments.change_payee": gettext_lazy("changed a payee"),
    "payments.add_account": gettext_lazy("entered an account of a payee"),
    "payments.change_account": gettext_lazy("changed an account of a payee"),
}
NOTICES = {
    "asked": (gettext_lazy("You are asked for a payment: %(title)s"), "receipt"),
    "received": (gettext_lazy("Your money has arrived: %(title)s"), "circle-check"),
    "refused": (gettext_lazy("We could not accept your slip: %(title)s"), "triangle-alert"),
    "cancelled": (gettext_lazy("You need not pay any more: %(title)s"), "receipt"),
    "refund_asked": (gettext_lazy("Money comes back to you. Tell us where to: %(title)s"), "receipt"),
    "refunded": (gettext_lazy("We have sent your money back: %(title)s"), "circle-check"),
}


def register() -> None:
    for action, verb in VERBS.items():
        audit_verbs.add(action, verb)
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"payments-{role}", (role, permissions))
    notices.add(NOTICE, _told)
    me_panels.add("payments.open", _to_pay)
    other = PaymentPurpose(gettext_lazy("Other"), url=lambda _key: "", follow=lambda _request: None)
    payment_purposes.add(OTHER, other)


def _told(params: dict[str, Any]) -> NoticeText:
    found = PaymentRequest.objects.filter(public_id=params["request"]).first()
    words, icon = NOTICES[params["what"]]
    if found is None:
        return NoticeText(_("A payment of yours that is no longer kept"), reverse("payments:mine"), "receipt")
    return NoticeText(words % {"title": found.title}, reverse("payments:request", args=[found.public_id]), icon)


def _to_pay(request: HttpRequest) -> Panel | None:
    """What is to be paid, on one's own page."""
    found = PaymentRequest.objects.of_payer(request.user).filter(state=PaymentRequest.State.OPEN)
    waiting = list(found.prefetch_related("slips").order_by("due_on", "pk")[:5])
    if not waiting:
        return None
    return Panel("payments/_to_pay.html", [(each, state_of(each, each.slips.all())) for each in waiting])
