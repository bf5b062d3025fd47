"""How graduates can be reached, and how well that is known. No number or address can be a real person's: e-mail goes
to the domains that are reserved for examples, mobile numbers are of the series 067-9 and landlines of 0-7400, which
Thailand's numbering plan gives to nobody."""

import re

from apps.records.models import Audience, Contact, Source

from .alumnus import Alumnus
from .dice import Dice, Wheel
from .names import IMPORTED
from .plan import ramp
from .writer import Table

DOMAINS = ("example.com", "example.org", "example.net", "mail.example.com", "post.example.org")
MOBILES = 1_000_000  # in the series
_MOBILE_STRIDE = 387_421  # has no factor in common with MOBILES
STATUS = Wheel({"live": 86.0, "bounced": 8.0, "retired": 6.0})
CALLED = Wheel({"live": 88.0, "wrong": 4.0, "retired": 8.0})
SOURCES = Wheel({Source.STAFF: 45.0, Source.CHAPTER: 20.0, Source.REGISTRAR: 35.0})
NOT_LATIN = re.compile(r"[^a-z]")


class Reach:
    """Writes the contact rows."""

    def __init__(self) -> None:
        self._mobiles = 0
        self.table = Table(
            Contact,
            *("person", "kind", "value", "status", "is_primary", "source", "source_ref"),
            *("recorded_at", "confirmed_at", "confirmed_by", "audience"),
        )

    def add(self, alumnus: Alumnus, dice: Dice) -> None:
        cohort = alumnus.cohort
        if dice.chance(ramp(cohort, start=(10, 0.15), end=(31, 0.70))):
            self._write(alumnus, Contact.Kind.EMAIL, _address(alumnus, dice), STATUS.spin(dice), dice)
        if dice.chance(ramp(cohort, start=(10, 0.35), end=(31, 0.85))):
            self._write(alumnus, Contact.Kind.MOBILE, self._mobile(), CALLED.spin(dice), dice)
        if dice.chance(ramp(cohort, start=(1, 0.15), end=(35, 0.03))):
            number = f"+667400{dice.between(0, 9999):04}"
            self._write(alumnus, Contact.Kind.PHONE, number, CALLED.spin(dice), dice)
        if dice.chance(ramp(cohort, start=(12, 0.0), end=(35, 0.16))):
            self._write(alumnus, Contact.Kind.LINE, f"{_local_part(alumnus)}.{dice.between(10, 999)}", "live", dice)

    def _write(self, alumnus: Alumnus, kind: str, value: str, status: str, dice: Dice) -> None:
        live = status == Contact.Status.LIVE
        source = Source.SELF if alumnus.keen and live else SOURCES.spin(dice)
        recorded, confirmed = _days(source, dice)
        self.table.add(
            *(alumnus.id, kind, value, status, live, source),
            *(alumnus.row_in_file if source == Source.REGISTRAR else "", recorded),
            *(confirmed, Source.SELF if confirmed else "", _audience(alumnus, source, dice)),
        )
        self._remember(alumnus, kind, value, status)

    @staticmethod
    def _remember(alumnus: Alumnus, kind: str, value: str, status: str) -> None:
        alumnus.has_live_contact |= status == Contact.Status.LIVE
        if status == Contact.Status.WRONG:
            return
        if kind == Contact.Kind.EMAIL:
            alumnus.emails.append(value)
        elif kind == Contact.Kind.LINE:
            alumnus.handles.append(value)
        else:
            alumnus.phones.append(value)

    def _mobile(self) -> str:
        """067-9xx-xxxx, each once (a university of millions would begin again)."""
        self._mobiles += 1
        return f"+66679{self._mobiles * _MOBILE_STRIDE % MOBILES:06}"


def _days(source: str, dice: Dice) -> tuple[str, str | None]:
    """When it was recorded, and when the person last said that it still holds."""
    if source == Source.REGISTRAR:
        return IMPORTED, None
    recorded = f"{dice.day(2009, 2022)} 04:00:00"
    if source != Source.SELF and not dice.chance(0.15):
        return recorded, None
    return recorded, f"{dice.day(2023, 2025)} 05:00:00"


def _audience(alumnus: Alumnus, source: str, dice: Dice) -> str:
    if source != Source.SELF or not alumnus.keen:
        return Audience.OFFICE
    chance = dice.random()
    return Audience.OFFICE if chance < 0.45 else Audience.FELLOWS if chance < 0.8 else Audience.ALUMNI


def _address(alumnus: Alumnus, dice: Dice) -> str:
    return f"{_local_part(alumnus)}{dice.between(1, 999)}@{dice.pick(DOMAINS)}"


def _local_part(alumnus: Alumnus) -> str:
    """First name and the beginning of the surname, as far as the Latin spelling is known."""
    name = alumnus.names[0]
    first, last = (NOT_LATIN.sub("", part.lower()) for part in (name.first_en, name.last_en))
    return f"{first}.{last[:6]}".strip(".") or f"alumni{alumnus.serial}"
