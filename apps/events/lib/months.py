"""The pages of a wall calendar."""

from calendar import SUNDAY, Calendar
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKS = Calendar(firstweekday=SUNDAY)  # as Thai calendars are printed
EARLIEST, LATEST = 1950, 2150  # common era


@dataclass(frozen=True)
class Month:
    """A month of the common era; `weeks` are whole ones, with the days of its neighbours."""

    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def weeks(self) -> list[list[date]]:
        return _WEEKS.monthdatescalendar(self.year, self.number)

    @property
    def shown(self) -> tuple[date, date]:
        """The first day of its first week and the last day of its last."""
        weeks = self.weeks
        return weeks[0][0], weeks[-1][-1]

    @property
    def before(self) -> "Month":
        return month_of(self.first - timedelta(days=1))

    @property
    def after(self) -> "Month":
        return month_of(self.first + timedelta(days=31))


def month_of(day: date) -> Month:
    return Month(day.year, day.month)


def month_named(year: int, number: int) -> Month | None:
    """From an address, the year in the Buddhist era or the common one; None for what is no month near ours."""
    common = year - 543 if year >= 2400 else year
    if not (EARLIEST <= common <= LATEST and 1 <= number <= 12):
        return None
    return Month(common, number)
