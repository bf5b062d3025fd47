"""A file as a table of texts, whatever its kind."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import python_calamine

from . import html, texts
from .misread import looks_misread, repaired
from .refused import Refused
from .rows import Warned
from .sniff import check_ole, kind_of
from .texts import LONGEST_CELL, MOST_COLUMNS
from .zips import check_zip

_ENDINGS = {
    "csv": {"csv", "txt", "tsv", "tab"},
    "xlsx": {"xlsx", "xlsm"},
    "xls": {"xls"},
    "xlsb": {"xlsb"},
    "ods": {"ods"},
    "html": {"html", "htm"},
}
Cells = list[str]


@dataclass
class Table:
    """`sheets`: name → rows in it (0 where not counted). `rows` can be asked again and again; each time it begins at
    the first line of the sheet."""

    format: str
    sheets: dict[str, int]
    _rows: Callable[[str], Iterator[Cells]]
    encoding: str = ""
    delimiter: str = ""
    warnings: list[Warned] = field(default_factory=list)
    is_misread: bool = False

    def rows(self, sheet: str) -> Iterator[Cells]:
        rows = self._rows(sheet) if self.format == "csv" else _bounded(self._rows(sheet))
        return (list(map(_mended, row)) for row in rows) if self.is_misread else rows


def open_table(path: Path, name: str) -> Table:
    """Raises Refused."""
    kind = kind_of(path)
    if kind == "text":
        table = _of_text(path)
    elif kind == "html":
        table = Table("html", {"": 0}, lambda _: html.rows(path))
    else:
        table = _of_spreadsheet(path, kind)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending and ending not in _ENDINGS[table.format]:
        table.warnings.append(Warned("other_ending", {"ending": ending[:20], "format": table.format.upper()}))
    return table


def _of_text(path: Path) -> Table:
    encoding, is_cut = texts.encoding_of(path)
    if encoding == "utf-32":
        raise Refused("unknown_encoding")
    delimiter = texts.delimiter_of(path, encoding)
    records = partial(texts.records, path, encoding, delimiter, has_plain_lines=texts.has_plain_lines(path, encoding))
    table = Table("csv", {"": 0}, lambda _: records(), encoding, delimiter)
    if is_cut:
        table.warnings.append(Warned("cut_off"))
    if encoding == "cp1252":
        table.warnings.append(Warned("western"))
    return table


def _of_spreadsheet(path: Path, kind: str) -> Table:
    warnings = []
    if kind == "zip":
        facts = check_zip(path)
        form = facts.kind
        warnings = [Warned(code) for code, found in (("macros", facts.macros), ("links", facts.links)) if found]
        if facts.unsaved:
            warnings.append(Warned("formulas_unsaved", {"count": str(facts.unsaved)}))
    else:
        form, warnings = "xls", [Warned("macros")] if check_ole(path) else []
    book = _opened(path)
    visible = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == python_calamine.SheetVisibleEnum.Visible
        and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    if not visible:
        raise Refused("is_empty")
    if len(visible) < len(book.sheet_names):
        warnings.append(Warned("hidden_sheets", {"count": str(len(book.sheet_names) - len(visible))}))
    kept: dict[str, Any] = {}
    return Table(form, dict.fromkeys(visible, 0), lambda sheet: _sheet_rows(book, sheet, kept), warnings=warnings)


def _opened(path: Path) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_path(str(path))
    except python_calamine.PasswordError as error:
        raise Refused("has_password") from error
    except (python_calamine.CalamineError, OSError) as error:
        raise Refused("is_broken") from error


def _sheet_rows(book: python_calamine.CalamineWorkbook, name: str, kept: dict[str, Any]) -> Iterator[Cells]:
    """`kept` holds the sheet that was read last: a second walk through it need not unpack it again."""
    if name not in kept:
        kept.clear()
        try:
            kept[name] = book.get_sheet_by_name(name)
        except (python_calamine.CalamineError, OSError) as error:
            raise Refused("is_broken") from error
    sheet = kept[name]
    if sheet.start is None:
        return
    before, tall = [""] * sheet.start[1], _tall_cells(sheet)
    filling: dict[int, tuple[int, str]] = {}  # column → last row of a merged cell that is still open, and its text
    for number, row in enumerate(sheet.iter_rows()):
        cells = before + [value if value.__class__ is str else _text(value) for value in row]
        if tall:
            _fill_down(number, cells, tall, filling)
        yield cells


def _tall_cells(sheet: Any) -> dict[int, list[tuple[int, int]]]:
    """Row → (column, last row) of each cell that is merged over several rows of one column: what stands in it is
    said of all of them."""
    found: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right and bottom > top:
            found.setdefault(top, []).append((left, bottom))
    return found


def _fill_down(
    number: int, cells: Cells, tall: dict[int, list[tuple[int, int]]], filling: dict[int, tuple[int, str]]
) -> None:
    for column, (last, text) in list(filling.items()):
        if number > last:
            del filling[column]
        elif column < len(cells) and not cells[column]:
            cells[column] = text
    for column, last in tall.get(number, ()):
        if column < len(cells):
            filling[column] = (last, cells[column])


def _text(value: object) -> str:
    """A cell's value as a person would have typed it."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
        case datetime():
            return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
    return str(value)


def _bounded(rows: Iterator[Cells]) -> Iterator[Cells]:
    for row in rows:
        if len(row) > MOST_COLUMNS:
            while row and not row[-1]:
                row.pop()
            if len(row) > MOST_COLUMNS:
                raise Refused("too_wide", {"limit": str(MOST_COLUMNS)})
        if row and len(max(row, key=len)) > LONGEST_CELL:
            raise Refused("cell_too_long", {"limit": str(LONGEST_CELL)})
        yield row


def _mended(cell: str) -> str:
    return (repaired(cell) or cell) if looks_misread(cell) else cell
