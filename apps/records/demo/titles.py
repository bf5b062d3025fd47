"""What stands before a name: of courtesy, of a profession, of learning, of rank."""

from collections.abc import Mapping, Sequence
from typing import Any

from apps.records.models import Level

from .alumnus import Alumnus
from .dice import Dice, Wheel

Title = tuple[str, str]  # in Thai and in Latin letters
PROFESSIONS = {
    "พ.บ.": ("นายแพทย์", "แพทย์หญิง"),
    "ท.บ.": ("ทันตแพทย์", "ทันตแพทย์หญิง"),
    "ภ.บ.": ("เภสัชกร", "เภสัชกรหญิง"),
    "สพ.บ.": ("สัตวแพทย์", "สัตวแพทย์"),
}
LEARNING = Wheel({"ดอกเตอร์": 55, "ผู้ช่วยศาสตราจารย์ ดร.": 27, "รองศาสตราจารย์ ดร.": 14, "ศาสตราจารย์": 4})
RANKS = Wheel({"ว่าที่ร้อยตรี": 60, "ร้อยเอก": 15, "พันตำรวจโท": 18, "พันเอก": 7})


class Titles:
    """Titles as they are printed: professions and ranks abbreviated, those of courtesy in full."""

    def __init__(self, known: Sequence[Mapping[str, Any]]) -> None:
        self._known = {title["th"]: (title["abbr"] or title["th"], title["en"]) for title in known}
        for courtesy in ("นาย", "นาง", "นางสาว"):
            self._known[courtesy] = (courtesy, self._known[courtesy][1])

    def courtesy(self, gender: str, *, married: bool = False) -> Title:
        if gender == "m":
            return self._known["นาย"]
        return self._known["นาง" if married else "นางสาว"]

    def present(self, alumnus: Alumnus, degree: str, dice: Dice, *, married: bool) -> Title:
        """What the person is called today."""
        special = self._special(alumnus, degree, dice)
        return self._known[special] if special else self.courtesy(alumnus.gender, married=married)

    def _special(self, alumnus: Alumnus, degree: str, dice: Dice) -> str:
        if degree in PROFESSIONS:
            men, women = PROFESSIONS[degree]
            return (men if alumnus.gender == "m" else women) if dice.chance(0.9) else ""
        if alumnus.level == Level.DOCTORAL or (alumnus.level == Level.MASTER and dice.chance(0.04)):
            return LEARNING.spin(dice)
        if dice.chance(0.004):
            return LEARNING.spin(dice)
        if alumnus.gender == "m":
            return RANKS.spin(dice) if dice.chance(0.012) else ("พระมหา" if dice.chance(0.0008) else "")
        return "ว่าที่ร้อยตรีหญิง" if dice.chance(0.003) else ""
