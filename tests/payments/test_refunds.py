"""Money that goes back."""

import csv
import io

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from apps.core.models import AuditEntry
from apps.payments.actions import confirming, refunds
from apps.payments.actions.refusals import AlreadyDecided, OwnMatter
from apps.payments.models import PaymentRequest
from apps.records.models import Disclosure
from tests.factories import PaymentRequestFactory

pytestmark = pytest.mark.django_db
WHERE = "ธนาคารตัวอย่าง 000-0-00001-2 สุดา ใจดี"


@pytest.fixture
def paid(clerk, arrival):
    request = PaymentRequestFactory(amount_satang=50_000)
    confirming.receive(request, arrival(50_000), by=clerk)
    mail.outbox.clear()
    return request


@pytest.fixture
def refund(paid, clerk):
    return refunds.ask(paid, satang=20_000, reason="ฝนตก", by=clerk)


def test_refund_is_told(paid, refund):
    assert paid.kept_satang == 30_000
    assert "200 บาท" in mail.outbox[0].body
    assert paid.account.notices.order_by("-pk")[0].params["what"] == "refund_asked"


def test_no_more_goes_back_than_came(paid, refund, clerk):
    with pytest.raises(ValidationError, match="คืนเงินเกินกว่า"):
        refunds.ask(paid, satang=30_001, reason="x", by=clerk)
    assert paid.refunds.count() == 1


def test_account_is_kept_encrypted(refund):
    refunds.say_where(refund, WHERE, by=None)

    with connection.cursor() as cursor:
        cursor.execute("SELECT destination FROM payments_refund")
        [(stored,)] = cursor.fetchall()
    assert (refund.destination, "000-0" in stored) == (WHERE, False)


def test_account_is_forgotten_once_it_is_paid_out(refund, clerk):
    refunds.say_where(refund, WHERE, by=None)

    refunds.pay_out(refund, bank_reference="OUT1", by=clerk)

    assert (refund.destination, refund.bank_reference, refund.paid_by) == ("", "OUT1", clerk)
    told = AuditEntry.objects.filter(action="payments.tell_account")
    assert [entry.after for entry in told] == [None]
    assert refund.request.account.notices.order_by("-pk")[0].params["what"] == "refunded"


def test_paying_out_needs_a_reference(refund, clerk):
    with pytest.raises(ValidationError):
        refunds.pay_out(refund, bank_reference="", by=clerk)


def test_nobody_pays_out_to_themselves(refund, clerk):
    PaymentRequest.objects.update(account=clerk)

    with pytest.raises(OwnMatter):
        refunds.pay_out(refund, bank_reference="R1", by=clerk)

    refund.refresh_from_db()
    assert refund.paid_at is None


def test_refund_is_paid_out_once(refund, clerk):
    refunds.pay_out(refund, bank_reference="OUT1", by=clerk)

    for deed in (
        lambda: refunds.pay_out(refund, bank_reference="OUT2", by=clerk),
        lambda: refunds.say_where(refund, WHERE, by=None),
        lambda: refunds.drop(refund, reason="x", by=clerk),
    ):
        with pytest.raises(AlreadyDecided):
            deed()


def test_dropped_refund_is_owed_no_more(paid, refund, clerk):
    refunds.drop(refund, reason="x", by=clerk)

    paid.refresh_from_db()
    assert (paid.refunded_satang, paid.refunds.count()) == (0, 0)


# ---- as a file


def taken(client, **typed):
    return client.post(reverse("payments:desk_export"), {"which": "due", "reason": "โอนคืนให้ผู้จ่าย", **typed})


def lines_of(answer):
    """Without their heads, which speak the reader's language."""
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


def test_the_list_leaves_as_a_file_with_whatever_a_transfer_needs(refund, clerk, client_for):
    refunds.say_where(refund, WHERE, by=None)
    PaymentRequest.objects.filter(pk=refund.request_id).update(payer_name="=1+1")

    answer = taken(client_for(clerk))

    [line] = lines_of(answer)
    assert answer["Content-Disposition"].endswith('.csv"')
    assert (line[2], line[5], line[8]) == ("'=1+1", "200", WHERE)
    assert str(clerk) in line[-1]


def test_whoever_is_in_the_file_sees_who_took_it_and_why(refund, clerk, client_for):
    taken(client_for(clerk))

    seen = Disclosure.objects.get(person=refund.request.person)
    entry = AuditEntry.objects.get(action="payments.take_refunds")
    assert (seen.to, seen.kind, seen.reason) == (clerk, "export", "โอนคืนให้ผู้จ่าย")
    assert (entry.by, entry.after["refunds"], WHERE in str(entry.after)) == (clerk, 1, False)


def test_what_was_paid_out_is_a_list_of_its_own(refund, clerk, client_for):
    browser = client_for(clerk)
    refunds.pay_out(refund, bank_reference="OUT1", by=clerk)

    assert lines_of(taken(browser)) == []
    [line] = lines_of(taken(browser, which="paid"))
    assert (line[8], line[10]) == ("", "OUT1")


def test_the_list_of_one_event_is_taken_by_its_name(refund, clerk, client_for):
    browser = client_for(clerk)
    assert len(lines_of(taken(browser, text=refund.request.title_th))) == 1
    assert lines_of(taken(browser, text="งานอื่น")) == []


def test_no_file_without_a_reason_or_the_right(refund, clerk, staff, client_for):
    assert taken(client_for(clerk), reason="").status_code == 422
    assert taken(client_for(staff("events"))).status_code == 403
    assert not Disclosure.objects.exists()
