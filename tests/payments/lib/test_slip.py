import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.payments.lib import tlv
from apps.payments.lib.promptpay import Kind, Order, Receiver
from apps.payments.lib.promptpay import build as promptpay_code
from apps.payments.lib.slip import SlipError, Transfer, build, parse

# Codes that other programs read the same way (npm promptparse 1.6).
KNOWN = {
    "004100060000010103014022000111222233344ABCD125102TH910417DF": Transfer("014", "00111222233344ABCD12"),
    "004000060000010103002021900021231231212000115102TH91049C30": Transfer("002", "0002123123121200011"),
}
references = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", min_size=6, max_size=40)
transfers = st.builds(Transfer, st.integers(0, 999).map("{:03}".format), references)


@pytest.mark.parametrize("code", KNOWN)
def test_known_codes_are_read(code):
    assert parse(code) == KNOWN[code]


@pytest.mark.parametrize("code", KNOWN)
def test_we_write_the_same(code):
    assert build(KNOWN[code]) == code


@given(transfers)
def test_what_is_built_is_read_again(transfer):
    assert parse(build(transfer)) == transfer


@given(st.text(max_size=200))
def test_anything_else_is_refused(text):
    with pytest.raises(SlipError):
        parse(text)


def test_checksum_without_its_leading_zeros_is_taken():
    transfer = next(
        found for number in range(10_000) if build(found := Transfer("014", f"{number:08}"))[-4:].startswith("00")
    )
    code = build(transfer)

    assert parse(code[:-4] + code[-4:].lstrip("0")) == transfer


def test_slip_of_truemoney_is_read():
    inner = tlv.write([("00", "01"), ("01", "01"), ("02", "P2P"), ("03", "50001234567890"), ("04", "30112026")])
    code = tlv.sealed(tlv.write([("00", inner)]), "91")

    assert parse(code[:-4] + code[-4:].lower()) == Transfer("TMN", "50001234567890")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("", "not_a_slip"),
        ("https://example.org/9104", "not_a_slip"),
        (next(iter(KNOWN))[:-4] + "0000", "checksum"),
        (tlv.sealed("0099", "91"), "broken"),
        (tlv.sealed(tlv.write([("00", "0006000002"), ("51", "TH")]), "91"), "not_a_slip"),
        (build(Transfer("01x", "00111222")), "broken"),
        (build(Transfer("014", "' OR 1=1")), "broken"),
        (promptpay_code(Order(Receiver(Kind.PHONE, "+66812345678"), 100)), "promptpay"),
    ],
)
def test_wrong_code_is_refused(code, why):
    with pytest.raises(SlipError) as refused:
        parse(code)

    assert refused.value.code == why
