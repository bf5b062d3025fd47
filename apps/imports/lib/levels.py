"""Levels of degrees and classes of honours, as files name them."""

import re
from functools import lru_cache

from apps.core.lib.digits import to_arabic
from apps.core.lib.text import normalise

# In order: what is tried first.
_LEVELS = (
    ("honorary", r"กิตติมศักดิ์|honorary|honoris"),
    ("higher_diploma", r"(?:ประกาศนียบัตร|ป\.?) ?บัณฑิต ?ชั้นสูง|higher grad|^70$"),
    ("graduate_diploma", r"(?:ประกาศนียบัตร|ป\.) ?บัณฑิต(?!ศึกษา)|graduate dip|^50$"),
    ("associate", r"อนุปริญญา|ปวส|ประกาศนียบัตรวิชาชีพ|associate|^diploma$|^30$|ต่ำกว่าปริญญาตรี"),
    ("special", r"เฉพาะทาง|ผู้เชี่ยวชาญ|residen|fellowship|^90$"),
    ("doctoral", r"เอก|ดุษฎีบัณฑิต|doctor|ph\.? ?d|^80$|^d$"),
    ("master", r"โท|มหาบัณฑิต|master|^60$|^m$"),
    ("bachelor", r"ตรี|บัณฑิต$|bachelor|undergrad|^40$|^b$"),
)
_PATTERNS = tuple((level, re.compile(pattern, re.IGNORECASE)) for level, pattern in _LEVELS)
_NONE = re.compile(r"ไม่(?:ได้|มี|ระบุ)?(?:เกียรตินิยม)?|no|none|-|0|ธรรมดา|ผ่าน|pass|n", re.IGNORECASE)
_GOLD = re.compile(r"เหรียญทอง|gold", re.IGNORECASE)
_FIRST = re.compile(r"(?:อันดับ|ชั้น|class|คลาส)? ?(?:ที่)? ?(?:1|หนึ่ง|i)(?![0-9i])|first|1st", re.IGNORECASE)
_SECOND = re.compile(r"(?:อันดับ|ชั้น|class|คลาส)? ?(?:ที่)? ?(?:2|สอง|ii)(?![0-9i])|second|2nd", re.IGNORECASE)


@lru_cache(maxsize=2_000)
def read_level(text: str) -> str | None:
    """The level's code; None where the text names none."""
    written = to_arabic(normalise(text)).removesuffix(".0")
    return next((level for level, pattern in _PATTERNS if pattern.search(written)), None)


@lru_cache(maxsize=2_000)
def read_honours(text: str) -> str | None:
    """first, second, gold; "" for none; None where it cannot be told which."""
    written = to_arabic(normalise(text)).removesuffix(".0")
    if not written or _NONE.fullmatch(written):
        return ""
    if _GOLD.search(written):
        return "gold"
    first, second = bool(_FIRST.search(written)), bool(_SECOND.search(written))
    if first == second:
        return None
    return "first" if first else "second"
