"""Fifty people at the same moment, each on a connection of their own: a transfer and its slip count once."""

from collections import Counter

from django.core.exceptions import ValidationError

from apps.payments.actions import confirming, slips
from apps.payments.actions.refusals import AlreadyDecided, AlreadyPaid, SentAlready
from apps.payments.models import Payment, PaymentRequest, Slip
from tests.factories import PaymentRequestFactory, SlipFactory, StaffFactory, slip_picture

THREADS = 50
REFERENCE = "20261130AAAA0001"
REFUSALS = {ValidationError, AlreadyDecided, AlreadyPaid}


def outcomes(results):
    """How many went through, and what the others were told."""
    told = Counter(type(each) for each in results)
    went = [each for each in results if not isinstance(each, Exception)]
    return len(went), {kind for kind in told if issubclass(kind, Exception)}


def test_fifty_send_the_same_slip_and_one_is_taken(together):
    requests = PaymentRequestFactory.create_batch(THREADS)
    pictures = [slip_picture(REFERENCE) for _number in range(THREADS)]

    results = together(lambda number: slips.send(requests[number], pictures[number], by=None), THREADS)

    went, told = outcomes(results)
    assert (went, told - REFUSALS) == (1, set())
    assert Slip.objects.count() == 1


def test_one_request_with_fifty_presses_takes_one_slip(together):
    request, picture = PaymentRequestFactory(), slip_picture()

    results = together(lambda _number: slips.send(request, picture, by=None), THREADS)

    assert outcomes(results) == (1, {SentAlready})


def test_fifty_clerks_confirm_the_same_reference_and_one_payment_is_counted(together, arrival):
    clerk = StaffFactory(role="giving")
    waiting = [SlipFactory() for _number in range(THREADS)]

    results = together(lambda number: confirming.confirm(waiting[number], arrival(), by=clerk), THREADS)

    went, told = outcomes(results)
    assert (went, told - REFUSALS) == (1, set())
    assert (Payment.objects.count(), PaymentRequest.objects.filter(state="paid").count()) == (1, 1)
    assert Slip.objects.filter(state="confirmed").count() == 1


def test_fifty_confirm_one_slip_and_it_counts_once(together, arrival):
    clerk, slip = StaffFactory(role="giving"), SlipFactory()
    arrivals = [arrival(50_000, f"REF{number:06}") for number in range(THREADS)]

    results = together(lambda number: confirming.confirm(slip, arrivals[number], by=clerk), THREADS)

    assert outcomes(results) == (1, {AlreadyDecided})
    slip.request.refresh_from_db()
    assert (slip.request.received_satang, slip.request.state) == (50_000, "paid")


def test_different_slips_do_not_wait_for_each_other_in_vain(together):
    requests = PaymentRequestFactory.create_batch(10)
    pictures = [slip_picture(f"20261130AAAA{number:04}") for number in range(10)]

    results = together(lambda number: slips.send(requests[number], pictures[number], by=None), 10)

    assert outcomes(results) == (10, set())
