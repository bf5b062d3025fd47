"""Looking at a file and reading it, in this process: apps.imports.lib.files does both in a child."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from .grades import problem
from .guessing import guess
from .headings import read_heading
from .layout import FIRST_LINES, Head, find_head
from .lines import Sorter
from .looks import Column, Look, Sheet
from .lookup import Lookup
from .mapping import Mapping
from .misread import looks_misread
from .people import People
from .reference import Reference
from .refused import Refused
from .rows import Row, Skipped, Warned
from .survey import survey
from .tables import Table, open_table

_SAMPLE_LINES = 400
_PREVIEW = 12
_MOST_SHEETS = 30
_SURVEYED = {"birth_date", "conferred_on", "gpa", "first_th", "last_th", "first_en", "last_en"}


def look(path: Path, name: str, reference: Reference | None, sheet: str = "") -> Look:
    """Raises Refused."""
    table = open_table(path, name)
    lookup = Lookup(reference) if reference else None
    samples = {each: _sample(table, each) for each in list(table.sheets)[:_MOST_SHEETS]}
    chosen = sheet if sheet in samples else max(samples, key=lambda each: _people_likely(samples[each]))
    rows = samples[chosen]
    if not rows:
        raise Refused("is_empty")
    _note_misread(table, rows)
    rows = _sample(table, chosen) if table.is_misread else rows
    head = find_head(rows[:FIRST_LINES])
    columns = guess(head, _below(head, rows), lookup)
    mapping = Mapping(
        {column.index: column.kind for column in columns},
        {column.index: column.header for column in columns if column.header},
        head.at + head.lines if head.at >= 0 else 0,
        head.lines,
        chosen,
    )
    counted = tuple(Sheet(each, _count(table, each), each == chosen) for each in samples)
    return Look(
        table.format,
        table.encoding,
        table.delimiter,
        next(each.rows for each in counted if each.is_chosen),
        counted,
        tuple(columns),
        mapping,
        tuple((number, tuple(cell[:200] for cell in row)) for number, row in enumerate(rows[:_PREVIEW], 1)),
        (
            *table.warnings,
            *_said_of(head=head, columns=columns, rows=rows, samples=samples, chosen=chosen, lookup=lookup),
        ),
    )


def _sample(table: Table, sheet: str) -> list[list[str]]:
    """The first lines of a sheet; blank ones at its end do not count."""
    rows = list(islice(table.rows(sheet), _SAMPLE_LINES))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    return rows


def _people_likely(rows: list[list[str]]) -> tuple[float, int]:
    head = find_head(rows[:FIRST_LINES])
    kinds = {found[0] for found in head.kinds if found and found[1] >= 0.8}
    return len(kinds & {"student_id", "first_th", "last_th", "full_name", "national_id"}) + len(kinds) / 10, len(rows)


def _below(head: Head, rows: list[list[str]]) -> list[list[str]]:
    below = rows[head.at + head.lines if head.at >= 0 else 0 :]
    few = max(2, len(head.texts) // 3)
    people = [row for row in below if sum(bool(cell.strip()) for cell in row) >= few] or below
    width = max(len(head.texts), max((len(row) for row in people), default=0))
    return [[row[index] if index < len(row) else "" for row in people] for index in range(width)]


def _count(table: Table, sheet: str) -> int:
    last = 0
    for number, row in enumerate(table.rows(sheet), 1):
        if any(row):
            last = number
    return last


def _note_misread(table: Table, rows: list[list[str]]) -> None:
    if any(looks_misread(cell) for row in rows for cell in row if not cell.isascii()):
        table.is_misread = True
        table.warnings.append(Warned("repaired"))


def _said_of(
    *,
    head: Head,
    columns: list[Column],
    rows: list[list[str]],
    samples: dict[str, list[list[str]]],
    chosen: str,
    lookup: Lookup | None,
) -> Iterator[Warned]:
    kinds = {column.kind for column in columns}
    if len(columns) == 1:
        yield Warned("one_column")
    if head.at < 0:
        yield Warned("no_header")
    if not kinds & {"student_id", "national_id", "full_name", "full_name_en", "first_th", "first_en"}:
        yield Warned("no_people")
    others = [each for each in samples if each != chosen and samples[each]]
    if others:
        yield Warned("other_sheets", {"sheets": ", ".join(others)[:300]})
    if any(column.reason == "not_kept" for column in columns):
        names = ", ".join(column.header for column in columns if column.reason == "not_kept")
        yield Warned("not_kept", {"columns": names})
    if any(column.reason == "reasons" for column in columns):
        yield Warned("mended_file")
    for row in rows[: max(head.at, 0)]:
        said = read_heading(" ".join(filter(None, row)), lookup) if lookup else {}
        if said:
            yield Warned("from_title", {"text": " ".join(filter(None, row))[:200]})


def read(path: Path, name: str, mapping: Mapping, reference: Reference) -> Iterator[Row | Skipped | Warned]:
    """Raises Refused."""
    table = open_table(path, name)
    sheet = mapping.sheet if mapping.sheet in table.sheets else next(iter(table.sheets))
    _note_misread(table, _sample(table, sheet))
    yield from table.warnings
    lookup = Lookup(reference)
    columns = {index: kind for index, kind in mapping.columns.items() if kind in _SURVEYED}
    body = islice(table.rows(sheet), mapping.header_row, None)
    people = People(mapping, lookup, survey(body, columns))
    if people.names_swapped:
        yield Warned("names_swapped")
    sorter = Sorter(replace(mapping, sheet=sheet), lookup)
    for number, cells in enumerate(table.rows(sheet), 1):
        skipped = sorter.sort(number, cells)
        if skipped is None and sorter.other_header:
            yield Row(number, cells, {}, [problem("", "other_table")])
        else:
            yield skipped or people.row(number, cells, sorter.context)
    if sorter.other_header:
        yield Warned("other_header")
