"""The rejected rows as a file to be mended and sent in again: the original columns, and after them the row's number
and why it was not taken. What a spreadsheet would reckon with is guarded by an apostrophe, which the reader of files
takes away again."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import rustpy_xlsxwriter

from apps.core.lib.csv_files import inert, lines

from .mapping import Mapping

ROW_NUMBER, REASONS = "แถวในไฟล์", "เหตุที่ไม่รับ"  # known to apps.imports.lib.headers, whatever the reader's language
Rejected = tuple[int, list[str], str]


def header(mapping: Mapping) -> list[str]:
    """What stood over the columns; a name of our own for a column that had none, so that it is found again."""
    width = max([*mapping.columns, *mapping.headers], default=-1) + 1
    return [*(mapping.headers.get(index, "") for index in range(width)), ROW_NUMBER, REASONS]


def csv_lines(mapping: Mapping, rejected: Iterable[Rejected]) -> Iterator[str]:
    """`rejected`: number, cells as they stood, reasons in the reader's language."""
    return lines(header(mapping), _rows(mapping, rejected))


def write_xlsx(path: Path, mapping: Mapping, rejected: Iterable[Rejected]) -> None:
    """Every cell is text, so that no zero and no digit is lost."""
    names = _unique(header(mapping))
    records = [dict(zip(names, map(_text, row), strict=True)) for row in _rows(mapping, rejected)]
    records = records or [dict.fromkeys(names, "")]
    rustpy_xlsxwriter.write_worksheet(records, str(path), sheet_name="rows", freeze_row=1, bold_headers=True)


def _rows(mapping: Mapping, rejected: Iterable[Rejected]) -> Iterator[list[str]]:
    width = len(header(mapping)) - 2
    for number, cells, why in rejected:
        yield [*cells[:width], *[""] * (width - len(cells)), str(number), why]


def _text(cell: str) -> str:
    return str(inert(cell))


def _unique(names: list[str]) -> list[str]:
    """A column needs a name of its own here: spaces after it make it so, and do not count when it is read again."""
    found: list[str] = []
    for name in names:
        while not name or name in found:
            name += " "  # noqa: PLW2901 # longer until nobody has it
        found.append(name)
    return found
