"""Deaths, and wishes to be left alone."""

from apps.records.models import Death, DoNotContact, Source

from .alumnus import Alumnus
from .dice import Dice, Wheel
from .plan import ramp
from .writer import Table

FIRST = Wheel({Source.FAMILY: 40.0, Source.CHAPTER: 25.0, Source.NEWS: 25.0, Source.BOUNCE: 10.0})
EVIDENCE = {
    Source.FAMILY: "ญาติแจ้งทางโทรศัพท์",
    Source.CHAPTER: "ประธานรุ่นแจ้ง",
    Source.NEWS: "ประกาศในหนังสือพิมพ์ท้องถิ่น",
    Source.BOUNCE: "จดหมายตีกลับ ระบุว่าผู้รับเสียชีวิต",
    Source.REGISTRAR: "ตรวจสอบกับทะเบียนราษฎร",
    Source.STAFF: "เจ้าหน้าที่สอบถามครอบครัวยืนยัน",
}
SILENT = 0.003
CHANNELS = Wheel({"all": 45.0, "phone": 30.0, "email": 15.0, "post": 10.0})


class Ends:
    """Writes deaths (most confirmed by a second source) and wishes."""

    def __init__(self) -> None:
        self.deaths = Table(
            Death,
            *("person", "died_on", "first_source", "first_evidence", "first_at"),
            *("second_source", "second_evidence", "confirmed_at"),
        )
        self.wishes = Table(DoNotContact, "person", "channel", "since", "reason")

    def add(self, alumnus: Alumnus, dice: Dice) -> None:
        """Six in a hundred of the first ten classes have died, fewer of each later one."""
        if dice.chance(0.06 if alumnus.cohort <= 10 else ramp(alumnus.cohort, start=(11, 0.03), end=(35, 0.003))):
            self._died(alumnus, dice)
        elif dice.chance(SILENT):
            channel = CHANNELS.spin(dice)
            self.wishes.add(alumnus.id, channel, dice.day(2012, 2025), "แจ้งทางโทรศัพท์")
            alumnus.wants_silence = channel == DoNotContact.Channel.ALL

    def _died(self, alumnus: Alumnus, dice: Dice) -> None:
        year = dice.between(max(alumnus.year - 541, 1985), 2024)
        died = str(year) if dice.chance(0.4) else f"{year}-{dice.between(1, 12):02}-{dice.between(1, 28):02}"
        first = FIRST.spin(dice)
        second = dice.pick((Source.REGISTRAR, Source.STAFF)) if dice.chance(0.8) else None
        self.deaths.add(
            *(alumnus.id, died, first, EVIDENCE[first], f"{year}-12-29 03:00:00"),
            *((second, EVIDENCE[second], f"{year + 1}-02-10 03:00:00") if second else ("", "", None)),
        )
        alumnus.is_deceased = second is not None
