"""Chance that falls the same way again for the same seed, on every machine and database."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar
from uuid import UUID

Item = TypeVar("Item")


class Dice:
    """All chance of one demonstration university comes from here, in one order."""

    def __init__(self, seed: int) -> None:
        chance = Random(seed)  # noqa: S311 - invented people, no secret
        self.random = chance.random
        self._bits = chance.getrandbits

    def chance(self, share: float) -> bool:
        return self.random() < share

    def pick(self, items: Sequence[Item]) -> Item:
        return items[int(self.random() * len(items))]

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.random() * (high - low + 1))

    def day(self, first_year: int, last_year: int) -> str:
        """A day of these years of the common era, as 2006-03-31."""
        return f"{self.between(first_year, last_year)}-{self.between(1, 12):02}-{self.between(1, 28):02}"

    def uuid(self) -> str:
        return UUID(int=self._bits(128), version=4).hex


class Wheel(Generic[Item]):
    """Things that come up as often as they weigh."""

    def __init__(self, weights: Mapping[Item, float]) -> None:
        self.items = list(weights)
        self._marks = list(accumulate(weights.values()))

    def spin(self, dice: Dice) -> Item:
        return self.items[bisect(self._marks, dice.random() * self._marks[-1], hi=len(self.items) - 1)]
