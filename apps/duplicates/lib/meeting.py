"""A few people in memory, past whom many stream: whom of the few may each of the many be?"""

from collections.abc import Iterable

from .blocks import FAMILIES, shortened, spoken
from .traits import Traits
from .words import Word


class Crowd:
    """The few, by the keys of every family."""

    def __init__(self, few: Iterable[Traits]) -> None:
        self._by_key: dict[int, list[Traits]] = {}
        everybody = list(few)
        for traits in everybody:
            for number, family in enumerate(FAMILIES):
                for key in set(family(traits)):
                    self._by_key.setdefault(hash((number, key)), []).append(traits)
        self._called = Called(everybody)

    def like(self, traits: Traits) -> list[Traits]:
        """Those worth comparing."""
        by_key = self._by_key
        found: dict[int, Traits] = {}
        for number, family in enumerate(FAMILIES):
            for key in family(traits):
                for each in by_key.get(hash((number, key)), ()):
                    found[id(each)] = each
        for each in self._called.like(traits):
            found[id(each)] = each
        return list(found.values())


class Called:
    """The few, by how their names are spoken: for pairs of which one has no name in Thai letters."""

    def __init__(self, few: Iterable[Traits]) -> None:
        self._by_sound: dict[str, list[Traits]] = {}
        self._firsts: set[str] = set()  # of those without Thai letters
        self._known: dict[Word, bool] = {}  # first names of which it was asked before
        for traits in few:
            if not traits.has_thai:
                self._firsts.update(short for first, _ in traits.names for short in shortened(first.frame))
            for key in set(spoken(traits)):
                self._by_sound.setdefault(key, []).append(traits)

    def like(self, traits: Traits) -> list[Traits]:
        has_thai, by_sound = traits.has_thai, self._by_sound
        if has_thai and not any(self._is_heard(first) for first, _ in traits.names):
            return []
        found: dict[int, Traits] = {}
        for key in spoken(traits):
            for each in by_sound.get(key, ()):
                if each is not traits and not (has_thai and each.has_thai):
                    found[id(each)] = each
        return list(found.values())

    def _is_heard(self, first: Word) -> bool:
        """Is anybody without Thai letters called about like that?"""
        heard = self._known.get(first)
        if heard is None:
            heard = self._known[first] = not self._firsts.isdisjoint(shortened(first.frame))
        return heard
