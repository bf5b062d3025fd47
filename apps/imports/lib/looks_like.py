"""What the cells of a column look like, whatever stands over it."""

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from apps.core.lib.digits import to_arabic
from apps.core.lib.names import split_title
from apps.core.lib.national_id import check_digit
from apps.core.lib.text import normalise

from .lookup import Lookup

_EMAIL = re.compile(r"\S+@\S+\.\S+")
_PHONE = re.compile(r"(?:\+66|0)[ -]?[0-9](?:[ -]?[0-9]){7,8}(?:\D.*)?")
_DATE = re.compile(
    r"(?:วันที่ ?)?[0-9]{1,4}[/.\- ][0-9]{1,2}[/.\- ][0-9]{2,4}.*"
    r"|.*(?:ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค|าคม|ายน|าพันธ์|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).*[0-9]{2,4}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:พ\.?ศ\.? ?)?(?:2[456][0-9]{2}|19[0-9]{2}|20[0-9]{2})")
_GPA = re.compile(r"[0-3]\.[0-9]{1,2}|4\.00?|[1-4][0-9]{2}")
_STUDENT_ID = re.compile(r"[0-9]{6,8}|[0-9]{10}|[0-9]{2}[- ]?[0-9]{3,8}[- ]?[0-9]?")
_POSTCODE = re.compile(r"[1-9][0-9]{4}")
_GENDERS = {"ชาย", "หญิง", "ช", "ญ", "m", "f", "male", "female", "ช.", "ญ."}
_LEVELS = re.compile(r"(?:ป\.|ปริญญา) ?(?:ตรี|โท|เอก)|ตรี|โท|เอก|อนุปริญญา|bachelor.*|master.*|doctor.*", re.IGNORECASE)
_HONOURS = re.compile(r"เกียรตินิยม.*|.*hono(?:u)?rs.*", re.IGNORECASE)
_THAI_NAME = re.compile(r"[ก-์]{2,30}")
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z'.-]{1,30}")
_ADDRESS = re.compile(
    r"(?:ต\.|ตำบล|แขวง|ม\.|หมู่|อ\.|อำเภอ|เขต|ถ\.|ถนน).*(?:อ\.|อำเภอ|เขต|จ\.|จังหวัด|กทม|กรุงเทพ|[0-9]{5})"
)


def _is_national_id(text: str) -> bool:
    digits = re.sub(r"[ -]", "", text)
    return len(digits) == 13 and digits.isdecimal() and check_digit(digits[:12]) == int(digits[12])


def _is_title(text: str) -> bool:
    title, rest = split_title(text)
    return bool(title) and not rest


@lru_cache(maxsize=2_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(split_title(text)[1].split())


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


_TESTS: dict[str, Callable[[str], bool]] = {
    "national_id": _is_national_id,
    "email": _matches(_EMAIL),
    "phone": _matches(_PHONE),
    "conferred_on": _matches(_DATE),
    "graduation_year_be": _matches(_YEAR),
    "gpa": _matches(_GPA),
    "student_id": _matches(_STUDENT_ID),
    "postcode": _matches(_POSTCODE),
    "title_th": _is_title,
    "gender": lambda text: text.lower() in _GENDERS,
    "level": _matches(_LEVELS),
    "honours": _matches(_HONOURS),
    "thai": lambda text: len(words := _words(text)) == 1 and bool(_THAI_NAME.fullmatch(words[0])),
    "thai_full": lambda text: len(words := _words(text)) > 1 and all(map(_THAI_NAME.fullmatch, words)),
    "latin": lambda text: len(words := _words(text)) == 1 and bool(_LATIN_NAME.fullmatch(words[0])),
    "latin_full": lambda text: len(words := _words(text)) > 1 and all(map(_LATIN_NAME.fullmatch, words)),
    "latin_any": lambda text: bool(re.search("[A-Za-z]{2}", text)) and not re.search("[ก-๛]", text),
    "address": lambda text: bool(_ADDRESS.search(text)),
}


def shares(samples: list[str], lookup: Lookup | None) -> dict[str, float]:
    """Kind → the share of the cells that look like it."""
    cells = [to_arabic(normalise(cell)) for cell in samples if cell.strip() not in {"", "-"}]
    if not cells:
        return {}
    tests = dict(_TESTS)
    if lookup:
        tests |= {
            "faculty": lambda text: lookup.faculty(text)[1] == "name",
            "campus": lambda text: bool(lookup.campus(text)),
            "degree": lambda text: lookup.degree(text)[0] is not None,
            "province": lambda text: bool(lookup.province(text)),
            "programme": lambda text: bool(lookup.programme(text)),
        }
    counted = Counter(cells)  # many columns say the same again and again
    found = {
        kind: sum(count for cell, count in counted.items() if test(cell)) / len(cells) for kind, test in tests.items()
    }
    found["sequence"] = _sequence(cells)
    found["distinct"] = len(counted) / len(cells)
    return found


def _sequence(cells: list[str]) -> float:
    """How much the cells count up by one."""
    numbers = [int(cell) if cell.isdecimal() and len(cell) < 7 else None for cell in (c.rstrip(".") for c in cells)]
    if len(numbers) < 2:
        return float(numbers == [1])
    steps = sum(a is not None and b is not None and (b == a + 1 or b == 1) for a, b in pairwise(numbers))
    return steps / (len(numbers) - 1)
