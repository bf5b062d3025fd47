"""Cuts a written date into numbers, months, weekdays and eras; what else stands there must be filling."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from . import words
from .errors import ThaiDateError


class Token(NamedTuple):
    """`kind`: number, month, weekday, era; `value`: the number (weekdays from Monday = 0; eras: 543 for B.E., 0 for
    C.E.); `digits`: how many a number was written with."""

    kind: str
    value: int
    digits: int = 0
    is_english: bool = False


def _spelt(name: str) -> str:
    """A pattern for a name; each dot of an abbreviation may be missing or have spaces around it."""
    return re.escape(name.lower()).replace(r"\.", r"\s*\.?\s*")


def _bounded(name: str) -> str:
    return _spelt(name) + (r"(?![a-z])\.?" if name.isascii() else "")


_MONTHS = {
    **{name: i for names in (words.MONTHS_TH, words.MONTHS_TH_SHORT) for i, name in enumerate(names, 1)},
    **{name: i for names in (words.MONTHS_EN, words.MONTHS_EN_SHORT) for i, name in enumerate(names, 1)},
    **words.MONTH_VARIANTS,
}
_WEEKDAYS = {
    **{name: i for names in (words.WEEKDAYS_TH, words.WEEKDAYS_EN) for i, name in enumerate(names)},
    **words.WEEKDAY_VARIANTS,
}
_ERAS = {"พ.ศ.": 543, "พุทธศักราช": 543, "B.E.": 543, "ค.ศ.": 0, "คริสต์ศักราช": 0, "A.D.": 0, "C.E.": 0}
_OTHER_ERAS = ("ร.ศ.", "จ.ศ.", "ม.ศ.", "ฮ.ศ.", "A.H.", "รัตนโกสินทร์ศก", "จุลศักราช", "ฮิจเราะห์ศักราช")

_VALUES: list[tuple[str, int]] = [
    *(("month", value) for value in _MONTHS.values()),
    *(("weekday", value) for value in _WEEKDAYS.values()),
    *(("era", value) for value in _ERAS.values()),
    *(("other_era", 0) for _ in _OTHER_ERAS),
]
_NAMES = [*_MONTHS, *_WEEKDAYS, *_ERAS, *_OTHER_ERAS]
_LONGEST_FIRST = sorted(range(len(_NAMES)), key=lambda index: -len(_NAMES[index]))
_NAME = "|".join(f"(?P<n{index}>{_bounded(_NAMES[index])})" for index in _LONGEST_FIRST)
_FILLING = r"วันที่|วัน|ที่|เดือน|ปี|(?<=[0-9])(?:st|nd|rd|th)(?![a-z])|of(?![a-z])|the(?![a-z])|[ ,./–—-]"
_TOKEN = re.compile(rf"(?P<number>[0-9]+)|{_NAME}|(?P<filling>{_FILLING})")


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text` (lower case, digits 0-9), in order. Raises ThaiDateError (unreadable, era_unsupported)."""
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            raise ThaiDateError("unreadable", f"no date: {text!r}")
        at = found.end()
        if found["number"]:
            yield Token("number", int(found["number"]), len(found["number"]))
        elif not found["filling"]:
            yield _named(str(found.lastgroup))


def _named(group: str) -> Token:
    kind, value = _VALUES[int(group[1:])]
    if kind == "other_era":
        raise ThaiDateError("era_unsupported", "only Buddhist-era and common-era years are read")
    return Token(kind, value, is_english=_NAMES[int(group[1:])].isascii())
