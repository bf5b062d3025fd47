"""What is told about a file before it is read."""

from dataclasses import asdict, dataclass, field
from typing import Any

from .mapping import Mapping
from .rows import Warned


@dataclass(frozen=True)
class Column:
    """`kind`: one of mapping.KINDS, or "" where the column is not read; `confidence`: 0 to 1; `reason`: a code that
    apps.imports.reports.words puts into words."""

    index: int
    header: str
    samples: tuple[str, ...]
    kind: str
    confidence: float
    reason: str


@dataclass(frozen=True)
class Sheet:
    """`rows`: its lines."""

    name: str
    rows: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Look:
    """`format`: csv, xlsx, xls, xlsb, ods, html; `encoding` and `delimiter`: of text files. `rows`: lines in the file
    (the chosen sheet). `preview`: its first lines as they stand, with their numbers."""

    format: str
    encoding: str = ""
    delimiter: str = ""
    rows: int = 0
    sheets: tuple[Sheet, ...] = ()
    columns: tuple[Column, ...] = ()
    mapping: Mapping = field(default_factory=lambda: Mapping({}))
    preview: tuple[tuple[int, tuple[str, ...]], ...] = ()
    warnings: tuple[Warned, ...] = ()

    def to_plain(self) -> dict[str, Any]:
        return asdict(self) | {"mapping": self.mapping.to_json()}

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "Look":
        return cls(
            **plain
            | {
                "sheets": tuple(Sheet(**sheet) for sheet in plain["sheets"]),
                "columns": tuple(
                    Column(**column | {"samples": tuple(column["samples"])}) for column in plain["columns"]
                ),
                "mapping": Mapping.from_json(plain["mapping"]),
                "preview": tuple((number, tuple(cells)) for number, cells in plain["preview"]),
                "warnings": tuple(Warned(**warned) for warned in plain["warnings"]),
            }
        )
