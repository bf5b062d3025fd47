"""Paid registrations: what came confirms, what does not come in time is given on, what is cancelled goes back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.events.actions import cancelling, changing, ending, sweeping
from apps.events.actions.refusals import NotPayable, TooLate
from apps.events.models import Event, EventLetter, Registration
from apps.events.reports.seats import discrepancies
from apps.events.rules import standing_of
from apps.payments.actions import asking, confirming, refunds
from apps.payments.actions.confirming import Arrival
from apps.payments.models import PaymentRequest
from tests.factories import (
    EventFactory,
    PayeeAccountFactory,
    PayeeFactory,
    SlipFactory,
    StaffFactory,
    TicketTypeFactory,
)

pytestmark = pytest.mark.django_db
PRICE = 50_000


@pytest.fixture(autouse=True)
def counters_are_right():
    yield
    assert discrepancies() == []


@pytest.fixture
def paid_event():
    event = EventFactory(seats=1, payee=PayeeAccountFactory().payee)
    TicketTypeFactory(event=event, price_satang=PRICE)
    return event


@pytest.fixture
def mine(paid_event, fill):
    return fill(paid_event, tickets=[paid_event.tickets.get()])


def pay(request, number=1):
    arrival = Arrival(PRICE, timezone.localdate(), f"REF{number:06}")
    return confirming.receive(request, arrival, by=StaffFactory(role="giving"))


def fresh(registration):
    return Registration.objects.select_related("event", "payment").get(pk=registration.pk)


def test_payer_reads_the_minute_until_which_the_seat_is_held(mine, client_for):
    browser = client_for(mine.account)
    page = browser.get(reverse("payments:request", args=[mine.payment.public_id]))
    assert page.context["sheet"].held_until == mine.lapses_at
    assert f"{timezone.localtime(mine.lapses_at):%-H.%M}" in page.text

    pay(mine.payment)
    page = browser.get(reverse("payments:request", args=[mine.payment.public_id]))
    assert page.context["sheet"].held_until is None


def test_whoever_paid_a_part_reads_what_is_missing(mine, client_for):
    part = Arrival(PRICE - 12_300, timezone.localdate(), "PART01")
    confirming.receive(mine.payment, part, by=StaffFactory(role="giving"))
    page = client_for(mine.account).get(reverse("events:mine", args=[mine.event.slug]))
    assert (fresh(mine).state, page.context["sheet"].missing) == ("paying", 12_300)
    assert "123 บาท" in page.text
    assert "จองที่นั่งไว้ให้ถึง" not in page.text  # the office decides now, not the clock
    page = client_for(mine.account).get(reverse("payments:request", args=[mine.payment.public_id]))
    assert page.context["sheet"].held_until is None


def test_money_that_came_confirms(mine):
    assert (mine.state, mine.payment.amount_satang) == ("paying", PRICE)

    pay(mine.payment)

    assert fresh(mine).state == "confirmed"
    assert EventLetter.objects.filter(registration=mine, kind="confirmed").count() == 1


def test_money_that_did_not_arrive_after_all_is_to_be_paid_again(mine):
    payment = pay(mine.payment)

    confirming.withdraw(payment, reason="bounced", by=StaffFactory(role="giving"))

    again = fresh(mine)
    assert again.state == "paying"
    assert again.lapses_at > timezone.now()
    pay(again.payment, 2)
    assert fresh(mine).state == "confirmed"


def test_what_went_back_is_to_be_paid_again_too(mine):
    """Two transfers came and one went back; then it turns out that the other one never came."""
    clerk, payment = StaffFactory(role="giving"), pay(mine.payment)
    pay(mine.payment, 2)
    refunds.pay_out(mine.payment.refunds.get(), bank_reference="OUT000001", by=clerk)

    confirming.withdraw(payment, reason="bounced", by=clerk)

    again = fresh(mine)
    assert (again.state, again.payment.missing_satang) == ("paying", PRICE)


def test_seat_that_came_to_cost_less_stays_paid_by_what_is_left(mine):
    event, clerk, payment = mine.event, StaffFactory(role="giving"), pay(mine.payment)
    cheaper = TicketTypeFactory(event=event, price_satang=PRICE // 2)
    changing.change(fresh(mine), standing_of(mine.account, event), [cheaper], None, by=mine.account)
    refunds.drop(mine.payment.refunds.get(), reason="they give it", by=clerk)
    part = Arrival(PRICE // 2, timezone.localdate(), "PART01")
    confirming.receive(PaymentRequest.objects.get(pk=mine.payment.pk), part, by=clerk)
    refunds.drop(mine.payment.refunds.get(), reason="they give it", by=clerk)

    confirming.withdraw(payment, reason="bounced", by=clerk)

    again = fresh(mine)
    assert (again.state, again.payment.state) == ("confirmed", "paid")


def test_unpaid_seat_goes_to_the_queue_and_nothing_is_asked_any_more(mine, paid_event, take):
    waits = take(paid_event, ticket=paid_event.tickets.get())

    sweeping.lapse(timezone.now() + timedelta(hours=49))

    assert (fresh(mine).state, fresh(waits).state) == ("lapsed", "offered")
    assert fresh(mine).payment.state == PaymentRequest.State.CANCELLED


def test_slip_that_waits_keeps_the_seat(mine):
    SlipFactory(request=mine.payment, picture="")

    sweeping.lapse(timezone.now() + timedelta(hours=49))

    assert fresh(mine).state == "paying"


def test_cancelling_puts_the_money_on_the_list_of_refunds(mine):
    pay(mine.payment)

    ending.cancel(fresh(mine), by=mine.account)

    request = fresh(mine).payment
    assert (request.state, request.refunded_satang, request.refunds.get().amount_satang) == ("cancelled", PRICE, PRICE)


def test_cut_off_binds_the_owner_and_not_the_organisers(mine):
    pay(mine.payment)
    type(mine.event).objects.filter(pk=mine.event_id).update(changes_close_at=timezone.now() - timedelta(hours=1))

    with pytest.raises(TooLate):
        ending.cancel(fresh(mine), by=mine.account)
    ending.cancel(fresh(mine), by=None, is_organiser=True, reason="ill")
    assert fresh(mine).state == "cancelled"


def test_office_that_asks_no_more_ends_the_registration(mine, paid_event, take):
    waits = take(paid_event, ticket=paid_event.tickets.get())

    asking.cancel(mine.payment, reason="double", by=StaffFactory(role="giving"))

    assert (fresh(mine).state, fresh(mine).reason, fresh(waits).state) == ("cancelled", "double", "offered")


def test_money_that_comes_too_late_goes_back(mine):
    ending.cancel(fresh(mine), by=mine.account)

    pay(fresh(mine).payment)

    assert fresh(mine).state == "cancelled"
    assert fresh(mine).payment.refunded_satang == PRICE


@pytest.mark.parametrize("payee", [None, "without an account"])
def test_ticket_that_nobody_could_pay_is_not_sold(paid_event, fill, payee):
    type(paid_event).objects.filter(pk=paid_event.pk).update(payee=PayeeFactory() if payee else None)
    paid_event.refresh_from_db()

    with pytest.raises(NotPayable):
        fill(paid_event, tickets=[paid_event.tickets.get()])

    assert not Registration.objects.filter(state="paying").exists()


def test_cancelled_event_lists_all_refunds(mine):
    pay(mine.payment)
    cancelling.cancel(mine.event, reason="น้ำท่วม", by=StaffFactory())

    cancelling.go_on()
    cancelling.go_on()

    assert fresh(mine).payment.refunds.get().amount_satang == PRICE


def test_payment_withdrawn_after_the_beginning_is_a_debt_and_no_lost_seat(mine):
    payment = pay(mine.payment)
    Event.objects.filter(pk=mine.event_id).update(starts_at=timezone.now() - timedelta(minutes=1))

    confirming.withdraw(payment, reason="bounced", by=StaffFactory(role="giving"))
    sweeping.sweep(timezone.now() + timedelta(days=3))

    assert (fresh(mine).state, fresh(mine).payment.state) == ("confirmed", "open")


def test_slip_that_came_just_now_keeps_the_seat(mine):
    seen = fresh(mine)
    late = mine.lapses_at + timedelta(minutes=1)
    assert not seen.payment.slips.all()
    SlipFactory(request=mine.payment)

    assert ending.lapse(seen, late) is False
    assert list(Registration.objects.lapsed(late)) == []
    assert fresh(mine).state == "paying"
