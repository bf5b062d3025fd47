"""Years of the office: Buddhist-era numbers for budget years, academic years and graduating classes."""

import re
from datetime import date

from .dates.era import be_from_ce
from .digits import to_arabic
from .errors import BadInputError
from .text import normalise

FISCAL_YEAR_BEGINS = 10  # October: fiscal year 2568 is 1 October 2567 to 30 September 2568
ACADEMIC_YEAR_BEGINS = 8  # August, as quality assurance reckons; institutions configure theirs

_WRITTEN = re.compile(
    r"(?:ปี ?)?(?:(พ ?\. ?ศ ?\.?|พศ|b\.?e\.?|ค ?\. ?ศ ?\.?|คศ|a\.?d\.?|c\.?e\.?) ?)?([0-9]{4})(?:\.0)?"
)


class YearError(BadInputError):
    """A text that is no year, or a year that has no class. Codes: empty, invalid, before_first_class."""


def read_be_year(text: str) -> int:
    """The Buddhist-era year that `text` means: 2549, ๒๕๔๙, พ.ศ. 2549, ค.ศ. 2006 or 2006 (below 2400: common era).
    Raises YearError."""
    written = to_arabic(normalise(text[:100])).lower()
    if not written:
        raise YearError("empty", "no year")
    found = _WRITTEN.fullmatch(written)
    if not found:
        raise YearError("invalid", f"no year of four digits: {written!r}")
    era, year = found[1] or "", int(found[2])
    if era:
        return year if era[0] in "พb" else be_from_ce(year)
    return year if year >= 2400 else be_from_ce(year)


def fiscal_year(day: date) -> int:
    """The B.E. budget year of a day: it begins in October of the year before."""
    return day.year + 543 + (day.month >= FISCAL_YEAR_BEGINS)


def fiscal_year_days(year: int) -> tuple[date, date]:
    """First and last day of a B.E. budget year."""
    return date(year - 544, 10, 1), date(year - 543, 9, 30)


def academic_year(day: date, first_month: int = ACADEMIC_YEAR_BEGINS) -> int:
    """The B.E. academic year of a day: named after the calendar year in whose `first_month` it begins."""
    return day.year + 543 - (day.month < first_month)


def academic_year_days(year: int, first_month: int = ACADEMIC_YEAR_BEGINS) -> tuple[date, date]:
    """First and last day of a B.E. academic year."""
    next_begins = date(year - 542, first_month, 1)
    return date(year - 543, first_month, 1), date.fromordinal(next_begins.toordinal() - 1)


def graduating_class(academic_year: int, base: int) -> int:
    """รุ่น by graduation: the class of academic year `base` + 1 is the first. Raises YearError."""
    if academic_year <= base:
        raise YearError("before_first_class", f"nobody graduated in {academic_year}", {"first": str(base + 1)})
    return academic_year - base


def graduation_year(graduating_class: int, base: int) -> int:
    """The academic year (B.E.) in which a class graduated. Raises YearError."""
    if graduating_class < 1:
        raise YearError("before_first_class", "classes are counted from 1", {"first": str(base + 1)})
    return base + graduating_class


def entry_class(entry_year: int, first_intake: int) -> int:
    """รุ่น as alumni of one faculty count it: by year of entry, its first intake being 1. Raises YearError."""
    return graduating_class(entry_year, first_intake - 1)
