"""What the small QR code says that Thai banks print on the slip of a transfer: which bank sent it, under which number.
It tells neither amount nor receiver; whether the money came, only the account's statement knows."""

import re
from dataclasses import dataclass

from apps.core.lib.errors import BadInputError

from . import promptpay, tlv

CHECKSUM_TAG = "91"
TRUE_MONEY = "TMN"  # in place of a bank's code: TrueMoney is none
_BANK = re.compile(r"[0-9]{3}")
_REFERENCE = re.compile(r"[A-Za-z0-9._/-]{6,50}")


class SlipError(BadInputError):
    """No QR code of a slip. Codes: not_a_slip, broken, checksum; promptpay (it is a code by which one pays, not one
    that shows that somebody paid)."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer as the banks tell it from all others."""

    bank: str  # the Bank of Thailand's code: "014"
    reference: str


def parse(text: str) -> Transfer:
    """Raises SlipError."""
    try:
        outer = tlv.read(tlv.unsealed(text, CHECKSUM_TAG))
        inner = tlv.read(outer.get("00", ""))
    except tlv.TlvError as error:
        if _is_promptpay(text):
            raise SlipError("promptpay", "a code by which one pays") from error
        code = {"unsealed": "not_a_slip", "checksum": "checksum"}.get(error.code, "broken")
        raise SlipError(code, str(error)) from error
    if inner.get("00") == "000001" and outer.get("51") == "TH":
        return _transfer(inner.get("01", ""), inner.get("02", ""))
    if (inner.get("00"), inner.get("01")) == ("01", "01"):
        return _transfer(TRUE_MONEY, inner.get("03", ""))
    raise SlipError("not_a_slip", "another kind of code")


def build(transfer: Transfer) -> str:
    """The code of a slip, for the demonstration and for tests."""
    inner = tlv.write([("00", "000001"), ("01", transfer.bank), ("02", transfer.reference)])
    return tlv.sealed(tlv.write([("00", inner), ("51", "TH")]), CHECKSUM_TAG)


def _transfer(bank: str, reference: str) -> Transfer:
    if not (_BANK.fullmatch(bank) or bank == TRUE_MONEY) or not _REFERENCE.fullmatch(reference):
        raise SlipError("broken", f"no bank's number of a transfer: {bank!r} {reference!r}")
    return Transfer(bank, reference)


def _is_promptpay(text: str) -> bool:
    try:
        promptpay.parse(text)
    except promptpay.PromptPayError:
        return False
    return True
