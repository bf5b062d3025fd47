"""The office's pages."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.payments.actions import confirming
from apps.payments.models import Payment, PaymentRequest, Slip
from tests.factories import (
    CampusFactory,
    PayeeAccountFactory,
    PayeeFactory,
    PaymentRequestFactory,
    RefundFactory,
    SlipFactory,
    StaffFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
GOOD = {"decision": "confirm", "amount": "500", "arrived_on": "30/11/2569", "bank_reference": "2026 1130 AAAA 0001"}


@pytest.fixture
def browser(clerk, client_for):
    return client_for(clerk)


def decide(browser, slip, **typed):
    url = reverse("payments:desk_slip", args=[slip.public_id])
    return browser.post(url, {"version": slip.version, **GOOD, **typed})


def test_confirmed_slip_gives_way_to_the_next(browser):
    first, second = SlipFactory(), SlipFactory()

    answer = decide(browser, first)

    assert answer.url == reverse("payments:desk_slip", args=[second.public_id])
    assert Payment.objects.get().bank_reference == "20261130AAAA0001"
    assert decide(browser, second, bank_reference="OTHER1").url == reverse("payments:desk")


def test_page_shows_slip_beside_request(browser):
    slip = SlipFactory(bank="014", bank_reference="20261130AAAA0001", code="read")

    shown = browser.get(reverse("payments:desk_slip", args=[slip.public_id])).content.decode()

    assert all(each in shown for each in ("SCB", "20261130AAAA0001", str(slip.request), 'value="500"'))


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"amount": ""}, ["amount"]),
        ({"amount": "five"}, ["amount"]),
        ({"arrived_on": "30/11/2600"}, ["arrived_on"]),
        ({"bank_reference": ""}, ["bank_reference"]),
        ({"decision": "refuse", "reason": ""}, ["reason"]),
        ({"decision": "burn"}, ["decision"]),
        ({"version": 9}, ["__all__"]),
    ],
    ids=str,
)
def test_wrong_decision_is_refused_where_one_looks(typed, fields, browser):
    slip = SlipFactory()

    answer = decide(browser, slip, **typed)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, fields)
    assert (Payment.objects.count(), Slip.objects.get().state) == (0, "waiting")


def test_reference_that_has_paid_is_said(browser):
    first, second = SlipFactory(), SlipFactory()
    decide(browser, first)

    answer = decide(browser, second)

    assert (answer.status_code, Payment.objects.count()) == (422, 1)


def test_refused_slip_tells_its_payer(browser):
    slip = SlipFactory()

    decide(browser, slip, decision="refuse", reason="อ่านไม่ออก", amount="")

    assert "อ่านไม่ออก" in mail.outbox[0].body


def test_office_asks_somebody_without_an_account(browser):
    payee = PayeeAccountFactory().payee
    typed = {"payee": payee.pk, "name": "แขก", "email": "Guest@example.org", "language": "en", "title_th": "ค่าเสื้อ"}

    answer = browser.post(reverse("payments:desk_ask"), typed | {"amount": "1,250.50"})

    found = PaymentRequest.objects.get()
    assert answer.url == reverse("payments:desk_request", args=[found.public_id])
    assert (found.amount_satang, found.payer_email, found.language) == (125_050, "guest@example.org", "en")


def test_office_asks_somebody_with_an_account(browser):
    payee, account = PayeeAccountFactory().payee, UserFactory(email="known@example.org")
    typed = {"payee": payee.pk, "name": "x", "email": "Known@example.org", "language": "th", "title_th": "x"}

    browser.post(reverse("payments:desk_ask"), typed | {"amount": "1"})

    assert PaymentRequest.objects.get().account == account


def test_payee_without_an_account_is_said(browser):
    typed = {"payee": PayeeFactory().pk, "name": "x", "email": "a@example.org", "language": "th", "title_th": "x"}

    answer = browser.post(reverse("payments:desk_ask"), typed | {"amount": "1"})

    assert (answer.status_code, PaymentRequest.objects.count()) == (422, 0)


def test_cash_is_counted_without_a_slip(browser):
    found = PaymentRequestFactory()
    typed = {"amount": "500", "way": "cash", "arrived_on": "30/11/2569"}

    browser.post(reverse("payments:desk_receive", args=[found.public_id]), typed)

    found.refresh_from_db()
    assert found.state == "paid"


def test_list_of_refunds_shows_what_goes_back(browser, clerk, arrival):
    found = PaymentRequestFactory(amount_satang=50_000)
    confirming.receive(found, arrival(61_100), by=clerk)

    page = browser.get(reverse("payments:desk"), {"pile": "refunds"})

    assert [row[0].back_satang for row in page.context["rows"]] == [11_100]
    assert "111 บาท" in page.text


@pytest.mark.parametrize("name", ["receive", "cancel", "refund"])
def test_empty_form_keeps_the_page_and_says_what_is_missing(name, browser, clerk, arrival):
    found = PaymentRequestFactory()
    confirming.receive(found, arrival(10_000), by=clerk)

    answer = browser.post(reverse(f"payments:desk_{name}", args=[found.public_id]))

    assert (answer.status_code, bool(answer.context[name].errors)) == (422, True)


def test_refund_is_asked_paid_and_dropped(browser, clerk, arrival):
    found = PaymentRequestFactory()
    confirming.receive(found, arrival(50_000), by=clerk)
    asked = {"amount": "100", "reason": "ฝนตก"}
    for _number in range(2):
        browser.post(reverse("payments:desk_refund", args=[found.public_id]), asked)
    first, second = found.refunds.order_by("pk")

    browser.post(reverse("payments:desk_pay_out", args=[first.pk]), {"bank_reference": "OUT1"})
    browser.post(reverse("payments:desk_drop_refund", args=[second.pk]), {"reason": "x"})

    found.refresh_from_db()
    assert (found.refunded_satang, found.refunds.get().bank_reference) == (10_000, "OUT1")


def test_payment_is_withdrawn(browser, clerk, arrival):
    payment = confirming.receive(PaymentRequestFactory(), arrival(), by=clerk)

    browser.post(reverse("payments:desk_withdraw_payment", args=[payment.pk]), {"reason": "wrong line"})

    assert PaymentRequest.objects.get().state == "open"


@pytest.mark.parametrize("pile", ["waiting", "open", "paid", "refunds", "cancelled", "nonsense"])
def test_piles_open(pile, browser, clerk, arrival):
    confirming.receive(PaymentRequestFactory(), arrival(60_000), by=clerk)
    SlipFactory()

    assert browser.get(reverse("payments:desk"), {"pile": pile}).status_code == 200


@pytest.mark.parametrize("typed", ["reference", "in groups", "name", "bank"])
def test_search_finds_by_what_one_has(typed, browser, clerk, arrival):
    found, other = PaymentRequestFactory(payer_name="สุดา หาเจอ"), PaymentRequestFactory(payer_name="ใคร อื่น")
    confirming.receive(found, arrival(), by=clerk)
    words = {"reference": found.reference, "in groups": str(found), "name": "หาเจอ", "bank": "20261130aaaa0001"}

    shown = browser.get(reverse("payments:desk"), {"q": words[typed]}).content.decode()

    assert (str(found) in shown, str(other) in shown) == (True, False)


def test_lists_take_as_many_queries_for_one_as_for_many(browser, django_assert_num_queries):
    url = reverse("payments:desk")
    SlipFactory()
    browser.get(url)
    with CaptureQueriesContext(connection) as one:
        browser.get(url)
    SlipFactory.create_batch(5)
    with django_assert_num_queries(len(one)):
        browser.get(url)


@pytest.mark.parametrize("name", ["desk_request", "desk_receive", "desk_cancel", "desk_refund"])
def test_staff_of_another_campus_do_not_find_it(name, client_for):
    found = PaymentRequestFactory()
    browser = client_for(StaffFactory(role="giving", campus=CampusFactory()))
    url = reverse(f"payments:{name}", args=[found.public_id])

    assert {browser.get(url).status_code, browser.post(url).status_code} <= {404, 405}


@pytest.mark.parametrize(
    ("role", "name", "may"),
    [
        ("events", "desk", True),
        ("events", "desk_ask", True),
        ("events", "desk_slip", False),
        ("events", "desk_pay_out", False),
        ("records", "desk", False),
        ("giving", "desk_slip", True),
    ],
)
def test_role_decides_what_one_may(role, name, may, client_for):
    slip, refund = SlipFactory(), RefundFactory()
    arguments = {"desk_slip": [slip.public_id], "desk_pay_out": [refund.pk]}.get(name, [])

    answer = client_for(StaffFactory(role=role)).get(reverse(f"payments:{name}", args=arguments))

    assert answer.status_code == (200 if may else 403)


def test_money_and_refunds_of_a_form_that_is_sent_twice_count_once(browser):
    asked = PaymentRequestFactory()
    receive, refund = (reverse(f"payments:desk_{name}", args=[asked.public_id]) for name in ("receive", "refund"))
    cash = {"amount": "500", "way": "cash", "arrived_on": "30/11/2569", "version": asked.version}

    assert browser.post(receive, cash).status_code == 302
    again = browser.post(receive, cash)
    assert (again.status_code, Payment.objects.count(), asked.refunds.count()) == (422, 1, 0)

    asked.refresh_from_db()
    assert again.context["receive"]["version"].value() == asked.version  # one has looked at it now
    part = {"amount": "100", "reason": "คืน", "version": asked.version}
    assert [browser.post(refund, part).status_code for _turn in range(2)] == [302, 422]
    assert asked.refunds.count() == 1


def test_form_that_is_sent_twice_asks_once(browser):
    key = browser.get(reverse("payments:desk_ask")).context["form"]["key"].value()
    typed = {"payee": PayeeAccountFactory().payee_id, "name": "ก", "email": "a@example.org", "language": "th"}
    typed |= {"title_th": "ค่าเสื้อ", "amount": "300", "key": str(key)}

    answers = [browser.post(reverse("payments:desk_ask"), typed).url for _turn in range(2)]
    assert answers == [reverse("payments:desk_request", args=[PaymentRequest.objects.get().public_id])] * 2


def test_whoever_only_asks_cancels_what_they_asked_for(client_for):
    """What an app asked for ends with its thing, and gifts are not the business of whoever runs events."""
    asker = StaffFactory(role="events")
    own, other = PaymentRequestFactory(asked_by=asker), PaymentRequestFactory()
    client = client_for(asker)

    def cancel(request):
        return client.post(reverse("payments:desk_cancel", args=[request.public_id]), {"reason": "ผิด"}).status_code

    assert (cancel(own), cancel(other)) == (302, 403)
