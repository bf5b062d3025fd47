"""Thai digits ๐๑๒๓๔๕๖๗๘๙, as in official letters, and the digits 0-9 in which everything is stored."""

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_WIDE_DIGITS = "０１２３４５６７８９"  # as typed with a Chinese or Japanese keyboard
_TO_ARABIC = str.maketrans(THAI_DIGITS + _WIDE_DIGITS, "0123456789" * 2)
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)


def to_arabic(text: str) -> str:
    """`text` with its Thai (and wide) digits as 0-9; all else stays."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """`text` with its digits 0-9 as Thai ones; all else stays."""
    return text.translate(_TO_THAI)
