"""Asking for money, and no longer asking."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from apps.core import registries
from apps.core.models import AuditEntry
from apps.core.registries import PaymentPurpose
from apps.payments.actions import asking, confirming
from apps.payments.actions.asking import Payer, UnknownPurpose
from apps.payments.actions.confirming import Arrival
from apps.payments.actions.refusals import AlreadyDecided, NoAccount
from apps.payments.lib import references
from apps.payments.models import PaymentRequest
from tests.factories import (
    AlumnusFactory,
    PayeeAccountFactory,
    PayeeFactory,
    PaymentRequestFactory,
    StaffFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TITLE = ("ค่าลงทะเบียน", "Ticket")


@pytest.fixture
def followed():
    """What the app that asked was told of, in order: states and what came."""
    told = []
    purpose = PaymentPurpose(
        "test", url=lambda key: f"/thing/{key}/", follow=lambda row: told.append((row.state, row.received_satang))
    )
    registries.payment_purposes.add("tests.thing", purpose)
    yield told
    registries.payment_purposes._entries.pop("tests.thing")


def ask(payer=None, **more):
    given = {"satang": 50_000, "purpose": ("payments.other", ""), "title": TITLE, "by": None}
    payee = more.pop("payee", None) or PayeeAccountFactory().payee
    return asking.ask(payee=payee, payer=payer or Payer("แขก", email="Guest@Example.org"), **given | more)


def test_reference_has_its_check_digit_and_names_the_year():
    found = ask()

    assert references.parse(found.reference) == found.reference
    assert found.reference[:2] == str(timezone.localdate().year + 543)[2:]


def test_payer_with_a_record_is_told_under_the_bell_and_by_mail():
    person = AlumnusFactory(account=UserFactory(language="en"))

    found = ask(Payer("Suda", person=person))

    assert (found.account, found.language, found.payer_email) == (person.account, "en", "")
    assert person.account.notices.get().params == {"request": str(found.public_id), "what": "asked"}
    [message] = mail.outbox
    assert message.to == [person.account.email]
    assert all(word in message.body for word in ("500 baht", str(found), f"/en/pay/{found.public_id}/"))


def test_account_brings_its_record_along():
    person = AlumnusFactory()

    assert ask(Payer("x", account=person.account)).person == person


def test_guest_gets_a_link_that_opens_the_page():
    found = ask()

    [message] = mail.outbox
    assert (found.is_of_a_guest, message.to) == (True, ["guest@example.org"])
    assert "/pay/open/" in message.body


def test_asking_quietly_writes_no_mail():
    ask(quietly=True)

    assert mail.outbox == []


def test_every_request_is_audited_about_its_person():
    person = AlumnusFactory()
    found = ask(Payer("x", person=person), by=person.account)

    entry = AuditEntry.objects.get(table="payments.paymentrequest")
    assert (entry.key, entry.action, entry.subject_id, entry.by_id) == (
        str(found.pk),
        "payments.ask",
        person.pk,
        person.account_id,
    )


def test_one_thing_is_asked_for_once(followed):
    ask(purpose=("tests.thing", "7"))

    with pytest.raises(ValidationError, match="แล้ว"):
        ask(purpose=("tests.thing", "7"))


def test_cancelled_thing_can_be_asked_for_again(followed):
    asking.cancel(ask(purpose=("tests.thing", "7")), reason="x", by=None)

    assert ask(purpose=("tests.thing", "7")).state == "open"


@pytest.mark.parametrize("satang", [0, -1, 10**12])
def test_amount_is_more_than_nothing(satang):
    with pytest.raises(ValidationError):
        ask(satang=satang)


def test_unknown_purpose_is_an_error():
    with pytest.raises(UnknownPurpose):
        ask(purpose=("tests.nothing", ""))


def test_payee_without_an_account_cannot_be_paid():
    with pytest.raises(NoAccount):
        ask(payee=PayeeFactory())


def test_account_of_other_days_does_not_count():
    over = PayeeAccountFactory(valid_to=timezone.localdate() - timedelta(days=1))

    with pytest.raises(NoAccount):
        ask(payee=over.payee)


def test_cancelled_request_is_told_and_followed(followed, clerk):
    found = ask(purpose=("tests.thing", "7"))
    mail.outbox.clear()

    asking.cancel(found, reason="งานเลื่อน", by=clerk)

    assert (found.state, found.cancel_reason, followed) == ("cancelled", "งานเลื่อน", [("cancelled", 0)])
    assert "งานเลื่อน" in mail.outbox[0].body


def test_what_came_goes_back_when_it_is_cancelled(clerk, arrival):
    found = PaymentRequestFactory()
    confirming.receive(found, arrival(50_000), by=clerk)

    asking.cancel(found, reason="x", by=clerk)

    assert (found.refunds.get().amount_satang, found.refunded_satang) == (50_000, 50_000)


def test_cancelling_twice_is_refused(clerk):
    found = PaymentRequestFactory()
    asking.cancel(found, reason="x", by=clerk)

    with pytest.raises(AlreadyDecided):
        asking.cancel(found, reason="y", by=clerk)


def test_thing_hears_that_it_is_paid(followed, clerk, arrival):
    found = ask(purpose=("tests.thing", "7"))

    confirming.receive(found, arrival(20_000, "A1"), by=clerk)
    confirming.receive(found, arrival(30_000, "A2"), by=clerk)

    assert followed == [("open", 20_000), ("paid", 50_000)]


def test_references_that_are_taken_are_passed_over(monkeypatch):
    taken, free = PaymentRequestFactory().reference, references.new(2569)
    drawn = iter([taken, taken, free])
    monkeypatch.setattr(references, "new", lambda year: next(drawn))

    assert ask().reference == free
    assert PaymentRequest.objects.count() == 2


def test_another_amount_is_paid_or_open_by_what_came():
    request = PaymentRequestFactory(amount_satang=50_000)
    confirming.receive(request, Arrival(50_000, timezone.localdate(), "REF000001"), by=StaffFactory(role="giving"))

    asking.set_amount(request, 80_000, by=None)
    assert (request.state, request.missing_satang, request.settled_at) == ("open", 30_000, None)

    asking.set_amount(request, 50_000, by=None)
    assert (request.state, request.missing_satang) == ("paid", 0)


def test_what_is_cancelled_is_asked_for_with_no_other_amount():
    request = PaymentRequestFactory()
    asking.cancel(request, reason="x", by=None)

    with pytest.raises(AlreadyDecided):
        asking.set_amount(request, 80_000, by=None)
