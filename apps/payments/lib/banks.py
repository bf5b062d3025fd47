"""Which bank a slip came from, by the Bank of Thailand's code."""

from .slip import TRUE_MONEY

NAMES = {
    "002": "BBL",
    "004": "KBANK",
    "006": "KTB",
    "011": "TTB",
    "014": "SCB",
    "025": "BAY",
    "030": "GSB",
    TRUE_MONEY: "TrueMoney",
}


def name_of(code: str) -> str:
    """What the bank is called on its own slips; the code where we know no name."""
    return NAMES.get(code, code)
