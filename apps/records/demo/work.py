"""Where graduates work, as far as anybody told."""

from collections.abc import Mapping
from typing import Any

from apps.records.models import Audience, Employment, Source

from .alumnus import Alumnus
from .dice import Dice, Wheel
from .plan import ramp
from .writer import Table

SOURCES = Wheel({Source.STAFF: 40.0, Source.CHAPTER: 25.0, Source.EMPLOYER: 10.0, Source.NEWS: 25.0})
RETIRED = 60  # years of age


class Work:
    """Writes the employment rows; all employers are invented."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._names: list[str] = given["names"]
        self._sectors = given["sectors"]
        self._wheel = Wheel({sector: each["weight"] for sector, each in self._sectors.items()})
        self.table = Table(
            Employment,
            *("person", "employer", "position", "sector", "province", "is_current"),
            *("source", "recorded_at", "audience", "valid_from", "valid_to"),
        )

    def add(self, alumnus: Alumnus, dice: Dice) -> None:
        if not dice.chance(0.7 if alumnus.keen else ramp(alumnus.cohort, start=(1, 0.28), end=(35, 0.45))):
            return
        began = max(alumnus.year - 542 + dice.between(0, 12), 1972)
        if dice.chance(0.12):
            self._write(alumnus, dice, began - 1, began + dice.between(1, 6))
        retires = alumnus.born - 543 + RETIRED
        self._write(alumnus, dice, began, max(retires, began + 1) if retires <= 2025 else None)

    def _write(self, alumnus: Alumnus, dice: Dice, began: int, ended: int | None) -> None:
        sector = self._wheel.spin(dice)
        known = self._sectors[sector]
        source = Source.SELF if alumnus.keen else SOURCES.spin(dice)
        self.table.add(
            *(alumnus.id, dice.pick(known["employers"]).format(dice.pick(self._names)), dice.pick(known["posts"])),
            *(sector, alumnus.province, ended is None, source, f"{dice.day(2010, 2025)} 06:00:00"),
            Audience.ALUMNI if alumnus.keen and dice.chance(0.6) else Audience.OFFICE,
            *(str(began), str(ended) if ended else None),
        )
