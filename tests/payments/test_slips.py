"""Slips: what is kept of a picture, and what counts once."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError

from apps.payments import rules
from apps.payments.actions import confirming, slips
from apps.payments.actions.refusals import AlreadyDecided, AlreadyPaid, NotASlip, NotOpen, TooManySlips
from apps.payments.lib.promptpay import Kind, Order, Receiver, build
from apps.payments.models import Slip
from tests.factories import PaymentRequestFactory, slip_picture

pytestmark = pytest.mark.django_db
REFERENCE = "20261130AbCd0001"
OUR_CODE = build(Order(Receiver(Kind.BILLER, "099400016550100"), 50_000, "691234567890"))


def send(reference=REFERENCE, request=None, **more):
    return slips.send(request or PaymentRequestFactory(), slip_picture(reference, **more), by=None)


def kept(store):
    return sorted(path.name for path in store.rglob("*.webp"))


def test_slip_keeps_picture_bank_and_reference():
    slip = send()

    assert (slip.state, slip.code, slip.bank, slip.bank_reference) == ("waiting", "read", "014", REFERENCE)
    with default_storage.open(slip.picture) as kept:
        assert kept.read().startswith(b"picture")


def test_slip_without_a_code_is_taken():
    assert (send("").code, send("", codes=["https://example.org"]).code) == ("none", "none")


def test_changed_code_is_told():
    slip = send("", codes=["004100060000010103014022000111222233344ABCD125102TH91040000"])

    assert (slip.code, slip.bank_reference) == ("damaged", "")


def test_banks_code_is_found_among_others():
    assert send(REFERENCE, codes=[OUR_CODE]).code == "read"


def test_picture_of_our_own_code_is_no_slip(store):
    with pytest.raises(NotASlip):
        send("", codes=[OUR_CODE])

    assert kept(store) == []


@pytest.mark.parametrize("again", [REFERENCE, REFERENCE.upper()])
def test_transfer_counts_once_whoever_sends_it(again, store):
    send()

    with pytest.raises(ValidationError, match="แล้ว"):
        send(again)
    assert len(kept(store)) == 1


def test_picture_counts_once(store):
    picture = slip_picture()
    slips.send(PaymentRequestFactory(), picture, by=None)

    with pytest.raises(ValidationError, match="แล้ว"):
        slips.send(PaymentRequestFactory(), picture, by=None)
    assert len(kept(store)) == 1


def test_refused_slip_counts_no_more(clerk):
    slips.refuse(send(), reason="not ours", by=clerk)

    assert send().state == "waiting"


def test_withdrawn_slip_counts_no_more_and_its_picture_goes(store, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        slips.withdraw(send(), by=None)

    assert (send().state, len(kept(store))) == ("waiting", 1)


def test_transfer_that_paid_without_a_slip_pays_no_more(clerk, arrival):
    confirming.receive(PaymentRequestFactory(), arrival(reference=REFERENCE.lower()), by=clerk)

    with pytest.raises(AlreadyPaid):
        send()


def test_paid_request_takes_no_slip(clerk, arrival):
    request = PaymentRequestFactory()
    confirming.receive(request, arrival(), by=clerk)

    with pytest.raises(NotOpen):
        send(request=request)


def test_only_so_many_wait():
    request = PaymentRequestFactory()
    for _number in range(rules.WAITING_SLIPS):
        send("", request)

    with pytest.raises(TooManySlips):
        send("", request)


def test_refusal_is_told_with_its_reason(clerk):
    slip = send()

    slips.refuse(slip, reason="ยอดไม่ตรง", by=clerk)

    assert (slip.state, slip.reason, slip.decided_by) == ("refused", "ยอดไม่ตรง", clerk)
    assert "ยอดไม่ตรง" in mail.outbox[0].body
    assert slip.request.account.notices.get().params["what"] == "refused"


def test_refusal_needs_a_reason(clerk):
    with pytest.raises(ValidationError):
        slips.refuse(send(), reason="", by=clerk)


def test_slip_is_decided_once(clerk):
    slip = send()
    slips.refuse(slip, reason="x", by=clerk)

    with pytest.raises(AlreadyDecided):
        slips.withdraw(slip, by=None)


def test_slip_that_changed_since_it_was_read_is_not_decided(clerk):
    with pytest.raises(AlreadyDecided):
        slips.refuse(send(), reason="x", by=clerk, expected_version=7)


def test_database_itself_refuses_the_second_slip():
    first = send()

    with pytest.raises(IntegrityError):
        Slip.objects.create(
            request=PaymentRequestFactory(), digest="x", code="read", bank="004", bank_reference=first.bank_reference
        )
