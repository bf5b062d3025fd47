"""Where graduates live: most in the South, many about Bangkok; four in ten addresses no longer hold."""

from collections.abc import Mapping
from typing import Any

from apps.records.actions.search.known import Place
from apps.records.models import Address, Audience, Province, Source

from .alumnus import Alumnus
from .dice import Dice, Wheel
from .names import IMPORTED
from .writer import Table

KNOWN = 0.90
STATUS = Wheel({"live": 60.0, "returned": 25.0, "retired": 15.0})
ABROAD = 2.0  # per cent
ELSEWHERE = 5.0  # per cent, spread over the provinces that the model does not name
SOURCES = Wheel({Source.REGISTRAR: 70.0, Source.STAFF: 20.0, Source.CHAPTER: 10.0})


class Addresses:
    """Writes the address rows."""

    def __init__(self, model: Mapping[str, Any], places: Mapping[str, Any]) -> None:
        provinces = {province.code: province for province in Province.objects.order_by("code")}
        self._places = {
            code: places["places"].get(code) or [_capital(province)] for code, province in provinces.items()
        }
        self._provinces = Wheel(_weights(model["present_provinces"], list(provinces)))
        self._abroad = places["abroad"]
        self._countries = Wheel({country: each["weight"] for country, each in places["abroad"].items()})
        self._roads, self._villages = places["roads"], places["villages"]
        self.table = Table(
            Address,
            *("person", "kind", "status", "house_no", "moo", "village", "soi", "road", "subdistrict", "district"),
            *("province", "postcode", "country", "foreign_lines", "source", "source_ref", "recorded_at"),
            *("confirmed_at", "confirmed_by", "audience"),
        )

    def add(self, alumnus: Alumnus, dice: Dice) -> None:
        if not dice.chance(KNOWN):
            return
        status = Address.Status.LIVE if alumnus.keen else STATUS.spin(dice)
        if dice.chance(ABROAD / 100):
            self._write(alumnus, Address.Kind.CURRENT, status, *self._foreign(dice), dice=dice)
            return
        province = self._provinces.spin(dice)
        self._write(alumnus, Address.Kind.CURRENT, status, *self._thai(province, dice), dice=dice)
        if dice.chance(0.1):
            self._write(alumnus, Address.Kind.REGISTERED, "live", *self._thai(alumnus.home, dice), dice=dice)

    def _write(self, alumnus: Alumnus, kind: str, status: str, *parts: str | None, dice: Dice) -> None:
        source = Source.SELF if alumnus.keen else SOURCES.spin(dice)
        told = source == Source.REGISTRAR
        recorded = IMPORTED if told else f"{dice.day(2009, 2022)} 04:00:00"
        confirmed = f"{dice.day(2023, 2025)} 05:00:00" if source == Source.SELF else None
        audience = _audience(alumnus)
        self.table.add(
            *(alumnus.id, kind, status, *parts, source, alumnus.row_in_file if told else "", recorded),
            *(confirmed, Source.SELF if confirmed else "", audience),
        )
        if status == Address.Status.LIVE:
            alumnus.places.append(Place(audience, kind, province_id=parts[7], country_id=parts[9]))

    def _thai(self, code: str, dice: Dice) -> tuple[str | None, ...]:
        """House, moo, village, soi, road, subdistrict, district, province, postcode, country, lines abroad."""
        district, subdistrict, postcode = dice.pick(self._places[code])
        house = f"{dice.between(1, 399)}" + (f"/{dice.between(1, 99)}" if dice.chance(0.5) else "")
        in_town = dice.chance(0.5)
        moo = "" if in_town else str(dice.between(1, 12))
        soi = str(dice.between(1, 30)) if in_town and dice.chance(0.4) else ""
        road = dice.pick(self._roads) if in_town else ""
        village = dice.pick(self._villages) if dice.chance(0.15) else ""
        return house, moo, village, soi, road, subdistrict, district, code, postcode, "TH", ""

    def _foreign(self, dice: Dice) -> tuple[str | None, ...]:
        country = self._countries.spin(dice)
        lines = "\n".join(self._abroad[country]["lines"])
        return "", "", "", "", "", "", "", None, "", country, lines


def _audience(alumnus: Alumnus) -> str:
    """A third of those who keep their records let fellow alumni know where they live."""
    return Audience.ALUMNI if alumnus.keen and alumnus.id % 3 == 0 else Audience.OFFICE


def _capital(province: Province) -> list[str]:
    """The district of the provincial town, for provinces of which no districts are listed."""
    return [f"เมือง{province.name_th}", "ในเมือง", f"{province.postcode_prefixes[0]}000"]


def _weights(named: Mapping[str, float], codes: list[str]) -> dict[str, float]:
    others = [code for code in codes if code not in named]
    share = sum(named.values()) * ELSEWHERE / 100 / len(others)
    return dict(named) | dict.fromkeys(others, share)
