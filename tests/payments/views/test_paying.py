"""A payer's pages."""

import io

import pytest
import zxingcpp
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from apps.payments.actions import confirming, guests, refunds
from apps.payments.demo.slip import drawn
from apps.payments.lib.promptpay import parse
from apps.payments.lib.slip import Transfer
from apps.payments.models import Account, PaymentRequest, Slip
from tests.factories import PaymentRequestFactory, SlipFactory, UserFactory

pytestmark = pytest.mark.django_db


def page(request):
    return reverse("payments:request", args=[request.public_id])


def upload(data, name="slip.png"):
    return {"slip": SimpleUploadedFile(name, data, content_type="image/png")}


@pytest.fixture(scope="module")
def slip_file():
    """A slip as a bank's program saves it, with its own code; as PNG, as it would be uploaded."""
    picture = Image.open(io.BytesIO(drawn(50_000, Transfer("014", "20261130AAAA0001")).picture))
    saved = io.BytesIO()
    picture.save(saved, "PNG")
    return saved.getvalue()


@pytest.fixture
def asked(db):
    return PaymentRequestFactory(amount_satang=50_025)


@pytest.fixture
def browser(asked, client_for):
    return client_for(asked.account)


def test_page_shows_amount_reference_and_code(asked, browser, language):
    shown = browser.get(page(asked)).content.decode()

    assert {"th": "500.25 บาท", "en": "500.25 baht"}[language] in shown
    assert str(asked) in shown
    assert reverse("payments:qr", args=[asked.public_id]) in shown


def test_code_carries_amount_and_reference(asked, browser):
    picture = browser.get(reverse("payments:qr", args=[asked.public_id]))

    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.content)).convert("L"))
    order = parse(code.text)
    assert (picture["Content-Type"], order.satang, order.reference_1) == ("image/png", 50_025, asked.reference)


def test_code_asks_for_what_is_missing(asked, browser, clerk, arrival):
    confirming.receive(asked, arrival(25), by=clerk)

    picture = browser.get(reverse("payments:qr", args=[asked.public_id])).content

    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))
    assert parse(code.text).satang == 50_000


def test_paid_request_has_no_code(asked, browser, clerk, arrival):
    confirming.receive(asked, arrival(50_025), by=clerk)

    assert browser.get(reverse("payments:qr", args=[asked.public_id])).status_code == 404
    assert reverse("payments:qr", args=[asked.public_id]) not in browser.get(page(asked)).content.decode()


def test_page_without_an_account_in_force_says_so(asked, browser):
    Account.objects.all().delete()

    shown = browser.get(page(asked))

    assert (shown.status_code, reverse("payments:qr", args=[asked.public_id]) in shown.content.decode()) == (
        200,
        False,
    )


def test_slip_is_read_and_kept_anew(asked, browser, slip_file, store):
    answer = browser.post(page(asked), upload(slip_file))

    slip = Slip.objects.get()
    assert (answer.status_code, slip.code, slip.bank_reference, slip.by) == (
        302,
        "read",
        "20261130AAAA0001",
        asked.account,
    )
    [kept] = store.rglob("*.webp")
    assert kept.read_bytes()[8:12] == b"WEBP"


def test_same_slip_a_second_time_is_refused_where_one_looks(asked, browser, slip_file):
    browser.post(page(asked), upload(slip_file))

    answer = browser.post(page(PaymentRequestFactory(person=asked.person, account=asked.account)), upload(slip_file))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["__all__"])
    assert Slip.objects.count() == 1


def test_same_slip_sent_twice_for_the_same_payment_has_arrived_once(asked, browser, slip_file):
    browser.post(page(asked), upload(slip_file))

    answer = browser.post(page(asked), upload(slip_file), follow=True)

    assert answer.status_code == 200
    assert Slip.objects.count() == 1
    assert [str(said.level_tag) for said in answer.context["messages"]].count("info") == 1


def bomb():
    """A PNG of 64 million pixels in a few kilobytes."""
    saved = io.BytesIO()
    Image.new("1", (8_000, 8_000)).save(saved, "PNG")
    return saved.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 no picture", "kind"),
        (b"GIF89a", "kind"),
        (b"<svg onload=alert(1)>", "kind"),
        (bomb(), "pixels"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "broken"),
        (b"x" * (10 * 1024 * 1024 + 1), "too_large"),
    ],
    ids=["empty", "pdf", "gif", "svg", "bomb", "broken", "large"],
)
def test_hostile_file_is_refused_where_one_looks(data, code, asked, browser, store):
    answer = browser.post(page(asked), upload(data))

    errors = answer.context["form"].errors.as_data()["slip"]
    assert (answer.status_code, [error.code for error in errors]) == (422, [code])
    assert list(store.rglob("*")) == []


