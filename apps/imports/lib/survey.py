"""What only the whole of a file can tell: the order of day and month, whether grades are written in hundredths,
whether first and last names stand in each other's column."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from apps.core.lib.digits import to_arabic

from .cells.days import iso_day, numbers_in
from .cells.plain import clean

_MOST_NAMES = 300_000  # distinct ones that are counted


@dataclass
class DayOrder:
    """How often a value proves an order; real date cells, and those of them with a day after the 12th."""

    dmy: int = 0
    mdy: int = 0
    cells: int = 0
    late_cells: int = 0

    @property
    def order(self) -> str:
        if self.dmy and self.mdy:
            return "mixed"
        return "dmy" if self.dmy else "mdy" if self.mdy else ""

    @property
    def cells_swapped(self) -> bool:
        """A spreadsheet took 05/04 for 4 May, and left 31/03 alone, as text: so no date cell has a late day."""
        return self.cells >= 5 and not self.late_cells and self.dmy > 0


@dataclass
class Survey:
    rows: int = 0
    orders: dict[int, DayOrder] = field(default_factory=dict)
    hundredths: int = 0
    points: int = 0
    first: Counter[str] = field(default_factory=Counter)
    last: Counter[str] = field(default_factory=Counter)

    @property
    def in_hundredths(self) -> bool:
        return self.hundredths >= 3 and self.points == 0


def survey(rows: Iterable[list[str]], columns: dict[int, str]) -> Survey:
    """`columns`: index → kind, of the columns that matter here."""
    found = Survey()
    dates = {index: set[str]() for index, kind in columns.items() if kind in {"birth_date", "conferred_on"}}
    found.orders = {index: DayOrder() for index in dates}
    grades = next((index for index, kind in columns.items() if kind == "gpa"), None)
    first = next((index for index, kind in columns.items() if kind in {"first_th", "first_en"}), None)
    last = next((index for index, kind in columns.items() if kind in {"last_th", "last_en"}), None)
    for row in rows:
        found.rows += 1
        width = len(row)
        for index, seen in dates.items():
            if index < width and row[index] not in seen:
                _weigh_date(row[index], found.orders[index])
                if len(seen) < _MOST_NAMES:
                    seen.add(row[index])
        if grades is not None and grades < width and row[grades]:
            _weigh_grade(row[grades], found)
        if first is not None and last is not None and max(first, last) < width:
            _count(found.first, row[first])
            _count(found.last, row[last])
    return found


def _weigh_date(cell: str, order: DayOrder) -> None:
    text = cell if cell.isascii() else to_arabic(clean(cell))
    late = iso_day(text)
    if late is not None:
        order.cells += 1
        order.late_cells += late > 12
        return
    numbers = numbers_in(text)
    if numbers:
        order.dmy += numbers[0] > 12 >= numbers[1]
        order.mdy += numbers[1] > 12 >= numbers[0]


def _weigh_grade(cell: str, found: Survey) -> None:
    text = cell if cell.isascii() else to_arabic(cell)
    if text.isdecimal() and 100 <= int(text[:6]) <= 400:
        found.hundredths += 1
    elif text[:1] in "01234" and text[1:2] in {".", ","}:
        found.points += 1


def _count(counter: Counter[str], cell: str) -> None:
    if cell and (cell in counter or len(counter) < _MOST_NAMES):
        counter[cell] += 1
