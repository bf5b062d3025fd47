"""The boxes into which a head-count is typed."""

from dataclasses import dataclass


@dataclass
class Cell:
    """One box of the grid, as it was typed."""

    name: str
    level: str
    label: str
    typed: str = ""
    error: str = ""


@dataclass
class Line:
    """A faculty at a campus, a box for each level. `faculty` and `campus` are 0 where they are still to be chosen."""

    name: str
    faculty: int
    campus: int
    title: str
    where: str
    cells: list[Cell]
    error: str = ""

    @property
    def is_filled(self) -> bool:
        return any(cell.typed.strip() for cell in self.cells)
