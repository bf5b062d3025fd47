"""Asking somebody for money, and no longer asking."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core import registries
from apps.core.actions import rows
from apps.core.lib.dates import be_from_ce
from apps.payments import emails
from apps.payments.actions import refunds, telling
from apps.payments.actions.refusals import AlreadyDecided, NoAccount
from apps.payments.lib import references
from apps.payments.models import Account, Payee, PaymentRequest
from apps.records.models import Person

TRIES = 20  # to find a reference that is not taken: one in a thousand million is


class UnknownPurpose(Exception):
    """No app has registered this kind of purpose."""


@transaction.atomic
def ask(
    *,
    payee: Payee,
    satang: int,
    purpose: tuple[str, str],
    title: tuple[str, str],
    payer: "Payer",
    by: User | None,
    due_on: date | None = None,
    quietly: bool = False,
) -> PaymentRequest:
    """Asks `payer` for an amount. `purpose`: a key of registries.payment_purposes and the key of the thing, of which
    there is one open or paid request at most; `title`: what it is for, in Thai and English. `quietly`: whoever asks
    shows the page at once, no mail is needed. Raises NoAccount, and ValidationError."""
    kind, key = purpose
    if kind not in registries.payment_purposes:
        raise UnknownPurpose(kind)
    today = timezone.localdate()
    if not Account.objects.in_force(today).filter(payee=payee).exists():
        raise NoAccount
    request = PaymentRequest(
        reference=_free_reference(be_from_ce(today.year)),
        payee=payee,
        purpose_kind=kind,
        purpose_key=key,
        title_th=title[0],
        title_en=title[1],
        amount_satang=satang,
        due_on=due_on,
        asked_by=by,
        **payer.columns(),
    )
    rows.create(request, by=by, action="payments.ask", subject_id=request.person_id)
    if not quietly:
        emails.send_asked(request)
        telling.notify(request, "asked")
    return request


@transaction.atomic
def cancel(request: PaymentRequest, *, reason: str, by: User | None, expected_version: int | None = None) -> None:
    """The amount is no longer asked for; what came already goes back. Slips that wait are still looked at. Raises
    AlreadyDecided where it is cancelled, and Stale."""
    current = PaymentRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if current.state == PaymentRequest.State.CANCELLED:
        raise AlreadyDecided
    values = {"state": PaymentRequest.State.CANCELLED, "settled_at": timezone.now(), "cancel_reason": reason}
    change(current, values, by=by, action="payments.cancel", reason=reason, expected_version=expected_version)
    if current.kept_satang:
        refunds.ask(current, satang=current.kept_satang, reason=reason, by=by)
    follow(current)
    telling.tell(current, "cancelled", emails.send_cancelled)
    request.refresh_from_db()


@transaction.atomic
def set_amount(request: PaymentRequest, satang: int, *, by: User | None, due_on: date | None = None) -> None:
    """Asks for more or for less than before; whether it is paid follows from what came. Raises AlreadyDecided where it
    is cancelled, and ValidationError."""
    current = PaymentRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if current.state == PaymentRequest.State.CANCELLED:
        raise AlreadyDecided
    is_paid = current.received_satang >= satang
    values = {
        "amount_satang": satang,
        "due_on": due_on or current.due_on,
        "state": PaymentRequest.State.PAID if is_paid else PaymentRequest.State.OPEN,
        "settled_at": (current.settled_at or timezone.now()) if is_paid else None,
    }
    change(current, values, by=by, action="payments.change_amount")
    follow(current)
    request.refresh_from_db()


def change(request: PaymentRequest, values: Mapping[str, Any], *, by: User | None, action: str, **more: Any) -> None:
    rows.change(request, values, by=by, action=action, subject_id=request.person_id, **more)


def follow(request: PaymentRequest) -> None:
    """What the app that asked does about what has changed, in the same transaction."""
    if request.purpose_kind in registries.payment_purposes:
        registries.payment_purposes[request.purpose_kind].follow(request)


class Payer:
    """Who is to pay: an account, a person (with or without one), or a guest by name and e-mail address."""

    def __init__(
        self,
        name: str,
        *,
        account: User | None = None,
        person: Person | None = None,
        email: str = "",
        language: str = "",
    ) -> None:
        self.name, self.account, self.person = name, account, person
        self.email, self.language = email, language

    def columns(self) -> dict[str, Any]:
        account = self.account or (self.person.account if self.person else None)
        person = self.person or Person.objects.filter(account=account).first() if account else self.person
        spoken = self.language or (account.language if account else person.language if person else "th")
        return {
            "payer_name": self.name,
            "account": account,
            "person": person,
            "payer_email": "" if account else self.email.lower(),
            "language": spoken,
        }


def _free_reference(year_be: int) -> str:
    for _try in range(TRIES):
        reference = references.new(year_be)
        if not PaymentRequest.objects.filter(reference=reference).exists():
            return reference
    raise RuntimeError("no free reference was found")
