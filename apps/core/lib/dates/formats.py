"""Dates as readers see them: the Buddhist era in Thai (`language` "th"), the common era in any other language."""

import re
from datetime import date, datetime, time

from apps.core.lib.digits import to_thai

from . import words
from .era import be_year
from .partial import PartialDate

AnyDate = date | PartialDate
_TIGHT = re.compile(r"(?<=\d) (?!เวลา|\d|–)|(?<=[^\d,–])(?<!day) (?=[\d–])")  # a weekday may stand alone


def format_long(value: AnyDate, language: str = "th") -> str:
    """29 กุมภาพันธ์ 2567 · กุมภาพันธ์ 2567 · พ.ศ. 2567; 29 February 2024."""
    if value.month is None and _is_thai(language):
        return f"พ.ศ. {be_year(value)}"
    return _joined(value, words.MONTHS_TH if _is_thai(language) else words.MONTHS_EN, _year(value, language))


def format_short(value: AnyDate, language: str = "th", *, full_year: bool = False) -> str:
    """29 ก.พ. 67, with `full_year` 29 ก.พ. 2567; always 29 Feb 2024 in English. A year alone is written in full."""
    if not _is_thai(language):
        return _joined(value, words.MONTHS_EN_SHORT, _year(value, language))
    year = _year(value, language)
    return _joined(value, words.MONTHS_TH_SHORT, year if full_year or value.month is None else year[-2:])


def format_formal(value: AnyDate, language: str = "th") -> str:
    """As in official letters: วันที่ ๒๙ กุมภาพันธ์ พ.ศ. ๒๕๖๗ · เดือนกุมภาพันธ์ พ.ศ. ๒๕๖๗ · พ.ศ. ๒๕๖๗."""
    if not _is_thai(language):
        return format_long(value, language)
    written = _joined(value, words.MONTHS_TH, f"พ.ศ. {be_year(value)}")
    return to_thai(("วันที่ " if value.day else "เดือน" if value.month else "") + written)


def format_weekday(value: AnyDate, language: str = "th") -> str:
    """วันเสาร์ที่ 12 กันยายน 2569; Saturday 12 September 2026. Without a day as `format_long`."""
    if value.day is None:
        return format_long(value, language)
    day = value.first_day if isinstance(value, PartialDate) else value
    if _is_thai(language):
        return f"วัน{words.WEEKDAYS_TH[day.weekday()]}ที่ {format_long(value, language)}"
    return f"{words.WEEKDAYS_EN[day.weekday()]} {format_long(value, language)}"


def format_range(first: AnyDate, last: AnyDate, language: str = "th", *, short: bool = False) -> str:
    """12–14 กันยายน 2569 · 30 กันยายน – 2 ตุลาคม 2569 · 30 ธันวาคม 2569 – 2 มกราคม 2570; with `short`, ก.ย."""
    whole_last = format_short(last, language, full_year=True) if short else format_long(last, language)
    if _parts(first) == _parts(last):
        return whole_last
    if first.day and last.day and (be_year(first), first.month) == (be_year(last), last.month):
        return f"{first.day}–{whole_last}"
    whole_first = format_short(first, language, full_year=True) if short else format_long(first, language)
    if first.month and last.month and _year(first, language) == _year(last, language):
        whole_first = whole_first.rpartition(" ")[0]
    return f"{whole_first} – {whole_last}"


def format_time(value: time | datetime, language: str = "th") -> str:
    """14.00 น.; 14:00 in English. In the zone that the value is of."""
    return f"{value.hour}.{value.minute:02} น." if _is_thai(language) else f"{value.hour}:{value.minute:02}"


def format_datetime(value: datetime, language: str = "th", *, short: bool = False) -> str:
    """29 กุมภาพันธ์ 2567 เวลา 14.00 น.; 29 February 2024, 14:00; with `short` 29 ก.พ. 2567 14.00 น."""
    day = format_short(value, language, full_year=True) if short else format_long(value, language)
    between = ", " if not _is_thai(language) else " " if short else " เวลา "
    return f"{day}{between}{format_time(value, language)}"


def held_together(written: str) -> str:
    """The same with no-break spaces, for pages: a line ends between day and time or after the dash of a range, never
    between a day, its month and its year, nor before น."""
    return _TIGHT.sub("\N{NO-BREAK SPACE}", written)


def _is_thai(language: str) -> bool:
    return language.partition("-")[0] == "th"


def _year(value: AnyDate, language: str) -> str:
    return str(be_year(value) if _is_thai(language) else value.year)


def _joined(value: AnyDate, months: tuple[str, ...], year: str) -> str:
    month = months[value.month - 1] if value.month else ""
    return " ".join(part for part in (str(value.day or ""), month, year) if part)


def _parts(value: AnyDate) -> tuple[int, int | None, int | None]:
    return value.year, value.month, value.day
