"""Tables as CSV files that spreadsheets open rightly: Thai letters kept, and no cell that becomes a formula."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes Thai for something else
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Line:
    """A file of one line: hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def lines(header: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The file line by line, the header first."""
    writer: Any = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow([inert(cell) for cell in header])
    for row in rows:
        yield writer.writerow([inert(cell) for cell in row])


def bare_lines(header: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The same for programs: each cell as it is, and nothing before the first."""
    writer: Any = csv.writer(_Line())
    yield writer.writerow(header)
    for row in rows:
        yield writer.writerow(row)


def inert(cell: object) -> object:
    """The cell as it is; a text that a spreadsheet would reckon with gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and _is_formula(cell) else cell


def restored(text: str) -> str:
    """What a cell said before it was made inert: `restored(inert(text)) == text` for every text."""
    return text[1:] if text.startswith("'") and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    """Would a spreadsheet reckon with it, by itself or once its apostrophes are off?"""
    bare = text.lstrip("'")
    return bare.startswith(_STARTS_A_FORMULA) or bare.lstrip().startswith(_STARTS_A_FORMULA)
