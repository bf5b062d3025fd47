"""A registrar's file, read in a child process that may take only so much memory and time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .mapping import Mapping
from .reference import Reference
from .rows import Row, Skipped, Warned


class Refused(Exception):
    """A file that is not read. `code` is put into words by apps.imports.reports.refusals; `params` are the pieces
    that its sentence names."""

    def __init__(self, code: str, params: dict[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params = dict(params or {})


@dataclass(frozen=True)
class Column:
    """`kind`: one of mapping.KINDS, or "" where the column is not read; `confidence`: 0 to 1; `reason`: a code that
    apps.imports.reports puts into words (header, header_like, samples, beside, none, repeated, sequence)."""

    index: int
    header: str
    samples: tuple[str, ...]
    kind: str
    confidence: float
    reason: str


@dataclass(frozen=True)
class Sheet:
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


def look(path: Path, name: str, reference: Reference | None = None, sheet: str = "") -> Look:
    """What kind of file this is, and which column seems to hold what. `name` is what its sender called it; `sheet` is
    looked at instead of the one that looks most like people. Raises Refused."""
    raise NotImplementedError


def read(path: Path, name: str, mapping: Mapping, reference: Reference) -> Iterator[Row | Skipped | Warned]:
    """Every line of the file in order, each once, and what there is to say about the file as a whole (at any
    place). Raises Refused, also halfway where the file turns out to be broken."""
    raise NotImplementedError
