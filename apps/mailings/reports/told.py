"""How much of a number of people may be told: of fewer than five none, since in so small a group each has a name."""

from dataclasses import dataclass

LEAST = 5


@dataclass(frozen=True)
class Cell:
    """A number of people as far as it may be told. `hidden`: so many numbers of fewer than five are not in it."""

    number: int
    hidden: int = 0

    def __str__(self) -> str:
        if not self.hidden:
            return str(self.number)
        return f"{self.number}+" if self.number else f"<{self.hidden * (LEAST - 1) + 1}"

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.number + other.number, self.hidden + other.hidden)


def told(number: int, *, of: int) -> Cell:
    """Of fewer than five readers not even that nobody did it."""
    return Cell(0, hidden=1) if 0 < number < LEAST or of < LEAST else Cell(number)