def test_form_without_a_file_says_so(asked, browser):
    assert browser.post(page(asked)).status_code == 422


def test_slip_is_withdrawn_by_its_payer(asked, browser):
    slip = SlipFactory(request=asked)

    browser.post(reverse("payments:withdraw_slip", args=[asked.public_id, slip.public_id]))

    slip.refresh_from_db()
    assert slip.state == "withdrawn"


def test_payer_says_where_a_refund_goes(asked, browser, clerk, arrival):
    confirming.receive(asked, arrival(60_000), by=clerk)
    refund = asked.refunds.get()
    url = reverse("payments:say_where", args=[asked.public_id, refund.pk])

    assert browser.post(url, {"destination": ""}).status_code == 422
    browser.post(url, {"destination": "ธนาคาร 1"})

    refund.refresh_from_db()
    assert refund.destination == "ธนาคาร 1"
    refunds.pay_out(refund, bank_reference="OUT1", by=clerk)
    assert browser.get(url).status_code == 404


def test_list_shows_my_payments_alone(asked, browser):
    other = PaymentRequestFactory(title_th="ของคนอื่น")

    shown = browser.get(reverse("payments:mine")).content.decode()

    assert (page(asked) in shown, page(other) in shown) == (True, False)


def test_list_says_what_comes_back(asked, browser, clerk, arrival):
    confirming.receive(asked, arrival(asked.amount_satang + 12_300), by=clerk)
    assert "123 บาท" in browser.get(reverse("payments:mine")).text


def test_what_is_to_be_paid_stands_on_my_page(asked, browser):
    assert page(asked) in browser.get(reverse("home:me")).content.decode()


@pytest.mark.parametrize("name", ["request", "qr", "slip", "withdraw_slip", "say_where"])
def test_nobody_else_finds_it(name, asked, client_for, clerk, arrival):
    slip = SlipFactory(request=asked, file=b"picture")
    confirming.receive(asked, arrival(60_000), by=clerk)
    more = {"slip": [slip.public_id], "withdraw_slip": [slip.public_id], "say_where": [asked.refunds.get().pk]}
    url = reverse(f"payments:{name}", args=[asked.public_id, *more.get(name, [])])

    for user in (UserFactory(), PaymentRequestFactory().account, clerk):
        browser = client_for(user)
        assert {browser.get(url).status_code, browser.post(url).status_code} <= {404, 405}
    assert client_for(None).get(url).status_code in {404, 405}


# ---- guests


@pytest.fixture
def guests_payment(db):
    return PaymentRequestFactory(person=None, account=None, payer_email="guest@example.org")


def test_guest_comes_by_the_link_alone(guests_payment, client):
    assert client.get(page(guests_payment)).status_code == 404

    client.get(reverse("payments:open", args=[guests.token(guests_payment)]))

    answer = client.get(page(guests_payment))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_guest_sends_a_slip(guests_payment, client, slip_file):
    client.get(reverse("payments:open", args=[guests.token(guests_payment)]))

    client.post(page(guests_payment), upload(slip_file))

    assert (Slip.objects.get().by, Slip.objects.get().state) == (None, "waiting")


def test_link_opens_no_other_payment(guests_payment, asked, client):
    client.get(reverse("payments:open", args=[guests.token(guests_payment)]))

    assert client.get(page(asked)).status_code == 404


def test_link_of_somebody_with_an_account_opens_nothing(asked, client):
    assert client.get(reverse("payments:open", args=[guests.token(asked)])).status_code == 404


@pytest.mark.parametrize(
    "token",
    ["x", signing.dumps("1", salt="another"), signing.dumps("1", salt=guests.SALT)],
    ids=["no token", "of another purpose", "of no payment"],  # a token holds the second in which it was signed
)
def test_wrong_link_says_so(token, client):
    assert client.get(reverse("payments:open", args=[token])).status_code == 404


def test_link_ends_once_the_payment_belongs_to_an_account(guests_payment, client):
    client.get(reverse("payments:open", args=[guests.token(guests_payment)]))
    PaymentRequest.objects.update(account=UserFactory())

    assert client.get(page(guests_payment)).status_code == 404
