"""Small tables as spreadsheets and text files hold them, read row by row as text. A file is hostile until it has been
read: that happens in a process of its own, with limits on memory and time, which may die without harm.

For the office's small files; a registrar's tens of thousands of rows come in another way."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import rustpy_xlsxwriter

from . import archives, csv_files
from .errors import BadInputError

LARGEST = 2_000_000  # bytes of a file
LARGEST_UNPACKED = 30_000_000
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000, 200, 4_000
MEMORY, SECONDS = 512_000_000, 15
SPREADSHEETS = (".xlsx", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ROOT = Path(__file__).resolve().parents[3]

Rows = list[list[str]]


class TableError(BadInputError):
    """A file that is no table, or one that is not taken. Codes: kind, empty, too_large, too_many_rows,
    too_many_columns, long_cell, damaged, locked, encoding."""


def read(content: bytes, name: str) -> Rows:
    """The rows of a file's first sheet that holds anything, every cell as text. Raises TableError."""
    ending = Path(name).suffix.lower()
    if ending not in (*SPREADSHEETS, *TEXTS):
        raise TableError("kind", f"no table: {ending!r}")
    if len(content) > LARGEST:
        raise TableError("too_large", f"{len(content)} bytes")
    rows = _in_child(content) if ending in SPREADSHEETS else _of_text(content)
    return _within_limits(rows)


def write(headers: Sequence[str], rows: Iterable[Sequence[str]], file_format: str) -> bytes:
    """A file of these rows: XLSX with every cell as text, or CSV. No cell becomes a formula in either, nor where the
    one is saved as the other (csv_files.inert)."""
    if file_format == "csv":
        return "".join(csv_files.lines(headers, rows)).encode()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        records = (dict(zip(headers, [str(csv_files.inert(cell)) for cell in row], strict=True)) for row in rows)
        rustpy_xlsxwriter.write_worksheet(records, str(path), sheet_name="table", freeze_row=1, bold_headers=True)
        return path.read_bytes()


def _within_limits(rows: Rows) -> Rows:
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise TableError("empty", "no cell holds anything")
    if len(rows) > MOST_ROWS:
        raise TableError("too_many_rows", f"{len(rows)} rows", {"most": str(MOST_ROWS)})
    if max(map(len, rows)) > MOST_COLUMNS:
        raise TableError("too_many_columns", "too many columns", {"most": str(MOST_COLUMNS)})
    for number, row in enumerate(rows, start=1):
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise TableError("long_cell", f"row {number}", {"row": str(number)})
    return rows


def _of_text(content: bytes) -> Rows:
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(LARGEST)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise TableError("damaged", str(error)) from error


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 where the file says so, else the Thai letters of Windows."""
    if content.startswith((_ZIP, _OLE)):
        raise TableError("kind", "a spreadsheet under a text's name")
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16")
        else:
            text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp874")
        except UnicodeDecodeError as error:
            raise TableError("encoding", str(error)) from error
    if "\0" in text:
        raise TableError("kind", "not a text")
    return text


def _in_child(content: bytes) -> Rows:
    if content.startswith(_ZIP):
        _check_archive(content)
    elif not content.startswith(_OLE):
        raise TableError("damaged", "neither of the forms in which spreadsheets are kept")
    program = [sys.executable, "-m", "apps.core.lib.tables"]
    try:
        done = subprocess.run(  # noqa: S603 - this module
            program, input=content, capture_output=True, timeout=SECONDS, cwd=_ROOT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TableError("damaged", "took too long") from error
    if done.returncode:
        raise TableError(
            "locked" if b"assword" in done.stderr else "damaged", done.stderr[-200:].decode("utf-8", "replace")
        )
    rows: Rows = json.loads(done.stdout)
    return rows


def _check_archive(content: bytes) -> None:
    """An archive may say less than what it holds: it is unpacked here, bite by bite, and only counted."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise TableError("locked", "encrypted")
            size = 0
            for entry in archive.infolist():
                with archive.open(entry) as member:
                    while bite := member.read(1 << 16):
                        size += len(bite)
                        if size > LARGEST_UNPACKED:
                            raise TableError("too_large", "too large when unpacked")
    except archives.BROKEN as error:
        if isinstance(error, TableError):
            raise
        raise TableError("damaged", str(error)) from error


def _limit_myself() -> None:
    import resource  # noqa: PLC0415 - only where it is limited

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _read_spreadsheet(content: bytes) -> Rows:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - in the child alone

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.height > MOST_ROWS or sheet.width > MOST_COLUMNS:
            return [["x"] * min(sheet.width, MOST_COLUMNS + 1)] * min(sheet.height, MOST_ROWS + 1)  # refused outside
        rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        if any(any(row) for row in rows):
            return rows
    return []


def _text(cell: Any) -> str:
    """A cell as a clerk would type it: whole numbers without ".0", days as 2006-03-31."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute or cell.second) else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


if __name__ == "__main__":
    _limit_myself()
    sys.stdout.write(json.dumps(_read_spreadsheet(sys.stdin.buffer.read())))
