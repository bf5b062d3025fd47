"""Graduates who are related to each other."""

from collections import deque

from apps.records.models import FamilyLink

from .alumnus import Alumnus
from .dice import Dice
from .writer import Table

SHARE = 0.005
GENERATION = 20  # classes between a parent's and a child's
Relation = FamilyLink.Relation


class Family:
    """Writes links between people who are being written: spouses meet at the university, parents were here before."""

    def __init__(self) -> None:
        self._fellows: deque[Alumnus] = deque(maxlen=40)
        self._elders: list[tuple[int, int]] = []  # class and person
        self.table = Table(FamilyLink, "person", "relative", "relation")

    def add(self, alumnus: Alumnus, dice: Dice) -> None:
        if dice.chance(SHARE):
            self._link(alumnus, dice)
        if dice.chance(0.02) and len(self._elders) < 500:
            self._elders.append((alumnus.cohort, alumnus.id))
        self._fellows.append(alumnus)

    def _link(self, alumnus: Alumnus, dice: Dice) -> None:
        cohort, elder = dice.pick(self._elders) if self._elders else (alumnus.cohort, 0)
        if cohort + GENERATION <= alumnus.cohort:
            self.table.add(alumnus.id, elder, Relation.PARENT)
            return
        fellow = dice.pick(self._fellows) if self._fellows else None
        if fellow:
            relation = Relation.SPOUSE if fellow.gender != alumnus.gender else Relation.SIBLING
            self.table.add(alumnus.id, fellow.id, relation)
