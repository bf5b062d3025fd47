import pytest

from apps.core.lib.digits import to_arabic, to_thai


@pytest.mark.parametrize(
    ("text", "arabic"), [("๐๑๒๓๔๕๖๗๘๙", "0123456789"), ("ปี ๒๕๔9", "ปี 2549"), ("１２", "12"), ("٣", "٣"), ("", "")]
)
def test_to_arabic_turns_thai_digits_only(text, arabic):
    assert to_arabic(text) == arabic


def test_to_thai_turns_every_digit():
    assert to_thai("29 ก.พ. 2567") == "๒๙ ก.พ. ๒๕๖๗"
