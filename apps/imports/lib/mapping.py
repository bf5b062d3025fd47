"""Which column holds what: guessed, mended by a person, kept under a name for the next file of the same kind."""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from .rows import FIELDS

# Cells that hold several fields at once.
COMPOSITES = ("full_name_th", "full_name_en", "full_name", "address", "contacts")
KINDS = (*FIELDS, *COMPOSITES)
IGNORED = ""


@dataclass(frozen=True)
class Mapping:
    """`columns`: index of the column (0 is the first) → one of KINDS, or "" for a column that is not read. `headers`:
    what stood over each column, by which a saved mapping finds its columns in the next file. `header_row`: the number
    of the (last) header line, 0 where there is none; `header_lines`: how many lines it has. `sheet`: its name.

    `options`: what a person decided for the whole file: date_order (dmy, mdy, ymd), names (swapped, as_they_are), gpa
    (hundredths), two_digit_birth (first B.E. year of the hundred, such as 2470); absent: judged from the file itself.
    `constants`: FIELD → value for rows that say nothing themselves (a file of one faculty)."""

    columns: dict[int, str]
    headers: dict[int, str] = field(default_factory=dict)
    header_row: int = 0
    header_lines: int = 1
    sheet: str = ""
    options: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Mapping":
        """Raises ValueError for anything that `to_json` did not write."""
        plain: Any = json.loads(text)
        try:
            for name in ("columns", "headers"):
                plain[name] = {int(index): str(value) for index, value in plain[name].items()}
            mapping = cls(**plain)
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError("no mapping") from error
        if set(mapping.columns.values()) - {*KINDS, IGNORED}:
            raise ValueError("a column of an unknown kind")
        return mapping

    def fitted(self, guess: "Mapping") -> "Mapping":
        """This saved mapping for another file, whose own guess is given: columns are found by their headers; what the
        saved one does not know keeps its guess."""
        by_header = {header: self.columns.get(index, IGNORED) for index, header in self.headers.items() if header}
        known = {index: by_header[header] for index, header in guess.headers.items() if header in by_header}
        columns = dict.fromkeys(guess.columns, IGNORED)
        taken: set[str] = set()
        for kinds in (known, {index: kind for index, kind in guess.columns.items() if index not in known}):
            for index, kind in kinds.items():  # no two columns mean the same
                if index in columns and kind not in taken:
                    columns[index] = kind
                    taken |= {kind} - {IGNORED}
        return replace(guess, columns=columns, options=self.options, constants=self.constants)
