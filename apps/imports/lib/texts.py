"""Tables that are text: which encoding, which sign between the columns, and quotation marks that were not closed."""

import codecs
import csv
import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO

from .refused import Refused
from .sniff import SAMPLE

MOST_COLUMNS = 1_000
LONGEST_CELL = 100_000  # Excel's own limit is 32,767
_DELIMITERS = (",", "\t", ";", "|")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CHUNK = 1_048_576
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_ACCENTED_LATIN = re.compile("[A-Za-z][ก-๛](?![ก-๛])")
_THAI_RUN = re.compile("[ก-๛]{2,}")


def encoding_of(path: Path) -> tuple[str, bool]:
    """The encoding in which the whole file can be read, and whether it breaks off within its last letter. By its
    mark, else strictly as UTF-8, else strictly as TIS-620 (cp874). Raises Refused."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    for encoding in _candidates(head):
        fits, is_cut = _fits(path, encoding)
        if fits:
            _check_letters(head.decode(encoding, "ignore"))
            if encoding == "cp874" and _is_western(head.decode("cp874", "ignore")):
                return "cp1252", is_cut
            return encoding, is_cut
    raise Refused("unknown_encoding")


def _candidates(head: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return (encoding,)
    if head.count(0) > len(head) // 5:  # UTF-16 without its mark: every other byte is 0 or that of Thai
        at_odd = sum(byte in {0, 0x0E} for byte in head[1::2])
        at_even = sum(byte in {0, 0x0E} for byte in head[::2])
        return ("utf-16-le",) if at_odd > at_even else ("utf-16-be",)
    if head[1::2].count(0x0E) + head[1::2].count(0) > len(head) // 4:
        return ("utf-16-le",)
    if head[::2].count(0x0E) + head[::2].count(0) > len(head) // 4:
        return ("utf-16-be",)
    return ("utf-8", "cp874")


def _fits(path: Path, encoding: str) -> tuple[bool, bool]:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        except UnicodeError:
            return False, False
    try:
        decoder.decode(b"", final=True)
    except UnicodeError:
        return True, True
    return True, False


def _check_letters(text: str) -> None:
    if len(_CONTROLS.findall(text)) * 20 > len(text):
        raise Refused("is_binary")


def _is_western(text: str) -> bool:
    """Names such as José are single "Thai" letters within Latin words when read as TIS-620."""
    return len(_ACCENTED_LATIN.findall(text)) > 3 * len(_THAI_RUN.findall(text))


def opened(path: Path, encoding: str) -> IO[str]:
    return path.open(encoding=encoding, errors="replace", newline="")


def delimiter_of(path: Path, encoding: str) -> str:
    """The sign that parts most of the first lines into equally many columns."""
    with opened(path, encoding) as file:
        lines = [line for line in (file.readline(LONGEST_CELL) for _ in range(200)) if line.strip()][:100]
    told = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    if told:
        return told[1]
    return max(_DELIMITERS, key=lambda sign: _evenness(lines, sign))


def _evenness(lines: list[str], sign: str) -> float:
    counts = Counter(_columns(line, sign) for line in lines)
    counts.pop(1, None)
    if not counts:
        return 0.0
    columns, agreeing = max(counts.items(), key=lambda item: item[1] * item[0])
    return agreeing * math.sqrt(min(columns, 12)) + counts.total() / 10


def _columns(line: str, sign: str) -> int:
    if '"' not in line:
        return line.count(sign) + 1
    try:
        return len(next(csv.reader([line], delimiter=sign), []))
    except csv.Error:
        return 1


class _Lines:
    """The lines of a file; those of the record being read are kept, to be read again in another way."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._again: list[str] = []
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._file.readline(10 * LONGEST_CELL)
        if not line:
            raise StopIteration
        self.taken.append(line)
        return line

    def give_back(self, lines: list[str]) -> None:
        self._again.extend(reversed(lines))


def records(path: Path, encoding: str, delimiter: str, *, has_plain_lines: bool) -> Iterator[list[str]]:
    """The rows of the table. A quotation mark that opens a cell and is not closed would swallow the rows below it:
    where that has happened it is taken for a letter, and the rows below are rows again. Raises Refused."""
    csv.field_size_limit(LONGEST_CELL)
    rows = _of_lines if has_plain_lines else _guarded
    yield from rows(path, encoding, delimiter)


def has_plain_lines(path: Path, encoding: str) -> bool:
    """Is every record a line of its own? So it is where nobody has used a quotation mark."""
    with opened(path, encoding) as file:
        return all('"' not in line and len(line) < LONGEST_CELL for line in _lines_of(file))


def _lines_of(file: IO[str]) -> Iterator[str]:
    return iter(partial(file.readline, LONGEST_CELL), "")


def _of_lines(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    width = 0
    with opened(path, encoding) as file:
        for row in csv.reader(file, delimiter=delimiter):
            if len(row) > width:
                width = len(row)
                _check_width(width)
            yield row


def _guarded(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    with opened(path, encoding) as file:
        lines = _Lines(file)
        reader, width = csv.reader(lines, delimiter=delimiter), 0
        while True:
            lines.taken.clear()
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                row = _literally(lines, delimiter, error)
                reader = csv.reader(lines, delimiter=delimiter)
            is_open = bool(row) and row[-1].endswith(("\n", "\r"))  # the file ended within quotation marks
            if is_open or (len(lines.taken) > 1 and _has_swallowed(row, delimiter, width)):
                row = _literally(lines, delimiter, None)
                reader = csv.reader(lines, delimiter=delimiter)
            if len(row) > width:
                width = len(row)
                _check_width(width)
            yield row


def _check_width(width: int) -> None:
    if width > MOST_COLUMNS:
        raise Refused("too_wide", {"limit": str(MOST_COLUMNS)})


def _has_swallowed(row: list[str], delimiter: str, width: int) -> bool:
    least = max(2, width - 2)
    return any("\n" in cell and max(line.count(delimiter) for line in cell.split("\n")[1:]) >= least for cell in row)


def _literally(lines: _Lines, delimiter: str, error: csv.Error | None) -> list[str]:
    """The first line of the record by itself, its quotation marks being letters; the others are read again."""
    first, *others = lines.taken
    if error is not None and not others:
        raise Refused("cell_too_long", {"limit": str(LONGEST_CELL)}) from error
    lines.give_back(others)
    if len(first) > LONGEST_CELL * 10 - 1:
        raise Refused("cell_too_long", {"limit": str(LONGEST_CELL)})
    cells = next(csv.reader([first], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    return [cell.strip('"') if cell.count('"') == 1 else cell for cell in cells]
