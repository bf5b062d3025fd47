"""Are two descriptions of one person? Evidence for and against is weighed in bits (Fellegi and Sunter: the logarithm
of how much more often something is seen of one person than of two) and added; each piece has a code, for words.

What is blank on either side says nothing. Two different first names are never joined by a family's name, birthday,
address or telephone: those are what twins share."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from . import births, studies
from .likeness import NOTHING, Kind, Level, Likeness, may_agree
from .traits import Name, Traits
from .words import Rarity

LOOK, CERTAIN = 21.0, 33.0  # bits
NATIONAL_ID = 30.0, -20.0
EMAIL, PHONE = 11.0, 9.0
FAMILY = -6.0  # a family's names differ by little, and it shares its addresses
MOST_SHARED = 4  # people at one address, from which on it is nobody's own
GENDER = -5.0
DIED = 8.0, -5.0
PROVINCE = 1.0, -0.5
NICKNAME = 2.0, -0.5
SWAPPED = -2.0
CHANGED_SURNAME = {"m": -6.0, "f": -3.0, "": -4.0}  # of men seldom
_FIRST_NAMES_AGREE = Level.SPOKEN
_BIRTH_AGREES = 6.0  # bits
_MOST_MORE = 19.0  # bits that can still come when names, birthdays and contacts are weighed


class Grade(StrEnum):
    """What is to be done about a pair."""

    CERTAIN = "certain"  # an import holds the row
    LOOK = "look"  # a person looks at it


@dataclass(frozen=True, slots=True)
class Verdict:
    """How probably two are one: `bits`, and the codes of what spoke for it and (after a "-") against it."""

    bits: float
    grade: Grade
    reasons: tuple[str, ...]

    @property
    def score(self) -> int:
        """For lists: 0 to 99."""
        return max(0, min(99, round(self.bits * 2)))


@dataclass(slots=True)
class _Scales:
    bits: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, bits: float, code: str = "") -> None:
        self.bits += bits
        if code and bits:
            self.reasons.append(code if bits > 0 else f"-{code}")


class _Names(NamedTuple):
    bits: float
    first: Likeness
    last: Likeness
    is_former: bool
    is_swapped: bool


_NO_NAMES = _Names(0.0, NOTHING, NOTHING, False, False)


class Weighing:
    """Compares pairs within one registry, whose names have this rarity."""

    def __init__(self, rarity: Rarity, *, shared: dict[str, int] | None = None, look: float = LOOK) -> None:
        """`shared`: how many people each contact belongs to, where that is known."""
        self._first = Kind(rarity, is_first=True)
        self._last = Kind(rarity, is_first=False)
        self._shared = shared or {}
        self.look = look

    def compare(self, one: Traits, other: Traits) -> Verdict | None:
        """None where nobody needs to look."""
        a, b = one.description, other.description
        settled = _is_settled(one, other)
        if not settled and not _may_be_called_alike(one, other):
            return None
        names = self._names(one, other, settled=settled)
        if names is None:
            return None
        birth = births.compare(a.birth, b.birth)
        if names.bits + birth[0] + _MOST_MORE < self.look and one.contacts.isdisjoint(other.contacts) and not settled:
            return None
        return self._weighed(one, other, names, birth)

    def _weighed(self, one: Traits, other: Traits, names: _Names, birth: births.Verdict) -> Verdict | None:
        scales = _Scales(names.bits, _name_codes(names))
        study = studies.compare(one.description.studies, other.description.studies)
        if study[1] in {studies.SLIP, studies.NEIGHBOURS}:
            told = birth[0] >= _BIRTH_AGREES or not one.contacts.isdisjoint(other.contacts)
            believed = birth[0] >= 0 and _is_slip(names, told=told, near=study[1] == studies.NEIGHBOURS)
            study = (study[0], studies.SLIP) if believed else studies.TWO_IDS
        for bits, code in (_national_ids(one, other), birth, study):
            scales.add(bits, code)
        if names.first[1] >= _FIRST_NAMES_AGREE:
            self._contacts(one, other, scales, 0.0 if names.first[1] >= Level.ALIKE else FAMILY)
        _small_things(one, other, scales)
        if scales.bits < self.look:
            return None
        return Verdict(scales.bits, _grade(scales, names), tuple(scales.reasons))

    def _names(self, one: Traits, other: Traits, *, settled: bool) -> _Names | None:
        """What speaks most for one person; None where no first name of the one is the other's, unless an id is."""
        if not (one.names and other.names):
            return _NO_NAMES
        gender = one.description.gender or other.description.gender
        best = None
        for i, mine in enumerate(one.names):
            for j, its in enumerate(other.names):
                is_former = i >= one.current or j >= other.current
                found = self._name(mine, its, gender, is_former=is_former, settled=settled)
                if found and (best is None or found.bits > best.bits):
                    best = found
        return best

    def _name(self, mine: Name, its: Name, gender: str, *, is_former: bool, settled: bool) -> _Names | None:
        first = self._first.compare(mine[0], its[0])
        if first[1] <= Level.NEIGHBOUR:
            swapped = self._swapped(mine, its, is_former) if first[1] == Level.DIFFERENT else None
            if swapped or not settled:
                return swapped
        last = self._last.compare(mine[1], its[1])
        bits = last[0] if last[1] != Level.DIFFERENT else CHANGED_SURNAME[gender]
        return _Names(first[0] + bits, first, last, is_former, False)

    def _swapped(self, mine: Name, its: Name, is_former: bool) -> _Names | None:
        """First name and surname stand in each other's place."""
        first = self._first.weigh(mine[0], its[1])
        if first[1] < Level.SPOKEN:
            return None
        last = self._last.compare(mine[1], its[0])
        if last[1] < Level.SPOKEN:
            return None
        return _Names(first[0] + last[0] + SWAPPED, first, last, is_former, True)

    def _contacts(self, one: Traits, other: Traits, scales: _Scales, less: float) -> None:
        emails, phones = 0.0, 0.0
        for contact in one.contacts & other.contacts:
            if self._shared.get(contact, 0) > MOST_SHARED:
                continue
            if "@" in contact:
                emails = EMAIL + less
            else:
                phones = PHONE + less
        scales.add(emails, "email_same")
        scales.add(phones, "phone_same")


