"""The pairs of a whole registry that are worth comparing, family by family, so that only the keys of
one family are in memory at a time."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from .blocks import FAMILIES, MOST, Family, narrower
from .meeting import Called
from .traits import Traits

PART = 25_000  # people whose keys are grouped at once; more are taken in parts, by their keys
Step = Callable[[int], None]


def pairs(people: Sequence[Traits], step: Step = lambda done: None) -> Iterator[tuple[Traits, Traits]]:
    """Each pair at least once. `step` hears of every family that is done."""
    for family in FAMILIES:
        for block in _blocks(people, family):
            yield from _within([people[index] for index in block])
        step(1)
    called = Called(each for each in people if not each.has_thai)
    for traits in people:
        yield from ((each, traits) for each in called.like(traits))
    step(1)


STEPS = len(FAMILIES) + 1


def _blocks(people: Sequence[Traits], family: Family) -> Iterator[set[int]]:
    parts = 1 + len(people) // PART
    keys, owners = [array("q") for _ in range(parts)], [array("L") for _ in range(parts)]
    for index, traits in enumerate(people):
        for key in family(traits):
            code = hash(key)
            part = code % parts
            keys[part].append(code)
            owners[part].append(index)
    while keys:
        yield from _shared(keys.pop(), owners.pop())


def _shared(keys: "array[int]", owners: "array[int]") -> Iterator[set[int]]:
    """The owners of each key that has several."""
    first: dict[int, int] = {}
    blocks: dict[int, set[int]] = {}
    for key, owner in zip(keys, owners, strict=True):
        known = first.setdefault(key, owner)
        if known != owner:
            blocks.setdefault(key, {known}).add(owner)
    return iter(blocks.values())


def _within(block: list[Traits]) -> Iterator[tuple[Traits, Traits]]:
    if len(block) <= MOST:
        yield from combinations(block, 2)
        return
    narrow: dict[object, list[Traits]] = {}
    for traits in block:
        for key in set(narrower(traits)):
            narrow.setdefault(key, []).append(traits)
    for smaller in narrow.values():
        if len(smaller) <= MOST:
            yield from combinations(smaller, 2)
