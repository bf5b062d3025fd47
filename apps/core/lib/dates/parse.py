import re
from datetime import date

from apps.core.lib.digits import to_arabic
from apps.core.lib.text import normalise

from .errors import AmbiguousDateError, ThaiDateError
from .partial import PartialDate
from .reading import Reading, arrange
from .tokens import tokens

EARLIEST = date(1889, 4, 1)  # before it Siam counted by the moon; the solar calendar came on 1 April 2432
LATEST = date(2156, 12, 31)  # B.E. 2699

_LONGEST = 100
# What spreadsheets and databases write after a date. A time of another zone stays unread: the day may be another.
_TIME = re.compile(
    r"(?<=[0-9])(?:t| (?:เวลา ?)?)(?:[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\.[0-9]+)?(?: ?น\.?)?|[0-9]{1,2}\.[0-9]{2} ?น\.?)"
    r"(?:\+07:?00)?$"
)
_COMPACT = re.compile(r"[0-9]{8}")
_YEAR_AS_FLOAT = re.compile(r"([0-9]{4})\.0$")


def parse_thai_date(
    text: str, *, two_digit_year: int | None = None, earliest: date = EARLIEST, latest: date = LATEST
) -> PartialDate:
    """What `text` says, in any usual form: 31/03/2549, 31 มี.ค. 49, ๓๑ มีนาคม พ.ศ. ๒๕๔๙, 2006-03-31, March 31, 2006,
    มี.ค. 2549, 2549, 25490331. Day before month; a year from 2400 on is of the Buddhist era unless it says ค.ศ.; a
    day or month 00 is "not known".

    `two_digit_year` is the first Buddhist-era year of the hundred to which a year such as 49 belongs: with 2500 it
    is 2549, with 2470 85 is 2485. Without it a year that fits several raises AmbiguousDateError. ค.ศ. and English
    month names make it a common-era one. `earliest` and `latest` are the days between which the date must be able
    to lie (`latest` may be today, for births). Raises ThaiDateError; its class lists the codes."""
    if len(text) > _LONGEST:
        raise ThaiDateError("unreadable", "too long for a date")
    written = _YEAR_AS_FLOAT.sub(r"\1", _TIME.sub("", to_arabic(normalise(text)).casefold()))
    if not written:
        raise ThaiDateError("empty", "no date at all")
    if _COMPACT.fullmatch(written):
        return _one_of(_compact(written), "two_readings", earliest, latest)
    reading = arrange(list(tokens(written)))
    if reading.year_digits == 2:
        return _one_of(reading.centuries(two_digit_year), "two_digit_year", earliest, latest)
    return _within(reading.dated(), earliest, latest)


def _compact(digits: str) -> list[Reading]:
    """Eight digits: the year first, or last."""
    cuts = ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]))
    return [Reading(int(year), 4, int(month), int(day)) for year, month, day in cuts]


def _one_of(readings: list[Reading], code: str, earliest: date, latest: date) -> PartialDate:
    """The only reading that is a day; the most telling error where none is."""
    found: set[PartialDate] = set()
    errors: list[ThaiDateError] = []
    for reading in readings:
        try:
            found.add(_within(reading.dated(), earliest, latest))
        except ThaiDateError as error:
            errors.append(error)
    if len(found) > 1:
        raise AmbiguousDateError(code, "the year may be one of several", tuple(sorted(found)))
    if not found:
        raise min(errors, key=lambda error: error.code in {"no_such_month", "too_early", "too_late"})
    return found.pop()


def _within(value: PartialDate, earliest: date, latest: date) -> PartialDate:
    if value.last_day < earliest:
        raise ThaiDateError("too_early", f"{value} is before {earliest}", {"limit": earliest.isoformat()})
    if value.first_day > latest:
        raise ThaiDateError("too_late", f"{value} is after {latest}", {"limit": latest.isoformat()})
    return value
