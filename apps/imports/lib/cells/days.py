"""Dates and years. What can be read in two ways is flagged, with the readings, and not decided."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from apps.core.lib.dates import AmbiguousDateError, PartialDate, ThaiDateError, be_from_ce, parse_thai_date

from .plain import NOTHING, Found, Pairs, Reader, arabic, flagged

_NUMBERS = re.compile(r"([0-9]{1,2})[/.\-, ]+([0-9]{1,2})[/.\-, ]+([0-9]{2}|[0-9]{4})(?![0-9])")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?")
_SERIAL = re.compile(r"([0-9]{4,6})(?:\.[0-9]+)?")
_UNKNOWN_DAY = {
    "1900-01-01",
    "0000-00-00",
    "00/00/0000",
    "01/01/1900",
    "1/1/1900",
    "00/00/00",
    "30/12/1899",
    "1899-12-30",
}
_SIX = re.compile(r"[0-9]{6}")
_EPOCH = date(1899, 12, 30)
_YEAR = re.compile(
    r"(?:ปีการศึกษา|ประจำปี|ปี)? ?(?:(?P<era>พ\.? ?ศ\.?|b\.?e\.?|ค\.? ?ศ\.?|a\.?d\.?|c\.?e\.?) ?)?"
    r"(?P<year>[0-9]{4}|[0-9]{2})(?:\.0)?",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"(?:ภาค(?:การศึกษา)?(?:ที่)? ?)?(?:[123Ss]|ต้น|ปลาย|ฤดูร้อน) ?[/\-] ?(2[456][0-9]{2})|(2[456][0-9]{2}) ?[/\-] ?[1-4]"
)
_SPAN = re.compile(r"((?:2[456]|19|20)[0-9]{2}) ?[-–/] ?((?:2[456]|19|20)?[0-9]{2})")


@dataclass(frozen=True)
class Days:
    """What the column as a whole says: `order` dmy or mdy where some value proves it, "" where none does, "mixed"
    where values prove both. `cells_swapped`: real date cells that a spreadsheet made by reading day/month as
    month/day. `two_digit`: first B.E. year of the hundred for two-digit years; None: they are not certain.
    `earliest` and `latest`: days between which a date is likely."""

    field: str
    order: str
    earliest: date
    latest: date
    cells_swapped: bool = False
    two_digit: int | None = None
    whole: bool = False


def numbers_in(text: str) -> tuple[int, int] | None:
    """The first two numbers of a date written in numbers alone."""
    found = _NUMBERS.match(text)
    return (int(found[1]), int(found[2])) if found else None


def iso_day(text: str) -> int | None:
    """The day of the month in a date as spreadsheets hand out their date cells."""
    found = _ISO.fullmatch(text)
    return int(found[3]) if found else None


def day(facts: Days) -> Reader:
    """`facts.whole`: the field needs day, month and year."""
    field = facts.field

    def read(cell: str) -> Found:
        text = arabic(cell)
        if not text:
            return NOTHING
        if text in _UNKNOWN_DAY:
            return flagged(field, "date_unknown", text)
        try:
            return _read(text, facts)
        except AmbiguousDateError as error:
            return _of_several(error, text, facts)
        except ThaiDateError as error:
            is_far = error.code in {"too_early", "too_late"}
            return flagged(field, "date_far" if is_far else "date_unreadable", text)

    return read


def _of_several(error: AmbiguousDateError, text: str, facts: Days) -> Found:
    """Where all readings but one are of a time in which it cannot have been, that one is told and taken."""
    likely = [day for day in error.candidates if facts.earliest <= day.first_day <= facts.latest]
    if len(likely) != 1 or (facts.whole and not likely[0].is_full):
        return flagged(facts.field, error.code, text, "|".join(map(str, likely)))
    return ((facts.field, str(likely[0])),), ((facts.field, "date_one_reading", text, str(likely[0])),)


def _read(text: str, facts: Days) -> Found:
    serial = _SERIAL.fullmatch(text)
    if serial and len(serial[1]) > 4:
        return _serial(text, int(serial[1]), facts)
    numbers = _NUMBERS.fullmatch(text.partition(" 00:00")[0])
    if numbers:
        return _numbers(text, int(numbers[1]), int(numbers[2]), numbers[3], facts)
    iso = _ISO.fullmatch(text)
    value = parse_thai_date(text, two_digit_year=facts.two_digit)
    if iso and facts.cells_swapped and int(iso[3]) <= 12 and iso[2] != iso[3]:
        other = PartialDate(value.year, int(iso[3]), int(iso[2]))
        return flagged(facts.field, "date_cells_swapped", text, f"{value}|{other}")
    return _likely(text, value, facts)


def _numbers(text: str, one: int, two: int, year: str, facts: Days) -> Found:
    """Day and month (or month and day) and year in numbers."""
    is_open = facts.order in {"", "mixed"} and one <= 12 and two <= 12 and one != two and one and two
    month_first = two > 12 >= one if facts.order in {"", "mixed"} else facts.order == "mdy"
    first, second = (two, one) if month_first else (one, two)
    value = parse_thai_date(f"{first}/{second}/{year}", two_digit_year=facts.two_digit)
    if is_open:
        other = PartialDate(value.year, value.day, value.month)
        return flagged(facts.field, "day_or_month", text, f"{value}|{other}")
    return _likely(text, value, facts)


def _serial(text: str, number: int, facts: Days) -> Found:
    """The number by which a spreadsheet counts days; for years of the Buddhist era it has six digits."""
    if not 7_000 < number < 300_000:
        if _SIX.fullmatch(text):  # 310349: day, month, year
            return _numbers(text, int(text[:2]), int(text[2:4]), text[4:], facts)
        return flagged(facts.field, "date_unreadable", text, "unreadable")
    counted = _EPOCH + timedelta(days=number)
    if counted.year >= 2400:
        counted = counted.replace(year=counted.year - 543) if (counted.month, counted.day) != (2, 29) else counted
    value = PartialDate.from_date(counted)
    likely = _likely(text, value, facts)
    return likely if likely[1] else (likely[0], ((facts.field, "date_serial", text, str(value)),))


def _likely(text: str, value: PartialDate, facts: Days) -> Found:
    pairs: Pairs = ((facts.field, str(value)),)
    if value.last_day < facts.earliest or value.first_day > facts.latest:
        return flagged(facts.field, "date_unlikely", text, str(value))
    if facts.whole and not value.is_full:
        return flagged(facts.field, "date_incomplete", text, str(value))
    return pairs, ()


def year(field: str, earliest: int, latest: int) -> Reader:
    """A Buddhist-era year between two."""

    def read(cell: str) -> Found:
        text = arabic(cell)
        if not text:
            return NOTHING
        term = _TERM.fullmatch(text)
        if term:
            return _between(field, text, int(term[1] or term[2]), earliest, latest)
        found = _YEAR.fullmatch(text)
        if found:
            return _between(field, text, _be(found, latest), earliest, latest)
        span = _SPAN.fullmatch(text)
        if span:
            return flagged(field, "year_range", text, f"{span[1]}|{span[1][: 4 - len(span[2])]}{span[2]}")
        return _year_of_date(field, text)

    return read


def _be(found: re.Match[str], latest: int) -> int:
    number, era = int(found["year"]), (found["era"] or "").lower()
    is_ce = era[:1] in {"ค", "a", "c"}
    if len(found["year"]) == 2:  # of the hundred years up to the latest one
        first = latest - 99 - (543 if is_ce else 0)
        number = first + (number - first) % 100
    if era and not is_ce:
        return number
    return number + 543 if is_ce or number < 2400 else number


def _between(field: str, text: str, value: int, earliest: int, latest: int) -> Found:
    if earliest <= value <= latest:
        return ((field, str(value)),), ()
    return flagged(field, "year_unlikely", text, str(value))


def _year_of_date(field: str, text: str) -> Found:
    try:
        value = parse_thai_date(text)
    except ThaiDateError:
        return flagged(field, "year_unreadable", text)
    return flagged(field, "year_from_date", text, str(be_from_ce(value.year, value.month)))
