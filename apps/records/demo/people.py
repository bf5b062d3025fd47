"""Who the graduates are: born when, from where, of which faculty."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import connection

from apps.core.lib.keyed_hash import keyed_hash
from apps.records.models import Level, Person, Source

from .alumnus import Alumnus
from .dice import Dice, Wheel
from .faculties import FacultyPlan
from .national_ids import NUMBERS, synthetic
from .plan import ramp
from .writer import Table

AGES: dict[str, tuple[int, int]] = {  # on entering
    Level.ASSOCIATE: (17, 20),
    Level.BACHELOR: (17, 20),
    Level.GRADUATE_DIPLOMA: (23, 35),
    Level.MASTER: (23, 38),
    Level.DOCTORAL: (26, 42),
}
FOREIGN = 0.003
WITH_NATIONAL_ID = 0.35


class People:
    """Writes the person rows."""

    def __init__(self, model: Mapping[str, Any], *, last_year: int, countries: Wheel[str]) -> None:
        self._homes: Wheel[str] = Wheel(model["home_provinces"])
        self._countries = countries
        self._last_year = last_year
        self._numbered = 0
        self._encrypted = Person._meta.get_field("national_id")
        self.table = Table(
            Person,
            *("public_id", "gender", "birth_date", "birth_date_source", "nationality", "home_province"),
            *("national_id", "national_id_hash", "language"),
        )

    def add(self, serial: int, dice: Dice, *, cohort: int, year: int, faculty: FacultyPlan, level: str) -> Alumnus:
        years = faculty.courses[level][0].years
        entry = _entry(faculty, year, years, dice)
        women = faculty.women_in(year, self._last_year)
        alumnus = Alumnus(
            id=0,
            serial=serial,
            cohort=cohort,
            year=year,
            faculty=faculty,
            level=level,
            entry=entry,
            gender="f" if dice.chance(women) else "m",
            born=entry - dice.between(*AGES[level]),
            home=self._homes.spin(dice),
            country=self._countries.spin(dice) if dice.chance(FOREIGN) else "TH",
            malay=dice.chance(faculty.malay_names / 100),
            keen=dice.chance(ramp(cohort, start=(1, 0.08), end=(35, 0.28))),
        )
        self._write(alumnus, dice)
        return alumnus

    def _write(self, alumnus: Alumnus, dice: Dice) -> None:
        birth = _birth_date(alumnus, dice)
        number, hashed = self._national_id(dice) if alumnus.is_thai else ("", "")
        alumnus.id = self.table.add(
            dice.uuid(),
            alumnus.gender,
            birth,
            Source.REGISTRAR if birth else "",
            alumnus.country,
            alumnus.home if alumnus.is_thai else None,
            number,
            hashed,
            "th" if alumnus.is_thai else "en",
        )

    def _national_id(self, dice: Dice) -> tuple[str, str]:
        """Encrypted and hashed, until the numbers that nobody can have are used up."""
        if not dice.chance(WITH_NATIONAL_ID) or self._numbered >= NUMBERS:
            return "", ""
        number = synthetic(self._numbered)
        self._numbered += 1
        return self._encrypted.get_db_prep_save(number, connection), keyed_hash(number, settings.KEYED_HASH_KEY)


def _entry(faculty: FacultyPlan, year: int, years: int, dice: Dice) -> int:
    """Most finish in time, some up to three years late; nobody entered before the faculty took anybody."""
    chance = dice.random()
    late = 0 if chance < 0.82 else 1 if chance < 0.94 else 2 if chance < 0.985 else 3
    first = faculty.first_intake or faculty.first_graduates - years
    return max(year - years - late, min(first, year - 1))


def _birth_date(alumnus: Alumnus, dice: Dice) -> str | None:
    if not dice.chance(0.35 if alumnus.cohort < 15 else 0.95):
        return None
    year = alumnus.born - 543
    kind = dice.random()
    if kind < 0.04:
        return str(year)
    month = f"{year}-{dice.between(1, 12):02}"
    return month if kind < 0.06 else f"{month}-{dice.between(1, 28):02}"
