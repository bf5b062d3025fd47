"""Lines between the people: merged headings that say the faculty, campus, level or year of the rows below them, sums,
notes, printed page heads."""

import re

from apps.core.lib.digits import to_arabic
from apps.core.lib.text import normalise

from .levels import read_honours, read_level
from .lookup import Lookup

_COUNT = r"(?:[0-9][0-9,.]*)"
_SUM = re.compile(
    rf"(?:รวม|ยอด|จำนวน|ทั้งหมด|ทั้งสิ้น|(?:sub|grand)? ?-?total)(?:[^0-9]{{0,60}}?)?[ :=]*{_COUNT}?"
    rf" ?(?:คน|ราย|รายการ|ชื่อ|persons?|people|records?|students?)?"
    rf"(?:[ ,(]*(?:ชาย|หญิง|male|female)? ?{_COUNT} ?(?:คน)?\)?)*",
    re.IGNORECASE,
)
_SUM_BEGINS = re.compile(
    r"(?:รวม(?:ทั้งสิ้น|ทั้งหมด|จำนวน|บัณฑิต|ผู้สำเร็จ|คณะ|วิทยาเขต|สาขา|นักศึกษา)?|ยอดรวม|จำนวนรวม"
    r"|จำนวน|ทั้งหมด|ทั้งสิ้น|(?:sub|grand)? ?-?total)(?=[ :=0-9]|$|.*คน$)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\*|หมายเหตุ|ที่มา|ข้อมูล ?ณ|พิมพ์(?:เมื่อ|วันที่|โดย)|ออกรายงาน|ผู้(?:จัดทำ|พิมพ์|ตรวจ|รับรอง|รายงาน)"
    r"|ลงชื่อ|\(ลงชื่อ\)|นายทะเบียน|หน้า(?:ที่)? ?[0-9]"
    r"|page ?[0-9]|printed|note:|remark|source:|as of|\*{2,}|-{3,}|={3,}|\(ต่อ\)|มีต่อ"
    r"|[-–—=~. ]*(?:จบรายงาน|จบรายการ|สิ้นสุดรายงาน|end of (?:report|list|file))",
    re.IGNORECASE,
)
_TITLE = re.compile(r"รายชื่อ|บัญชี|รายงาน|ทะเบียน|มหาวิทยาลัย|list of|report|university", re.IGNORECASE)

# Words that open a piece of a heading, and the field of which it speaks.
_OPENERS = {
    "faculty": r"คณะ|(?<!มหา)วิทยาลัย(?!เขต)|faculty of|college of|school of",
    "campus": r"วิทยาเขต|เขตการศึกษา",
    "programme": r"สาขาวิชา|สาขา|วิชาเอก|ภาควิชา|หลักสูตร|โปรแกรมวิชา|major|programme|program|department of",
    "level": r"ระดับ|ปริญญา|อนุปริญญา|บัณฑิตศึกษา|bachelor|master|doctor",
    "entry_year_be": r"(?:ปีที่|ปีการศึกษาที่)?เข้า(?:ศึกษา|เรียน)?(?: ?ปี(?:การศึกษา)?)?|รหัส(?:ปี)?(?= ?[0-9]{2}(?![0-9]))",
    "graduation_year_be": (
        r"(?:ประจำ)?ปีการศึกษา|(?:จบ|สำเร็จ)(?:การศึกษา)?(?: ?ปี)?|ปี ?พ\.?ศ\.?|พ\.ศ\.|academic year|class of"
    ),
    "honours": r"เกียรตินิยม",
    "": r"รุ่น(?:ที่)?|จำนวน|ครั้งที่|พิมพ์|วันที่|ข้อมูล|หน้า|มหาวิทยาลัย",
}
_OPENER = re.compile(
    "|".join(f"(?P<{field}>{pattern})" if field else f"(?:{pattern})" for field, pattern in _OPENERS.items()),
    re.IGNORECASE,
)
_YEAR = re.compile(r"[^0-9]{0,20}?(2[456][0-9]{2}|19[0-9]{2}|20[0-9]{2})(?![0-9/])")


def is_sum(text: str) -> bool:
    """รวม 45 คน · รวมคณะวิทยาศาสตร์ 120 คน · Total 45"""
    return bool(_SUM_BEGINS.match(text)) and bool(
        _SUM.fullmatch(text) or re.search(r"[0-9] ?(?:คน|ราย|ชื่อ)?\)?$", text)
    )


def is_note(text: str) -> bool:
    return bool(_NOTE.match(text))


def is_title(text: str) -> bool:
    return bool(_TITLE.search(text))


def read_heading(line: str, lookup: Lookup) -> dict[str, str]:
    """FIELD → what a heading says of it, as written there ("faculty": "คณะวิทยาศาสตร์"); years and levels canonical.
    Empty where it says nothing."""
    text = to_arabic(normalise(line))
    if lookup.is_faculty(text):
        return {"faculty": text}
    if lookup.campus(text):
        return {"campus": text}
    found: dict[str, str] = {}
    openers = list(_OPENER.finditer(text))
    for opener, following in zip(openers, [*openers[1:], None], strict=False):
        piece = text[opener.start() : following.start() if following else len(text)]
        field, value = _piece(opener.lastgroup or "", piece, opener[0])
        if value:
            found.setdefault(field, value)
    return found


def _piece(field: str, piece: str, opener: str) -> tuple[str, str]:
    piece = piece.strip(" ,.;:-–()")
    if not field:
        return "", ""
    if field in {"faculty", "campus"}:
        return field, piece if len(piece) > len(opener) + 1 else ""
    if field == "programme":
        return field, piece[len(opener) :].strip(" :-")
    if field == "level":
        return field, read_level(piece.removeprefix("ระดับ").strip()) or ""
    if field == "honours":
        return field, read_honours(piece) or ""
    year = _YEAR.fullmatch(piece[len(opener) :])
    value = int(year[1]) if year else 0
    return field, str(value if value >= 2400 else value + 543) if value else ""
