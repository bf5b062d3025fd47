"""Thai digits ๐๑๒๓๔๕๖๗๘๙, as in official letters, and the digits 0-9 in which everything is stored."""

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)


def to_arabic(text: str) -> str:
    """`text` with its Thai digits as 0-9; all else stays."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """`text` with its digits 0-9 as Thai ones; all else stays."""
    return text.translate(_TO_THAI)
