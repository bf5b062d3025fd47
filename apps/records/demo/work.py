"""Where graduates work, as far as anybody told."""

from collections.abc import Mapping
from typing import Any

from apps.records.actions.search.known import Post
from apps.records.models import Audience, Employment, Source

from .alumnus import Alumnus
from .dice import Dice, Wheel
from .plan import ramp
from .writer import Table

SOURCES = Wheel({Source.STAFF: 40.0, Source.CHAPTER: 25.0, Source.EMPLOYER: 10.0, Source.NEWS: 25.0})
RETIRED = 60  # years of age
IN_FIELD = 0.85  # of those whose degree leads to certain posts
HOME = "TH"  # the country where nothing else is said
Employer = Mapping[str, Any]


class Work:
    """Writes the employment rows; all employers are invented."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._names: list[str] = given["names"]
        self._employers: list[Employer] = given["employers"]
        self._anybody = self._wheel("")
        degrees = {degree for each in self._employers for degree in each.get("of", ())}
        self._of = {degree: self._wheel(degree) for degree in sorted(degrees)}
        self.table = Table(
            Employment,
            *("person", "employer", "position", "sector", "province", "is_current"),
            *("source", "recorded_at", "audience", "valid_from", "valid_to"),
        )

    def add(self, alumnus: Alumnus, degree: str, dice: Dice) -> None:
        """`degree` is the abbreviation of the first degree."""
        if not dice.chance(0.7 if alumnus.keen else ramp(alumnus.cohort, start=(1, 0.28), end=(35, 0.45))):
            return
        wheel = self._of.get(degree, self._anybody) if dice.chance(IN_FIELD) else self._anybody
        began = max(alumnus.year - 542 + dice.between(0, 12), 1972)
        if dice.chance(0.12):
            self._write(alumnus, wheel, dice, began - 1, began + dice.between(1, 6))
        retires = alumnus.born - 543 + RETIRED
        self._write(alumnus, wheel, dice, began, max(retires, began + 1) if retires <= 2025 else None)

    def _write(self, alumnus: Alumnus, wheel: Wheel[int], dice: Dice, began: int, ended: int | None) -> None:
        employer = self._employers[wheel.spin(dice)]
        source = Source.SELF if alumnus.keen else SOURCES.spin(dice)
        name, position, sector = (
            employer["name"].format(dice.pick(self._names)),
            dice.pick(employer["posts"]),
            employer["sector"],
        )
        recorded = f"{dice.day(2010, 2025)} 06:00:00"
        audience = Audience.ALUMNI if alumnus.keen and dice.chance(0.6) else Audience.OFFICE
        self.table.add(
            *(alumnus.id, name, position, sector, alumnus.province, ended is None, source, recorded, audience),
            *(str(began), str(ended) if ended else None),
        )
        alumnus.posts.insert(0, Post(audience, ended is None, (name, position), sector, alumnus.province, HOME))

    def _wheel(self, degree: str) -> Wheel[int]:
        """Places in the list of employers: those of the degree, or those that take anybody."""
        fitting = {
            place: each["weight"]
            for place, each in enumerate(self._employers)
            if (degree in each.get("of", ()) if degree else "of" not in each)
        }
        return Wheel(fitting)
