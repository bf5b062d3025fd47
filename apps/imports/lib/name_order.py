"""First names repeat from person to person, surnames hardly do: which of two columns is which."""

from collections import Counter
from collections.abc import Callable

_FEWEST = 10  # names that several people share: fewer say nothing
_OFTEN = 5


def _pairs(names: Counter[str]) -> int:
    """How many pairs of people have the same name."""
    return sum(count * (count - 1) // 2 for name, count in names.items() if name)


class NameOrder:
    """`first` and `last`: how often each name stands in either column, without titles."""

    def __init__(
        self, first: Counter[str], last: Counter[str], given: frozenset[str], fold: Callable[[str], str]
    ) -> None:
        self._first, self._last, self._given, self._fold = first, last, given, fold
        self.whole_file = self._is_whole_file()

    def _is_whole_file(self) -> bool:
        if self._given and min(self._first.total(), self._last.total()) >= 10:
            share_first, share_last = self._share(self._first), self._share(self._last)
            if share_last > 0.5 and share_last > share_first + 0.3:
                return True
        same_first, same_last = _pairs(self._first), _pairs(self._last)
        repeated = sum(count > 1 for count in self._last.values())  # a family's one surname proves nothing
        return repeated >= _FEWEST and same_last > 4 * same_first

    def _share(self, names: Counter[str]) -> float:
        return sum(count for name, count in names.items() if self._fold(name) in self._given) / names.total()

    def is_swapped(self, first: str, last: str) -> bool:
        """Does this one row have the names the other way round?"""
        if self.whole_file or not first or not last or self._first[first] > 1:
            return False
        as_first, as_last = self._first[last], self._last[last]
        if not (as_first >= 3 and as_first > 3 * as_last) and not self._is_given(last):
            return False
        if self._is_given(first):
            return False
        return self._last[first] >= 1 or as_first >= _OFTEN or self._is_given(last)

    def _is_given(self, name: str) -> bool:
        return bool(self._given) and self._last[name] <= 1 and self._fold(name) in self._given
