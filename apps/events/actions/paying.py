"""What a registration costs, asked for and followed by way of the payments' app."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import override

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events import rules
from apps.events.actions import guests, letters, seats
from apps.events.actions.refusals import NotPayable
from apps.events.models import Event, EventLetter, Registration
from apps.payments.actions import asking
from apps.payments.actions.asking import Payer
from apps.payments.actions.refusals import NoAccount
from apps.payments.models import PaymentRequest

PURPOSE = "events.registration"
State = Registration.State


def owed(registration: Registration) -> int:
    """What the seats cost, in satang."""
    return registration.attendees.aggregate(total=Sum("price_satang"))["total"] or 0


def is_anothers(registration: Registration) -> bool:
    """Does the payment belong to whoever passed the registration on? Its page and its refunds are theirs alone."""
    payment = registration.payment
    if payment is None or registration.taken_over_from_id is None:
        return False
    return payment.purpose_key != str(registration.public_id)


def due_at(event: Event, now: datetime) -> datetime:
    """Until then the seats are held for whoever is to pay."""
    return min(event.starts_at, now + timedelta(hours=event.payment_hours))


def ask(registration: Registration, *, by: User | None) -> PaymentRequest:
    """Raises NotPayable."""
    event = registration.event
    if event.payee is None:
        raise NotPayable
    titles = []
    for language in ("th", "en"):
        with override(language):
            titles.append(event.title[:200])
    payer = Payer(
        rules.name_of_registration(registration),
        account=registration.account,
        person=registration.person,
        language=registration.language,
    )
    try:
        return asking.ask(
            payee=event.payee,
            satang=owed(registration),
            purpose=(PURPOSE, str(registration.public_id)),
            title=(titles[0], titles[1]),
            payer=payer,
            by=by,
            due_on=timezone.localdate(due_at(event, timezone.now())),
            quietly=True,
        )
    except NoAccount as error:
        raise NotPayable from error


@transaction.atomic
def follow(request: PaymentRequest) -> None:
    """What came has changed, and the request is locked: paid confirms, a payment that did not arrive after all is to
    be paid again (once the event has begun it is a debt, and the seat stays), and what the office no longer asks for
    ends the registration."""
    seats_of = Registration.objects.filter(payment=request, state__in=[State.PAYING, State.CONFIRMED])
    found = seats_of.select_related("event").first()
    if found is None:
        return
    event = seats.lock(found.event_id)
    current = seats_of.select_for_update(no_key=True, of=("self",)).get(pk=found.pk)
    now = timezone.now()
    if request.state == PaymentRequest.State.PAID and current.state == State.CONFIRMED:
        if guests.release(current, by=None):
            guests.tell(current)
    elif request.state == PaymentRequest.State.PAID and current.state == State.PAYING:
        _change(current, {"state": State.CONFIRMED, "confirmed_at": now, "lapses_at": None}, "events.paid")
        letters.note(current, EventLetter.Kind.CONFIRMED)
    elif request.state == PaymentRequest.State.OPEN and current.state == State.CONFIRMED:
        if guests.is_pending(current, request) or event.starts_at <= now:
            return
        guests.release(current, by=None)  # all of it is to be paid again, and what went back meanwhile
        asked = owed(current) + request.refunded_satang
        if request.received_satang < asked:
            _change(current, {"state": State.PAYING, "lapses_at": max(now, due_at(event, now))}, "events.unpaid")
            letters.note(current, EventLetter.Kind.PAY)
        asking.set_amount(request, asked, by=None)
    elif request.state == PaymentRequest.State.CANCELLED:
        before = Registration(pk=current.pk, state=current.state, seats=current.seats)
        reason = request.cancel_reason
        ended = {"state": State.CANCELLED, "ended_at": now, "lapses_at": None, "reason": reason}
        _change(current, ended, "events.cancel")
        seats.give_back(event, before)
        letters.note(current, EventLetter.Kind.CANCELLED)


def _change(registration: Registration, values: dict[str, object], action: str) -> None:
    rows.change(registration, values, by=None, action=action, subject_id=registration.person_id)
