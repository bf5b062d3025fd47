import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib.national_id import check_digit
from apps.payments.lib import tlv
from apps.payments.lib.promptpay import MOST_SATANG, Kind, Order, PromptPayError, Receiver, build, parse, receiver

# Codes on which other programs for PromptPay agree (npm promptpay-qr 0.5, npm promptparse 1.6).
KNOWN = [
    ("00020101021129370016A000000677010111011300668012345675802TH530376463046197", (Kind.PHONE, "+66801234567"), {}),
    ("00020101021129370016A000000677010111011300668912345675802TH5303764630429C1", (Kind.PHONE, "+66891234567"), {}),
    ("00020101021129370016A0000006770101110113006681222333353037645802TH63041DCF", (Kind.PHONE, "+66812223333"), {}),
    (
        "00020101021229370016A0000006770101110113006681222333353037645802TH540530.0063043CAD",
        (Kind.PHONE, "+66812223333"),
        {"satang": 3000},
    ),
    (
        "00020101021229370016A0000006770101110113006680111111153037645802TH540520.15630442BE",
        (Kind.PHONE, "+66801111111"),
        {"satang": 2015},
    ),
    ("00020101021129370016A000000677010111021311111111111115802TH530376463047B5A", (Kind.ID, "1111111111111"), {}),
    ("00020101021129370016A000000677010111021301234567890125802TH530376463040CBD", (Kind.ID, "0123456789012"), {}),
    (
        "00020101021129390016A000000677010111031514000080111111153037645802TH63047C0F",
        (Kind.E_WALLET, "140000801111111"),
        {},
    ),
    (
        "00020101021130550016A0000006770101120115099999999999990021211122233344453037645802TH63043EE7",
        (Kind.BILLER, "099999999999990"),
        {"reference_1": "111222333444"},
    ),
    (
        "00020101021230650016A000000677010112011509940001655010002121234567890120306670429"
        "53037645802TH54073649.2263044534",
        (Kind.BILLER, "099400016550100"),
        {"satang": 364922, "reference_1": "123456789012", "reference_2": "670429"},
    ),
]


def tags(code):
    """Everything that a code says, whatever the order; whether it is for one payment alone is said differently."""
    return {tag: value for tag, value in tlv.read(code).items() if tag not in {"01", "63"}}


@pytest.mark.parametrize(("code", "to", "more"), KNOWN)
def test_known_codes_are_read(code, to, more):
    assert parse(code) == Order(Receiver(*to), **more)


@pytest.mark.parametrize(("code", "to", "more"), KNOWN)
def test_we_say_what_other_programs_say(code, to, more):
    assert tags(build(Order(Receiver(*to), **more))) == tags(code)


def test_a_bill_payment_is_exactly_this():
    order = Order(Receiver(Kind.BILLER, "099400016550100"), 125025, "691234567890", "A1")

    assert build(order) == (
        "00020101021230610016A000000677010112011509940001655010002126912345678900302A1"
        "530376454071250.255802TH6304" + tlv.checksum(build(order)[:-4])
    )


numbers = st.text("0123456789", min_size=12, max_size=12).map(lambda twelve: f"{twelve}{check_digit(twelve)}")
references = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=20)
receivers = st.one_of(
    numbers.map(lambda number: Receiver(Kind.ID, number)),
    st.text("0123456789", min_size=9, max_size=9).map(lambda nine: Receiver(Kind.PHONE, f"+66{nine}")),
    st.text("0123456789", min_size=15, max_size=15).map(lambda digits: Receiver(Kind.E_WALLET, digits)),
)
amounts = st.none() | st.integers(1, MOST_SATANG)
bills = st.builds(
    Order,
    st.builds(lambda number, two: Receiver(Kind.BILLER, f"{number}{two:02}"), numbers, st.integers(0, 99)),
    amounts,
    references,
    st.just("") | references,
)
orders = st.one_of(bills, st.builds(Order, receivers, amounts))


@given(orders)
def test_what_is_built_is_read_again(order):
    assert parse(build(order)) == order


