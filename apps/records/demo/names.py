"""What graduates are called, and were called before they married or chose another name."""

from collections.abc import Mapping
from typing import Any

from apps.records.lib.search_text import NameParts
from apps.records.models import Audience, PersonName, Source

from .alumnus import Alumnus
from .dice import Dice, Wheel
from .plan import ramp
from .surnames import Spelled, Surnames
from .titles import Title, Titles
from .writer import Table

Reason = PersonName.Reason
IMPORTED = "2007-01-15 03:00:00"  # the day on which the registrar's file came in


class Names:
    """Writes the names of each graduate: the one in use and the former ones."""

    def __init__(self, parts: Mapping[str, Any]) -> None:
        self._first = {"m": parts["male"], "f": parts["female"]}
        self._nicknames: list[str] = parts["nickname"]
        self._surnames = Surnames(parts["surname"])
        self._titles = Titles(parts["titles"])
        self._foreign = {each["country"]: each for each in parts["foreign"]}
        self.countries = Wheel(dict.fromkeys(self._foreign, 1.0))
        self.table = Table(
            PersonName,
            *("person", "is_current", "title_th", "title_en", *NameParts._fields, "reason"),
            *("source", "source_ref", "recorded_at", "audience", "valid_from", "valid_to"),
        )

    def add(self, alumnus: Alumnus, degree: str, dice: Dice) -> None:
        """`degree` is the abbreviation of the first degree, from which a profession's title follows."""
        alumnus.name_audience = _audience(alumnus)
        if not alumnus.is_thai:
            self._registered(alumnus, self._abroad(alumnus, dice), self._titles.courtesy(alumnus.gender))
            return
        first, last = self._first_name(alumnus, dice), self._surname(alumnus, dice)
        nickname = (
            dice.pick(self._nicknames) if dice.chance(ramp(alumnus.born, start=(2495, 0.1), end=(2525, 0.4))) else ""
        )
        romanised = dice.chance(ramp(alumnus.year, start=(2520, 0.55), end=(2548, 0.95)))
        name = _parts(first, last, nickname, romanised=romanised)
        if alumnus.gender == "f" and dice.chance(ramp(alumnus.year, start=(2520, 0.45), end=(2548, 0.22))):
            self._married(alumnus, name, degree, dice)
        elif dice.chance(0.03 if alumnus.gender == "f" else 0.012):
            self._renamed(alumnus, name, degree, dice)
        else:
            self._registered(alumnus, name, self._titles.present(alumnus, degree, dice, married=False))

    def _registered(self, alumnus: Alumnus, name: NameParts, title: Title) -> None:
        if not alumnus.is_thai:
            title = ("", title[1])
        self._write(alumnus, name, title, Reason.FIRST)

    def _married(self, alumnus: Alumnus, maiden: NameParts, degree: str, dice: Dice) -> None:
        """Most take the husband's surname; some take their own again."""
        wed = max(alumnus.year - 543 + dice.between(1, 9), alumnus.born - 543 + 21)
        married = self._with_surname(maiden, self._surname(alumnus, dice))
        title = self._titles.present(alumnus, degree, dice, married=True)
        if not dice.chance(0.8):
            self._registered(alumnus, maiden, title)
            return
        wedding = f"{wed}-{dice.between(1, 12):02}"
        self._former(alumnus, maiden, Reason.FIRST, None, wedding)
        if not dice.chance(0.09):
            self._write(alumnus, married, title, Reason.MARRIAGE, since=wedding)
            return
        parted = f"{wed + dice.between(2, 12)}-{dice.between(1, 12):02}"
        self._former(alumnus, married, Reason.MARRIAGE, wedding, parted, married=True)
        self._write(alumnus, maiden, title, Reason.DIVORCE, since=parted)

    def _renamed(self, alumnus: Alumnus, old: NameParts, degree: str, dice: Dice) -> None:
        """A more auspicious first name."""
        thai, latin = self._first_name(alumnus, dice)
        new = old._replace(first_th=thai, first_en=latin if old.first_en else "")
        day = str(alumnus.year - 543 + dice.between(1, 15))
        self._former(alumnus, old, Reason.FIRST, None, day)
        title = self._titles.present(alumnus, degree, dice, married=False)
        self._write(alumnus, new, title, Reason.CHOICE, since=day)

    def _former(
        self, alumnus: Alumnus, name: NameParts, reason: str, since: str | None, until: str, *, married: bool = False
    ) -> None:
        title = self._titles.courtesy(alumnus.gender, married=married)
        source = Source.REGISTRAR if reason == Reason.FIRST else Source.STAFF
        self._row(alumnus, name._replace(nickname=""), title, reason, source, since=since, until=until)
        alumnus.names.insert(0, name._replace(nickname=""))

    def _write(
        self, alumnus: Alumnus, name: NameParts, title: Title, reason: str, *, since: str | None = None
    ) -> None:
        source = Source.REGISTRAR
        if reason != Reason.FIRST:
            source = Source.SELF if alumnus.keen else Source.STAFF
        self._row(alumnus, name, title, reason, source, since=since, is_current=True)
        alumnus.names.insert(0, name)

    def _row(
        self,
        alumnus: Alumnus,
        name: NameParts,
        title: Title,
        reason: str,
        source: str,
        *,
        since: str | None,
        until: str | None = None,
        is_current: bool = False,
    ) -> None:
        told = source == Source.REGISTRAR
        origin, recorded = (alumnus.row_in_file, IMPORTED) if told else ("", "2012-06-01 03:00:00")
        self.table.add(
            *(alumnus.id, is_current, title[0], title[1] if name.first_en else "", *name, reason),
            *(source, origin, recorded, alumnus.name_audience, since, until),
        )

    def _first_name(self, alumnus: Alumnus, dice: Dice) -> Spelled:
        """Fashions change with the year of birth."""
        names = self._first[alumnus.gender]
        if alumnus.malay:
            return tuple(dice.pick(names["malay"]))
        modern = dice.chance(ramp(alumnus.born, start=(2500, 0.03), end=(2528, 0.88)))
        return tuple(dice.pick(names["new" if modern else "old"]))

    def _surname(self, alumnus: Alumnus, dice: Dice) -> Spelled:
        if alumnus.malay:
            return self._surnames.malay(dice)
        if dice.chance(ramp(alumnus.year, start=(2514, 0.06), end=(2548, 0.015))):
            return self._surnames.chinese(dice)
        return self._surnames.thai(dice)

    def _abroad(self, alumnus: Alumnus, dice: Dice) -> NameParts:
        known = self._foreign[alumnus.country]
        first = dice.pick(known["male" if alumnus.gender == "m" else "female"])
        return NameParts(first_en=first, last_en=dice.pick(known["last"]))

    @staticmethod
    def _with_surname(name: NameParts, surname: Spelled) -> NameParts:
        return name._replace(last_th=surname[0], last_en=surname[1] if name.last_en else "")


def _parts(first: Spelled, last: Spelled, nickname: str, *, romanised: bool) -> NameParts:
    return NameParts(
        first_th=first[0],
        last_th=last[0],
        first_en=first[1] if romanised else "",
        last_en=last[1] if romanised else "",
        nickname=nickname,
    )


def _audience(alumnus: Alumnus) -> str:
    """Fellow alumni know each other by name; a few would rather not be found, a few show themselves to everyone."""
    if alumnus.keen and alumnus.id % 5 == 0:
        return Audience.EVERYONE
    return Audience.OFFICE if alumnus.id % 40 == 0 else Audience.ALUMNI
