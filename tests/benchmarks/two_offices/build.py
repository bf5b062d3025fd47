"""A labelled set: Descriptions, the pairs that are one person by how, and the pairs that are two by why."""

from random import Random
from typing import NamedTuple

from apps.duplicates.lib.descriptions import Called, Description, Studied

from .apart import APART
from .people import People, Written
from .same import SAME


class Labelled(NamedTuple):
    people: list[Description]
    same: dict[frozenset[int], str]
    lookalikes: dict[frozenset[int], str]


class _Registry:
    """The records of both offices, numbered as they come."""

    def __init__(self, people):
        self.people, self.records = people, []
        self.same, self.lookalikes = {}, {}

    def add(self, written: Written) -> int:
        written.key = len(self.records) + 1
        self.records.append(written)
        return written.key

    def enter(self, one, how=None):
        master = self.people.master(one)
        key = self.add(master)
        if how:
            copy = self.people.copy(one, master)
            SAME[how](self.people, copy, master)
            self.same[frozenset((key, self.add(copy)))] = how

    def enter_two(self, why, one, other, facts, shared):
        both = [self._sure(each, facts) for each in (one, other)]
        addresses = {"email": [one.email], "phone": [one.phone], "both": [one.email, one.phone], "": []}[shared]
        for written in both:
            written.contacts = [*dict.fromkeys((*written.contacts, *addresses))]
        self.lookalikes[frozenset(self.add(written) for written in both)] = why

    def _sure(self, one, facts):
        written = self.people.master(one)
        if "birth" in facts:
            written.birth = str(one.born)
        if "sid" in facts:
            written.sid = one.sid
        if "latin" in facts:
            self.people.latin(written, 0)
        return written


def labelled(seed, people, *, doubles, lookalikes, southern=0.14):
    """`people`, of whom the share `doubles` is there twice, and of each kind of lookalikes so many pairs."""
    random = Random(seed)
    everybody = People(random, southern)
    ones = {}
    while len(ones) < people:
        one = everybody.one()
        ones.setdefault((one.first.th, one.last.th), one)  # namesakes are made below, with what tells them apart
    pairs = [(why, *make(everybody)) for why, make in APART.items() for _ in range(lookalikes)]
    pairs = [pair for pair in pairs if (pair[1].first.th, pair[1].last.th) not in ones]
    everybody.number([*ones.values(), *(one for pair in pairs for one in pair[1:3])])
    registry = _Registry(everybody)
    for one in ones.values():
        registry.enter(one, random.choice(list(SAME)) if random.random() < doubles else None)
    for pair in pairs:
        registry.enter_two(*pair)
    described = [_described(written) for written in registry.records]
    random.shuffle(described)
    return Labelled(described, registry.same, registry.lookalikes)


def _described(w: Written) -> Description:
    study = Studied(w.level, w.faculty, w.entry, w.graduated, w.sid)
    return Description(
        w.key,
        tuple(Called(*name) for name in w.names),
        gender=w.gender,
        birth=w.birth,
        province=w.province,
        studies=(study,) if any(study) else (),
        contacts=tuple(w.contacts),
    )
