"""What all readers share: the text of a cell in its one spelling, blanks however they are written."""

import re
from collections.abc import Callable

from apps.core.lib.digits import to_arabic
from apps.core.lib.text import normalise
from apps.imports.lib.misread import looks_misread, repaired

Pairs = tuple[tuple[str, str], ...]
Flag = tuple[str, str, str, str]
Found = tuple[Pairs, tuple[Flag, ...]]
Reader = Callable[[str], Found]

NOTHING: Found = ((), ())
_BLANK = re.compile(
    r"[-–—_.*/\\ ]+|\?{1,2}|ไม่(?:มี|ระบุ|ทราบ|ปรากฏ|พบ|แน่ชัด|มีข้อมูล|ได้ระบุ)(?:ข้อมูล)?|ว่าง"
    r"|n\.?/?a\.?|n/a|null|none|nan|nil|\(?blank\)?|unknown"
    r"|not (?:available|applicable|specified)|#(?:n/a|ref!|value!|name\?|div/0!|null!|num!)|tba|xx+|0{2,}|(\d)\1{8,}",
    re.IGNORECASE,
)
_GUARDED = re.compile(r"'(?=[ \t]*[=+\-@＝＋－＠])")

# What the columns hold at most.
LONGEST = {
    **dict.fromkeys(("title_th", "title_en", "nickname", "house_no"), 60),
    **dict.fromkeys(("first_th", "middle_th", "first_en", "middle_en", "former_first_th"), 100),
    **dict.fromkeys(("last_th", "last_en", "former_last_th", "former_last_en"), 120),
    **dict.fromkeys(("soi", "road", "subdistrict", "district"), 100),
    "student_id": 20,
    "moo": 10,
    "village": 150,
    "postcode": 12,
    "foreign_lines": 400,
    "line_id": 100,
    "passport_no": 20,
    "programme": 200,
    "employer": 200,
    "position": 200,
    "note": 2000,
}


def clean(cell: str) -> str:
    """The text in its one spelling; "" for anything that means "nothing". An apostrophe put before it against
    formulas is gone."""
    if cell[:1] == "'" and _GUARDED.match(cell):
        cell = cell[1:]
    if not cell.isascii() and looks_misread(cell):  # before the signs that nobody sees are gone: they are letters here
        cell = repaired(cell) or cell
    text = normalise(cell)
    return "" if is_blank(text) else text


def is_blank(text: str) -> bool:
    if not text:
        return True
    begins_name = "ก" <= text[0] <= "ฮ" and text[0] != "ว"  # as most cells in Thai do
    return not begins_name and len(text) < 30 and _BLANK.fullmatch(text) is not None


def arabic(cell: str) -> str:
    """The same with digits 0-9."""
    text = clean(cell)
    return text if text.isascii() else to_arabic(text)


def damage(field: str, text: str) -> tuple[Flag, ...]:
    """Letters that were lost or garbled before the file came here."""
    if "\ufffd" in text or "???" in text:
        return ((field, "damaged", text, ""),)
    if not text.isascii() and looks_misread(text):
        return ((field, "misread", text, ""),)
    return ()


def put(field: str, text: str) -> Found:
    """The text as the value of a field, where it fits."""
    if not text:
        return NOTHING
    flags = damage(field, text)
    if flags:
        return (), flags
    if len(text) > LONGEST.get(field, 200):
        return (), ((field, "too_long", text, str(LONGEST.get(field, 200))),)
    return ((field, text),), ()


def plain(field: str) -> Reader:
    return lambda cell: put(field, clean(cell))


def flagged(field: str, code: str, value: str, hint: str = "", proposal: Pairs = ()) -> Found:
    return proposal, ((field, code, value, hint),)


def together(*found: Found) -> Found:
    pairs = tuple(pair for each, _ in found for pair in each)
    return pairs, tuple(flag for _, each in found for flag in each)
