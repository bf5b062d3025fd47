"""The table in a web page: what many registration systems hand out under the name of .xls."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from . import texts
from .refused import Refused

LARGEST = 30_000_000  # bytes; a page is taken apart by a slow reader
_CELLS = {"td", "th"}


class _Reader(HTMLParser):
    """Collects the rows of all tables, one after the other. A cell over several columns or rows stands in the first
    of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._over = 1
        self._below: dict[int, int] = {}  # column → rows for which a cell above still fills it
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self._hidden += 1
        elif tag == "tr":
            self._close()
            self.rows.append([])
        elif tag in _CELLS:
            self._close()
            if not self.rows:
                self.rows.append([])
            self._open(dict(attrs))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _CELLS or tag in {"tr", "table"}:
            self._close()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._hidden:
            self._cell.append(data)

    def _open(self, attrs: dict[str, str | None]) -> None:
        row = self.rows[-1]
        while self._below.get(len(row), 0) > 0:
            self._below[len(row)] -= 1
            row.append("")
        self._cell, self._over = [], _number(attrs.get("colspan"))
        for column in range(len(row), len(row) + self._over):
            self._below[column] = _number(attrs.get("rowspan")) - 1

    def _close(self) -> None:
        if self._cell is not None:
            text = " ".join("".join(self._cell).split())
            self.rows[-1] += [text, *[""] * (self._over - 1)]
            self._cell = None


def _number(text: str | None) -> int:
    return min(int(text), 200) if text and text.isdecimal() and len(text) < 4 and int(text) else 1


def rows(path: Path) -> Iterator[list[str]]:
    """Raises Refused where the page has no table or is too large."""
    if path.stat().st_size > LARGEST:
        raise Refused("page_too_large")
    encoding, _ = texts.encoding_of(path)
    reader = _Reader()
    with texts.opened(path, encoding) as file:
        reader.feed(file.read())
    reader.close()
    if not any(len(row) > 1 for row in reader.rows):
        raise Refused("page_without_table")
    yield from reader.rows