def _is_settled(one: Traits, other: Traits) -> bool:
    """Have they a number in common that is one person's?"""
    national_id = one.description.national_id_hash
    if national_id and national_id == other.description.national_id_hash:
        return True
    return bool(one.numbers) and any(number in other.numbers for number in one.numbers)


def _is_slip(names: _Names, *, told: bool, near: bool) -> bool:
    """Is one digit between two ids of one class a slip? Ids are given in the order of names, so that neighbours are
    called alike, and twins share what else is known of them (`told`)."""
    first, last = names.first[1], names.last[1]
    if min(first, last) >= Level.ALIKE:
        return True
    return told and min(first, last) >= Level.SPOKEN and (first >= Level.ALIKE or not near)


def _may_be_called_alike(one: Traits, other: Traits) -> bool:
    """Could any first name be the other's, or the other's surname? Of most pairs none can."""
    for first, _ in one.names:
        for its_first, its_last in other.names:
            if may_agree(first, its_first) or may_agree(first, its_last):
                return True
    return not (one.names and other.names)


def _name_codes(names: _Names) -> list[str]:
    levels = names.first[1], names.last[1]
    if names.is_swapped:
        return ["name_swapped"]
    if min(levels) >= Level.SAME:
        return ["former_name_same" if names.is_former else "name_same"]
    codes = []
    for part, level in zip(("first", "last"), levels, strict=True):
        if level <= Level.NEIGHBOUR:
            codes.append(f"-{part}_{level.name.lower()}")
        elif level != Level.ABSENT:
            codes.append(f"{part}_{level.name.lower()}")
    return codes


def _national_ids(one: Traits, other: Traits) -> tuple[float, str]:
    mine, its = one.description.national_id_hash, other.description.national_id_hash
    if not mine or not its:
        return 0.0, ""
    return (NATIONAL_ID[0], "national_id_same") if mine == its else (NATIONAL_ID[1], "national_id_different")


def _small_things(one: Traits, other: Traits, scales: _Scales) -> None:
    a, b = one.description, other.description
    if a.gender and b.gender and a.gender != b.gender:
        scales.add(GENDER, "gender")
    for mine, its, (same, different), code in (
        (a.died, b.died, DIED, "died"),
        (a.province, b.province, PROVINCE, ""),
        (a.nickname, b.nickname, NICKNAME, "nickname"),
    ):
        if mine and its:
            scales.add(same if mine == its else different, code)


def _grade(scales: _Scales, names: _Names) -> Grade:
    """Certain only where nothing weighty speaks against it."""
    against = any(code in scales.reasons for code in _AGAINST)
    more = len(scales.reasons) > len(_name_codes(names))
    sure = names.first[1] >= Level.SLIP or "national_id_same" in scales.reasons
    return Grade.CERTAIN if scales.bits >= CERTAIN and sure and more and not against else Grade.LOOK


_AGAINST = (
    "-birth_different",
    "-student_id_different",
    "-national_id_different",
    "-gender",
    "-first_different",
    "-died",
)
