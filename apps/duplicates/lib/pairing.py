"""The pairs of a whole registry that are worth comparing. The work comes in tasks, which any process that knows the
people can do: one family of blocks, or a part of it, so that only the keys of one family are in memory at a time."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from .blocks import DIVIDERS, MOST, Family, birthdays, families, numbers, whole_names, with_one_slip
from .meeting import Called
from .traits import Traits

PART = 25_000  # people whose keys are grouped at once; more are taken in parts, by their keys
_PARTS = 4  # of a family whose keys cost little
Pairs = Iterator[tuple[Traits, Traits]]


class Task(NamedTuple):
    """The blocks of `family` whose keys are of this part; no family: pairs of which one has no Thai letters."""

    family: Family | None
    part: int = 0
    parts: int = 1


TASKS: tuple[Task, ...] = (  # what takes longest first
    Task(with_one_slip),
    *(Task(family, part, _PARTS) for family in (None, birthdays, families) for part in range(_PARTS)),
    Task(whole_names),
    Task(numbers),
)


def pairs(people: Sequence[Traits]) -> Pairs:
    """Each pair at least once."""
    for task in TASKS:
        yield from pairs_of(task, people)


def pairs_of(task: Task, people: Sequence[Traits]) -> Pairs:
    if task.family is None:
        yield from _by_sound(people, task)
        return
    for block in _blocks(people, task.family, task):
        yield from _within([people[index] for index in block])


def _by_sound(people: Sequence[Traits], task: Task) -> Pairs:
    called = Called(each for each in people if not each.has_thai)
    for index in range(task.part, len(people), task.parts):
        traits = people[index]
        yield from ((each, traits) for each in called.like(traits))


def _blocks(people: Sequence[Traits], family: Family, task: Task) -> Iterator[set[int]]:
    groups = 1 + len(people) // (PART * task.parts)
    keys, owners = [array("q") for _ in range(groups)], [array("I") for _ in range(groups)]
    part, parts, every = task.part, task.parts, groups * task.parts
    for index, traits in enumerate(people):
        for code in map(hash, family(traits)):
            if code % parts == part:
                group = code % every // parts
                keys[group].append(code)
                owners[group].append(index)
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


def _within(block: list[Traits], dividers: Sequence[Family] = DIVIDERS) -> Pairs:
    """Every pair of a small block; of a big one those that share a second key, or a third."""
    if len(block) <= MOST:
        yield from combinations(block, 2)
    elif dividers:
        smaller: dict[object, list[Traits]] = {}
        for traits in block:
            for key in set(dividers[0](traits)):
                smaller.setdefault(key, []).append(traits)
        for each in smaller.values():
            if len(each) > 1:
                yield from _within(each, dividers[1:])
