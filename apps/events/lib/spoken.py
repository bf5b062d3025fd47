"""Times of day as one says them in Thai: หกโมงเย็น, 6 โมงเย็น, บ่ายสองครึ่ง, ทุ่มครึ่ง, 2 ทุ่ม, เที่ยง, ตี 5."""

import re
from datetime import time

_WORDS = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ", "สิบเอ็ด")
_NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)} | {str(number): number for number in range(1, 12)}
_NUMBER = "(" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
# How an hour is said, what is added to it, and which hours are said so.
_WAYS = (
    (rf"ตี{_NUMBER}", 0, range(1, 6)),
    (rf"{_NUMBER}โมง(?:เช้า)?", 0, range(6, 12)),
    (rf"บ่าย{_NUMBER}(?:โมง)?", 12, range(1, 6)),
    (rf"{_NUMBER}โมงเย็น", 12, range(3, 7)),
    (rf"{_NUMBER}ทุ่ม", 18, range(1, 6)),
)
_ALONE = {"เที่ยงคืน": 0, "เที่ยง": 12, "เที่ยงวัน": 12, "บ่ายโมง": 13, "ทุ่ม": 19}
_HALF = "ครึ่ง"


def said(text: str) -> time | None:
    """The time that these words say; None where they say none."""
    words = "".join(text.split()).removesuffix("ตรง")
    minute = 30 if words.endswith(_HALF) else 0
    words = words.removesuffix(_HALF)
    if words in _ALONE:
        return time(_ALONE[words], minute)
    for way, added, hours in _WAYS:
        found = re.fullmatch(way, words)
        if found and _NUMBERS[found[1]] in hours:
            return time(_NUMBERS[found[1]] + added, minute)
    return None
