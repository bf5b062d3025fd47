from calendar import monthrange
from dataclasses import dataclass, replace

from .era import ce_from_be
from .errors import ThaiDateError
from .partial import PartialDate
from .tokens import Token

_FIRST_BE_YEAR = 2400  # a year from here on that names no era is of the Buddhist one
_BE, _CE = 543, 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A date as it was written: day and month 0 where not known, the era None where not said."""

    year: int
    year_digits: int
    month: int = 0
    day: int = 0
    era: int | None = None
    weekday: int | None = None

    def centuries(self, first_be_year: int | None) -> list["Reading"]:
        """What a year of two digits may be: within the hundred years from `first_be_year`, else of this and the last
        century of either era."""
        if first_be_year is not None:
            era = _BE if self.era is None else self.era
            first = first_be_year - (543 - era)
            return [replace(self, year=first + (self.year - first) % 100, year_digits=4, era=era)]
        eras = (_BE, _CE) if self.era is None else (self.era,)
        return [
            replace(self, year=century + self.year, year_digits=4, era=era)
            for era in eras
            for century in ((2400, 2500) if era == _BE else (1900, 2000))
        ]

    def dated(self) -> PartialDate:
        """Raises ThaiDateError for a day or month that never was."""
        if self.month > 12 or (self.day and not self.month):
            raise ThaiDateError("no_such_month", f"there is no month {self.month}", {"month": str(self.month)})
        year = self._common_era_year()
        if year < 1:
            raise ThaiDateError("too_early", "before the common era", {"limit": ""})
        if self.day > (monthrange(year, self.month)[1] if self.month else 0):
            raise self._no_such_day()
        value = PartialDate(year, self.month or None, self.day or None)
        if self.weekday is not None and value.is_full and value.first_day.weekday() != self.weekday:
            raise ThaiDateError("wrong_weekday", f"{value} is another day of the week")
        return value

    def _common_era_year(self) -> int:
        is_be = self.era == _BE or (self.era is None and self.year >= _FIRST_BE_YEAR)
        return ce_from_be(self.year, self.month or None) if is_be else self.year

    def _no_such_day(self) -> ThaiDateError:
        if (self.day, self.month) == (29, 2):
            return ThaiDateError("not_leap_year", f"{self.year} has no 29 February", {"year": str(self.year)})
        return ThaiDateError("no_such_day", f"month {self.month} has no day {self.day}", {"day": str(self.day)})


def arrange(found: list[Token]) -> Reading:
    """Which number is what. Raises ThaiDateError (unreadable, year_missing)."""
    numbers = [token for token in found if token.kind == "number"]
    if not numbers or any(token.digits not in {1, 2, 4} for token in numbers):
        raise _unreadable()
    month, era, weekday = (_single(found, kind) for kind in ("month", "era", "weekday"))
    if month is None:
        year, month_number, day = _by_place(numbers)
    else:
        day, year = _around_month(numbers, is_first=found.index(month) < found.index(numbers[0]))
        month_number = month.value
    if year.digits == 1:
        raise _unreadable()
    said = era.value if era else _CE if month and month.is_english and year.digits == 2 else None
    return Reading(year.value, year.digits, month_number, day, said, weekday.value if weekday else None)


def _by_place(numbers: list[Token]) -> tuple[Token, int, int]:
    """Year, month and day of numbers alone: 31/3/2549, 2006-03-31, 3/2549, 2006-03, 2549."""
    lengths = [token.digits == 4 for token in numbers]
    if lengths in ([False], [True]):
        return numbers[0], 0, 0
    if lengths in ([True, False], [True, False, False]):
        return numbers[0], numbers[1].value, numbers[2].value if len(numbers) == 3 else 0
    if lengths == [False, True]:
        return numbers[1], numbers[0].value, 0
    if lengths in ([False, False, True], [False, False, False]):
        return numbers[2], numbers[1].value, numbers[0].value
    if lengths == [False, False]:
        raise ThaiDateError("year_missing", "a day and a month without a year")
    raise _unreadable()


def _around_month(numbers: list[Token], *, is_first: bool) -> tuple[int, Token]:
    """Day and year beside a month's name: 31 มี.ค. 49, มี.ค. 2549, March 31, 2006, 2006 Mar 31."""
    if len(numbers) == 1:
        if numbers[0].digits < 4 and not is_first:
            raise ThaiDateError("year_missing", "a day and a month without a year")
        return 0, numbers[0]
    if len(numbers) > 2:
        raise _unreadable()
    day, year = numbers if numbers[0].digits < 4 else numbers[::-1]
    if day.digits == 4:
        raise _unreadable()
    return day.value, year


def _single(found: list[Token], kind: str) -> Token | None:
    of_kind = [token for token in found if token.kind == kind]
    if len(of_kind) > 1:
        raise _unreadable()
    return of_kind[0] if of_kind else None


def _unreadable() -> ThaiDateError:
    return ThaiDateError("unreadable", "the numbers do not make a day, a month and a year")
