"""What the office found to have arrived, and what follows from it."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from apps.core import registries
from apps.core.models import AuditEntry
from apps.core.registries import PaymentPurpose
from apps.payments.actions import asking, confirming, refunds, slips
from apps.payments.actions.refusals import AlreadyDecided, OwnMatter, RefundWaits
from apps.payments.models import Payment, PaymentRequest
from apps.records.models import Person
from tests.factories import PaymentRequestFactory, slip_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(db):
    return PaymentRequestFactory(amount_satang=50_000)


@pytest.fixture
def slip(request_):
    return slips.send(request_, slip_picture("20261130AAAA0001"), by=request_.account)


def totals(request):
    request.refresh_from_db()
    return request.state, request.received_satang, request.missing_satang, request.refunded_satang


def test_confirmed_slip_pays(request_, slip, clerk, arrival):
    payment = confirming.confirm(slip, arrival(), by=clerk)

    assert totals(request_) == ("paid", 50_000, 0, 0)
    assert (slip.state, payment.confirmed_by, payment.slip) == ("confirmed", clerk, slip)
    assert "500 บาท" in mail.outbox[0].body
    assert request_.account.notices.get().params["what"] == "received"


def test_everything_is_audited_about_the_person(request_, slip, clerk, arrival):
    confirming.confirm(slip, arrival(), by=clerk)

    told = AuditEntry.objects.filter(by_id=clerk.pk).values_list("action", "subject_id")
    assert sorted(told) == [
        (action, request_.person_id) for action in ("payments.confirm", "payments.confirm_slip", "payments.receive")
    ]


@pytest.mark.parametrize("by", ["account", "person"])
def test_nobody_confirms_their_own(by, request_, slip, clerk, arrival):
    mine = {"account": clerk, "person": None} if by == "account" else {"account": None}
    PaymentRequest.objects.filter(pk=request_.pk).update(**mine)
    Person.objects.filter(pk=request_.person_id).update(account=clerk)

    with pytest.raises(OwnMatter):
        confirming.confirm(slip, arrival(), by=clerk)
    with pytest.raises(OwnMatter):
        confirming.receive(request_, arrival(), by=clerk)
    assert totals(request_) == ("open", 0, 50_000, 0)


def test_part_leaves_the_rest_open(request_, slip, clerk, arrival):
    confirming.confirm(slip, arrival(20_000), by=clerk)

    assert totals(request_) == ("open", 20_000, 30_000, 0)
    assert "300 บาท" in mail.outbox[0].body


def test_more_than_was_asked_goes_back(request_, slip, clerk, arrival):
    confirming.confirm(slip, arrival(60_000), by=clerk)

    assert totals(request_) == ("paid", 60_000, 0, 10_000)
    assert request_.refunds.get().amount_satang == 10_000


def test_gift_keeps_what_is_more(clerk, arrival):
    gift = PaymentPurpose("gift", url=str, follow=lambda row: None, takes_more=True)
    registries.payment_purposes.add("tests.gift", gift)
    request = PaymentRequestFactory(purpose_kind="tests.gift")

    confirming.receive(request, arrival(60_000), by=clerk)

    registries.payment_purposes._entries.pop("tests.gift")
    assert totals(request) == ("paid", 60_000, 0, 0)


def test_money_for_what_was_cancelled_goes_back(request_, slip, clerk, arrival):
    asking.cancel(request_, reason="x", by=clerk)

    confirming.confirm(slip, arrival(50_000), by=clerk)

    assert totals(request_) == ("cancelled", 50_000, 0, 50_000)


def test_cash_needs_no_reference(request_, clerk, arrival):
    confirming.receive(request_, arrival(50_000, "", way="cash"), by=clerk)

    assert totals(request_)[0] == "paid"


def test_transfer_needs_a_reference(request_, clerk, arrival):
    with pytest.raises(ValidationError):
        confirming.receive(request_, arrival(50_000, ""), by=clerk)

    assert totals(request_) == ("open", 0, 50_000, 0)


@pytest.mark.parametrize("again", ["20261130aaaa0001", "20261130AAAA0001"])
def test_bank_reference_pays_once(again, request_, slip, clerk, arrival):
    confirming.confirm(slip, arrival(), by=clerk)
    other = PaymentRequestFactory()

    with pytest.raises(ValidationError, match="แล้ว"):
        confirming.receive(other, arrival(50_000, again), by=clerk)
    assert totals(other) == ("open", 0, 50_000, 0)


def test_database_itself_refuses_the_second_payment(request_, slip, clerk, arrival):
    first = confirming.confirm(slip, arrival(), by=clerk)

    with pytest.raises(IntegrityError):
        Payment.objects.create(
            request=request_,
            amount_satang=1,
            bank_reference=first.bank_reference.lower(),
            arrived_on=first.arrived_on,
        )


def test_slip_is_confirmed_once(slip, clerk, arrival):
    confirming.confirm(slip, arrival(10_000, "A1"), by=clerk)

    with pytest.raises(AlreadyDecided):
        confirming.confirm(slip, arrival(10_000, "A2"), by=clerk)
    assert Payment.objects.count() == 1


def test_withdrawn_payment_counts_no_more(request_, slip, clerk, arrival):
    payment = confirming.confirm(slip, arrival(), by=clerk)

    confirming.withdraw(payment, reason="read the wrong line", by=clerk)

    slip.refresh_from_db()
    assert totals(request_) == ("open", 0, 50_000, 0)
    assert (slip.state, payment.withdraw_reason) == ("waiting", "read the wrong line")


def test_withdrawn_reference_can_pay_again(request_, slip, clerk, arrival):
    confirming.withdraw(confirming.confirm(slip, arrival(5_000), by=clerk), reason="x", by=clerk)
    slip.refresh_from_db()

    confirming.confirm(slip, arrival(50_000), by=clerk)

    assert totals(request_) == ("paid", 50_000, 0, 0)


def test_payment_is_withdrawn_once(slip, clerk, arrival):
    payment = confirming.confirm(slip, arrival(), by=clerk)
    confirming.withdraw(payment, reason="x", by=clerk)

    with pytest.raises(AlreadyDecided):
        confirming.withdraw(payment, reason="x", by=clerk)


def test_payment_of_which_something_goes_back_stays(request_, slip, clerk, arrival):
    payment = confirming.confirm(slip, arrival(60_000), by=clerk)

    with pytest.raises(RefundWaits):
        confirming.withdraw(payment, reason="x", by=clerk)
    assert totals(request_) == ("paid", 60_000, 0, 10_000)

    refunds.drop(request_.refunds.get(), reason="never came", by=clerk)
    confirming.withdraw(payment, reason="x", by=clerk)
    assert totals(request_) == ("open", 0, 50_000, 0)


def test_payment_of_which_something_went_back_stays(request_, slip, clerk, arrival):
    payment = confirming.confirm(slip, arrival(60_000), by=clerk)
    refunds.pay_out(request_.refunds.get(), bank_reference="OUT1", by=clerk)

    with pytest.raises(ValidationError, match="คืนเงินเกินกว่า"):
        confirming.withdraw(payment, reason="x", by=clerk)
    assert totals(request_)[0] == "paid"


def test_what_went_back_because_of_it_is_missing_once_it_is_withdrawn(request_, slip, clerk, arrival):
    payment = confirming.confirm(slip, arrival(50_000), by=clerk)
    confirming.receive(request_, arrival(50_000, "B2"), by=clerk)
    refunds.pay_out(request_.refunds.get(), bank_reference="OUT1", by=clerk)

    confirming.withdraw(payment, reason="x", by=clerk)

    assert totals(request_) == ("open", 50_000, 50_000, 50_000)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "paid"},
        {"received_satang": 50_000},
        {"refunded_satang": 1},
        {"state": "cancelled", "cancel_reason": "x"},
        {"payer_name": ""},
    ],
    ids=str,
)
def test_database_itself_keeps_state_and_money_together(wrong, request_):
    with pytest.raises(IntegrityError):
        PaymentRequest.objects.filter(pk=request_.pk).update(**wrong)