@given(orders, st.integers(0, 200), st.characters(min_codepoint=48, max_codepoint=90))
def test_one_wrong_character_is_found(order, at, other):
    code = build(order)
    at %= len(code)
    if code[at] != other:
        with pytest.raises(PromptPayError):
            parse(code[:at] + other + code[at + 1 :])


@given(st.text(max_size=300))
def test_anything_else_is_refused(text):
    with pytest.raises(PromptPayError):
        parse(text)


@pytest.mark.parametrize(
    ("kind", "typed", "number"),
    [
        (Kind.PHONE, "081-234-5678", "+66812345678"),
        (Kind.PHONE, "๐๘๑ ๒๓๔ ๕๖๗๘", "+66812345678"),
        (Kind.PHONE, "+66 81 234 5678", "+66812345678"),
        (Kind.ID, "1-0000-00000-01-7", "1000000000017"),
        (Kind.BILLER, "0994000165501 00", "099400016550100"),
        (Kind.E_WALLET, "140000801111111", "140000801111111"),
    ],
)
def test_receiver_is_read_as_people_type_it(kind, typed, number):
    assert receiver(kind, typed) == Receiver(kind, number)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.PHONE, "074-282-209"),  # no mobile number
        (Kind.PHONE, "+81 90 1234 5678"),
        (Kind.PHONE, "081"),
        (Kind.PHONE, ""),
        (Kind.ID, "1-0000-00000-01-8"),  # the check digit
        (Kind.ID, "123"),
        (Kind.BILLER, "0994000165502 00"),
        (Kind.BILLER, "0994000165501"),
        (Kind.E_WALLET, "14000080111111"),
        (Kind.E_WALLET, "14000080111111x"),
    ],
)
def test_wrong_receiver_is_refused(kind, typed):
    with pytest.raises(PromptPayError) as refused:
        receiver(kind, typed)

    assert refused.value.code == kind


BILLER, PHONE = Receiver(Kind.BILLER, "099400016550100"), Receiver(Kind.PHONE, "+66812345678")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ((BILLER, 0, "1"), "amount"),
        ((BILLER, -5, "1"), "amount"),
        ((BILLER, MOST_SATANG + 1, "1"), "amount"),
        ((BILLER, 100), "reference"),
        ((BILLER, 100, "a"), "reference"),
        ((BILLER, 100, "ก"), "reference"),
        ((BILLER, 100, "1" * 21), "reference"),
        ((BILLER, 100, "1", "x y"), "reference"),
        ((PHONE, 100, "1"), "references"),
    ],
)
def test_wrong_order_is_refused(given, code):
    with pytest.raises(PromptPayError) as refused:
        Order(*given)

    assert refused.value.code == code


def sealed(*values):
    return tlv.sealed(tlv.write(values), "63")


TO = ("29", tlv.write([("00", "A000000677010111"), ("01", "0066812345678")]))


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("", "not_promptpay"),
        ("https://example.org", "not_promptpay"),
        (build(Order(PHONE, 100))[:-1] + "X", "checksum"),
        (sealed(("00", "02"), TO, ("53", "764"), ("58", "TH")), "not_promptpay"),
        (sealed(("00", "01"), TO, ("53", "840"), ("58", "TH")), "currency"),
        (sealed(("00", "01"), TO, ("53", "764"), ("58", "SG")), "country"),
        (sealed(("00", "01"), TO, ("53", "764"), ("54", "1,000"), ("58", "TH")), "amount"),
        (sealed(("00", "01"), TO, ("53", "764"), ("54", "0.00"), ("58", "TH")), "amount"),
        (sealed(("00", "01"), ("53", "764"), ("58", "TH")), "not_promptpay"),
        (sealed(("00", "01"), ("29", "0016"), ("53", "764"), ("58", "TH")), "broken"),
        (sealed(("00", "01"), ("00", "01"), TO), "broken"),
        (sealed(("00", "01"), ("29", "0016A000000677010111"), ("53", "764"), ("58", "TH")), "not_promptpay"),
    ],
)
def test_wrong_code_is_refused(code, why):
    with pytest.raises(PromptPayError) as refused:
        parse(code)

    assert refused.value.code == why
