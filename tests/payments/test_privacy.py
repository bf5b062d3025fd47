"""What payments keep of people: handed over, erased, over after its time, moved to another record."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone

from apps.core.actions import privacy
from apps.core.privacy import Subject, export
from apps.duplicates.actions import merging
from apps.payments.actions import confirming, refunds
from apps.payments.models import Payment, PaymentRequest, Refund, Slip
from apps.payments.privacy import PAYMENTS
from apps.records.exports import person as person_file
from tests.factories import AlumnusFactory, PaymentRequestFactory, SlipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(clerk, arrival):
    """Something of every table."""
    request = PaymentRequestFactory(payer_name="สุดา ผู้จ่าย")
    SlipFactory(request=request, state="refused", decided_at=timezone.now(), reason="blurred", file=b"picture")
    confirming.receive(request, arrival(60_000, "BANKREF01", note="seen twice"), by=clerk)
    refunds.say_where(request.refunds.get(), "account 42", by=None)
    return request


def subject(request):
    return Subject(request.person_id, request.account_id)


def test_everything_is_handed_over_and_nothing_of_others(paid):
    PaymentRequestFactory(payer_name="somebody else")

    told = str([rows for _table, rows in export(PAYMENTS, subject(paid))])

    assert all(each in told for each in (paid.reference, "สุดา ผู้จ่าย", "blurred", "BANKREF01", "account 42"))
    assert not any(each in told for each in ("somebody else", "seen twice", ".webp"))


def test_picture_of_the_slip_is_handed_over(paid):
    slip = Slip.objects.get()

    with ZipFile(BytesIO(person_file.write(subject(paid)))) as archive:
        assert archive.read(f"payments/slips/{slip.public_id}.webp") == b"picture"


def test_erasure_keeps_what_was_booked_and_no_more(paid, store, django_capture_on_commit_callbacks):
    unpaid = PaymentRequestFactory(person=paid.person, account=paid.account)

    with django_capture_on_commit_callbacks(execute=True):
        PAYMENTS.erase(subject(paid))

    kept = PaymentRequest.objects.get()
    assert (kept.pk, kept.payer_name, kept.person, kept.account) == (paid.pk, "สุดา ผู้จ่าย", None, None)
    assert not PaymentRequest.objects.filter(pk=unpaid.pk).exists()
    assert (Refund.objects.get().destination, Slip.objects.get().picture, list(store.rglob("*.webp"))) == ("", "", [])


def test_pictures_go_after_a_year(paid, store, django_capture_on_commit_callbacks):
    Slip.objects.update(decided_at=timezone.now() - timedelta(days=366))

    with django_capture_on_commit_callbacks(execute=True):
        privacy.expire(timezone.now())

    assert (Slip.objects.get().picture, list(store.rglob("*.webp"))) == ("", [])


@pytest.mark.parametrize(("days", "left"), [(6 * 365 - 1, 1), (6 * 365 + 1, 0)])
def test_payments_go_after_six_years(paid, days, left):
    PaymentRequest.objects.update(settled_at=timezone.now() - timedelta(days=days))

    privacy.expire(timezone.now())

    assert (PaymentRequest.objects.count(), Payment.objects.count()) == (left, left)


def test_what_was_cancelled_in_vain_goes_after_a_year():
    old = timezone.now() - timedelta(days=366)
    PaymentRequestFactory(state="cancelled", cancel_reason="x", settled_at=old)

    privacy.expire(timezone.now())

    assert not PaymentRequest.objects.exists()


def test_payments_move_to_the_record_that_stays(paid, clerk):
    kept = AlumnusFactory(account=None)

    merging.merge(kept, paid.person, by=clerk, choices={})

    paid.refresh_from_db()
    assert paid.person == kept
