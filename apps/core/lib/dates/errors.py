from typing import TYPE_CHECKING

from apps.core.lib.errors import BadInputError

if TYPE_CHECKING:
    from .partial import PartialDate


class ThaiDateError(BadInputError):
    """A text that is no date. Codes: empty, unreadable, year_missing, no_such_month, no_such_month_in_2483,
    no_such_day, not_leap_year, wrong_weekday, era_unsupported, too_early, too_late."""


class AmbiguousDateError(ThaiDateError):
    """A year of two digits where nobody said which century (code two_digit_year), or digits that can be read in two
    ways (code two_readings). `candidates` are what it may mean, earliest first."""

    def __init__(self, code: str, message: str, candidates: "tuple[PartialDate, ...]") -> None:
        super().__init__(code, message)
        self.candidates = candidates
