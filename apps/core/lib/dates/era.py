"""Buddhist-era and common-era years. Until 2483 the Thai year began on 1 April: January to March of B.E. 2482 are of
1940 (B.E. - 542), and B.E. 2483 had nine months, since from 2484 on the year begins on 1 January. (New Year Act
B.E. 2483.)"""

from datetime import date

from .errors import ThaiDateError
from .partial import PartialDate

_LAST_APRIL_YEAR = 2482  # the last year that ended in March
_SHORT_YEAR = 2483


def be_from_ce(year: int, month: int | None = None) -> int:
    """The Buddhist-era year of a common-era year and month. Without a month, that in which the year mostly lies."""
    if month is not None and month <= 3 and year + 542 <= _LAST_APRIL_YEAR:
        return year + 542
    return year + 543


def be_year(value: date | PartialDate) -> int:
    """The Buddhist-era year in which a day, or a partly known day, lies."""
    return be_from_ce(value.year, value.month)


def ce_from_be(year: int, month: int | None = None) -> int:
    """The common-era year of a Buddhist-era year and month. Raises ThaiDateError (no_such_month_in_2483) for January
    to March 2483, which never were."""
    if month is None or month > 3 or year > _SHORT_YEAR:
        return year - 543
    if year == _SHORT_YEAR:
        raise ThaiDateError(
            "no_such_month_in_2483", "January to March B.E. 2483 never were: the year ended in December"
        )
    return year - 542
