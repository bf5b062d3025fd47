"""The columns of a file as a person matches them: what stands in each, what it seems to be and why, and how the first
lines would be read."""

import re
from collections.abc import Mapping as Choice
from dataclasses import dataclass, replace

from apps.imports.lib.guessing import guess
from apps.imports.lib.headers import known
from apps.imports.lib.layout import Head
from apps.imports.lib.lines import Sorter
from apps.imports.lib.looks import Column, Look
from apps.imports.lib.lookup import Lookup
from apps.imports.lib.mapping import Mapping
from apps.imports.lib.people import People
from apps.imports.lib.rows import Row
from apps.imports.lib.survey import survey
from apps.imports.models import Import
from apps.imports.querysets.reference import reference_now
from apps.imports.reports import reasons, refusals, values
from apps.imports.reports.names import Names

SURE, LIKELY = 0.9, 0.5
MOST_SAMPLES = 3
_CARD = re.compile(r"(?<![0-9])[0-9](?:[ -]?[0-9]){12}(?![0-9])")
_SURVEYED = {"birth_date", "conferred_on", "gpa", "first_th", "last_th", "first_en", "last_en"}


@dataclass(frozen=True)
class Shown:
    """A column: `kind` is what it is read as (empty: it is not read), `sureness` sure, likely, unsure or none."""

    index: int
    header: str
    samples: tuple[str, ...]
    kind: str
    sureness: str
    why: str

    @property
    def letter(self) -> str:
        return letter(self.index)


@dataclass(frozen=True)
class Line:
    """One of the first lines: `said` is what is read from it, `problems` what is wrong with it, `skipped` why it is
    nobody."""

    number: int
    said: list[values.Said]
    problems: list[str]
    skipped: str = ""


def letter(index: int) -> str:
    """What spreadsheets call the column."""
    first, second = divmod(index, 26)
    return (letter(first - 1) if first else "") + chr(65 + second)


def under_header(look: Look, row: int | None) -> Look:
    """The look with the header in another line (0: there is none)."""
    if row is None or row == look.mapping.header_row:
        return look
    lines = [list(cells) for _number, cells in look.preview]
    width = max([len(line) for line in lines] + [len(look.columns)])
    texts = ([*lines[row - 1], *[""] * width][:width]) if 0 < row <= len(lines) else [""] * width
    head = Head(row - 1, 1 if row else 0, texts, [known(text) if text.strip() else None for text in texts])
    below = [[line[index] if index < len(line) else "" for line in lines[row:]] for index in range(width)]
    columns = guess(head, below, _lookup())
    mapping = replace(
        look.mapping,
        columns={column.index: column.kind for column in columns},
        headers={column.index: column.header for column in columns if column.header},
        header_row=row,
        header_lines=1 if row else 0,
    )
    return replace(look, columns=tuple(columns), mapping=mapping)


def shown(look: Look, chosen: Choice[int, str] | None = None) -> list[Shown]:
    """The columns of the file; `chosen` takes the place of what was guessed."""
    return [_shown(column, look, chosen or {}) for column in look.columns]


def mapping_of(
    look: Look, columns: Choice[int, str], *, options: Choice[str, str], constants: Choice[str, str]
) -> Mapping:
    """How the file is read as a person has chosen it."""
    return replace(
        look.mapping,
        columns={column.index: columns.get(column.index, "") for column in look.columns},
        options={name: value for name, value in options.items() if value},
        constants={name: value for name, value in constants.items() if value},
    )


def with_kinds(look: Look, columns: Choice[int, str]) -> Mapping:
    """The file's own mapping, its columns read as these kinds."""
    return replace(look.mapping, columns=dict(columns))


def chosen_before(given: Import, look: Look) -> Mapping | None:
    """How its columns were matched before, if the file was looked at in the same way."""
    if not given.mapping:
        return None
    kept = values.mapping(given.mapping)
    same = (kept.sheet, kept.header_row) == (look.mapping.sheet, look.mapping.header_row)
    return kept if same and set(kept.columns) == set(look.mapping.columns) else None


def fitted(plain: dict[str, object], look: Look) -> Mapping:
    """A saved mapping for this file: columns are found by their headers."""
    return values.mapping(plain).fitted(look.mapping)


def first_lines(look: Look, mapping: Mapping) -> list[Line]:
    """How the first lines of the file would be read. What only the whole file can tell is not known yet."""
    lookup = _lookup()
    lines = [(number, list(cells)) for number, cells in look.preview]
    columns = {index: kind for index, kind in mapping.columns.items() if kind in _SURVEYED}
    below = [cells for number, cells in lines if number > mapping.header_row]
    people = People(mapping, lookup, survey(below, columns))
    sorter = Sorter(mapping, lookup)
    names = Names()
    read = []
    for number, cells in lines:
        skipped = sorter.sort(number, cells)
        if skipped is not None:
            read.append(Line(number, [], [], reasons.skipped(skipped.why)))
        else:
            read.append(_line(people.row(number, cells, sorter.context), names))
    return read


def masked(text: str) -> str:
    """Numbers of identity cards show their last four digits only."""
    return _CARD.sub(lambda found: "•" * 9 + re.sub(r"[ -]", "", found[0])[-4:], text)


def _line(row: Row, names: Names) -> Line:
    told = [
        reasons.words({"field": each.field, "code": each.code, "value": masked(each.value), "hint": each.hint})
        for each in row.problems
    ]
    return Line(row.number, values.said(row.values, names), told)


def _shown(column: Column, look: Look, chosen: Choice[int, str]) -> Shown:
    kind = chosen.get(column.index, look.mapping.columns.get(column.index, ""))
    is_guess = kind == column.kind
    samples = tuple(masked(sample) for sample in column.samples[:MOST_SAMPLES])
    if not is_guess:
        return Shown(column.index, column.header, samples, kind, "chosen", "")
    return Shown(
        column.index, column.header, samples, kind, _sureness(column), str(refusals.REASONS.get(column.reason, ""))
    )


def _sureness(column: Column) -> str:
    if not column.kind:
        return "none"
    return "sure" if column.confidence >= SURE else "likely" if column.confidence >= LIKELY else "unsure"


def _lookup() -> Lookup:
    return Lookup(reference_now(with_given_names=False).reference)
