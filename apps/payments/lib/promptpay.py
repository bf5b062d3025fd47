"""What a PromptPay QR code says, as the Thai banks' programs read it (EMVCo, merchant presented): a bill payment to a
biller with references (tag 30), or a transfer to whoever owns a telephone number, an id or an e-wallet (tag 29).

Amounts are whole satang."""

import re
from dataclasses import dataclass
from enum import StrEnum

from apps.core.lib.digits import to_arabic
from apps.core.lib.errors import BadInputError
from apps.core.lib.national_id import check_digit
from apps.core.lib.phones import PhoneError, parse_phone

from . import tlv

TRANSFER, BILL = "A000000677010111", "A000000677010112"
TRANSFER_TAG, BILL_TAG, CHECKSUM_TAG = "29", "30", "63"
MOST_SATANG = 999_999_999_999  # thirteen characters of baht
LONGEST_REFERENCE = 20
_REFERENCE = re.compile(rf"[A-Z0-9]{{1,{LONGEST_REFERENCE}}}")
_AMOUNT = re.compile(r"([0-9]{1,10})(?:\.([0-9]{1,2}))?")
_SEPARATORS = re.compile(r"[ \-‐‑‒–—._]")


class PromptPayError(BadInputError):
    """What no PromptPay code can be made of, or no such code. Codes: biller, phone, id, e_wallet (the receiver);
    amount, reference, references (a transfer has none); not_promptpay, currency, country, checksum, broken."""


class Kind(StrEnum):
    """By what the receiver is known to PromptPay."""

    BILLER = "biller"
    PHONE = "phone"
    ID = "id"
    E_WALLET = "e_wallet"


# Of a transfer: the tag of each kind, and what its number looks like in the code.
_TRANSFER_TAGS = {Kind.PHONE: "01", Kind.ID: "02", Kind.E_WALLET: "03"}
_SHAPES = {Kind.BILLER: r"[0-9]{15}", Kind.PHONE: r"\+66[0-9]{9}", Kind.ID: r"[0-9]{13}", Kind.E_WALLET: r"[0-9]{15}"}


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets the money. `number`: fifteen digits of a biller (a tax number and two more) or an e-wallet, thirteen
    of a person's id or a tax number, a mobile number as "+66812345678"."""

    kind: Kind
    number: str

    def __post_init__(self) -> None:
        if not re.fullmatch(_SHAPES[self.kind], self.number, re.ASCII):
            raise PromptPayError(self.kind, f"no {self.kind}: {self.number!r}")


@dataclass(frozen=True, slots=True)
class Order:
    """One code: to whom, how much (None: whoever pays says it), and for a biller under which references."""

    receiver: Receiver
    satang: int | None = None
    reference_1: str = ""
    reference_2: str = ""

    def __post_init__(self) -> None:
        if self.satang is not None and not 0 < self.satang <= MOST_SATANG:
            raise PromptPayError("amount", f"{self.satang} satang cannot be asked for")
        given = [each for each in (self.reference_1, self.reference_2) if each]
        if self.receiver.kind is not Kind.BILLER:
            if given:
                raise PromptPayError("references", "only a bill payment carries references")
        elif not self.reference_1 or not all(_REFERENCE.fullmatch(each) for each in given):
            raise PromptPayError("reference", "a reference has 1 to 20 capital letters and digits")


def receiver(kind: Kind, text: str) -> Receiver:
    """The receiver as somebody types it: dashes, spaces and Thai digits are taken, check digits are checked.
    Raises PromptPayError."""
    if kind is Kind.PHONE:
        return Receiver(kind, _mobile(text))
    digits = _SEPARATORS.sub("", to_arabic(text.strip()))
    found = Receiver(kind, digits)
    if kind is not Kind.E_WALLET and check_digit(digits[:12]) != int(digits[12]):
        raise PromptPayError(kind, "the check digit does not fit the others")
    return found


def build(order: Order) -> str:
    """The text of the QR code."""
    to = order.receiver
    if to.kind is Kind.BILLER:
        references = [("02", order.reference_1), ("03", order.reference_2)]
        account = tlv.write([("00", BILL), ("01", to.number), *(each for each in references if each[1])])
    else:
        account = tlv.write([("00", TRANSFER), (_TRANSFER_TAGS[to.kind], _in_code(to))])
    tags = [
        ("00", "01"),
        ("01", "11" if order.satang is None else "12"),
        (BILL_TAG if to.kind is Kind.BILLER else TRANSFER_TAG, account),
        ("53", "764"),
        *([("54", _baht(order.satang))] if order.satang is not None else []),
        ("58", "TH"),
    ]
    return tlv.sealed(tlv.write(tags), CHECKSUM_TAG)


def parse(text: str) -> Order:
    """What a QR code says; tags that are nothing to us (a shop's name) are passed over. Raises PromptPayError."""
    try:
        tags = tlv.read(tlv.unsealed(text, CHECKSUM_TAG))
        if tags.get("00") != "01":
            raise PromptPayError("not_promptpay", "no EMVCo code")
        bill, transfer = (tlv.read(tags.get(tag, "")) for tag in (BILL_TAG, TRANSFER_TAG))
    except tlv.TlvError as error:
        code = "checksum" if error.code == "checksum" else "not_promptpay" if error.code == "unsealed" else "broken"
        raise PromptPayError(code, str(error)) from error
    if tags.get("53") != "764":
        raise PromptPayError("currency", "not in baht")
    if tags.get("58") != "TH":
        raise PromptPayError("country", "not in Thailand")
    satang = _satang(tags["54"]) if "54" in tags else None
    if bill.get("00") == BILL:
        to = Receiver(Kind.BILLER, bill.get("01", ""))
        return Order(to, satang, bill.get("02", ""), bill.get("03", ""))
    if transfer.get("00") == TRANSFER:
        return Order(_transferred_to(transfer), satang)
    raise PromptPayError("not_promptpay", "it names no receiver of PromptPay")


def _mobile(text: str) -> str:
    try:
        number = parse_phone(text)
    except PhoneError as error:
        raise PromptPayError(Kind.PHONE, str(error)) from error
    if not number.e164.startswith("+66") or number.extension or not number.is_mobile:
        raise PromptPayError(Kind.PHONE, "no Thai mobile number")
    return number.e164


def _in_code(to: Receiver) -> str:
    return f"00{to.number[1:]}" if to.kind is Kind.PHONE else to.number


def _transferred_to(tags: dict[str, str]) -> Receiver:
    for kind, tag in _TRANSFER_TAGS.items():
        if tag in tags:
            return Receiver(kind, f"+{tags[tag][2:]}" if kind is Kind.PHONE else tags[tag])
    raise PromptPayError("not_promptpay", "it names no receiver that we know")


def _baht(satang: int) -> str:
    return f"{satang // 100}.{satang % 100:02}"


def _satang(text: str) -> int:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise PromptPayError("amount", f"no amount: {text!r}")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
