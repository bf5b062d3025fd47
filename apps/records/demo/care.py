"""The office's daily work in the demonstration: conversations, follow-ups, changes that wait, lists. It is done by
the same actions as in real life, so that its history is there too."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from apps.accounts.models import User
from apps.records.actions import care, contacts, degrees, lists
from apps.records.models import Contact, ContactLogEntry, Degree, Person, Source

from .dice import Dice, Wheel

CONVERSATIONS = 260
HELD_CONTACTS, HELD_DEGREES = 18, 7
CHANNELS = Wheel({"phone": 50.0, "email": 20.0, "line": 15.0, "meeting": 10.0, "letter": 5.0})
SUMMARIES = (
    "โทรสอบถามที่อยู่ปัจจุบัน แจ้งว่าย้ายไปอยู่กับบุตร จะส่งที่อยู่ใหม่ทางไลน์",
    "เชิญร่วมงานคืนสู่เหย้า สนใจ ขอกำหนดการ",
    "สอบถามเรื่องทุนการศึกษา ประสงค์บริจาคในนามรุ่น",
    "ไม่รับสาย ฝากข้อความไว้",
    "ยินดีเป็นวิทยากรให้นักศึกษาปีสุดท้าย ขอหนังสือเชิญ",
    "แจ้งเปลี่ยนนามสกุล จะส่งสำเนาเอกสารมาให้",
    "เสนอรับนักศึกษาฝึกงานสองคนในภาคฤดูร้อน",
    "พบในงานสัมมนาที่หาดใหญ่ ขอข้อมูลเพื่อนร่วมรุ่น",
    "ขอแก้ไขชื่อภาษาอังกฤษให้ตรงกับหนังสือเดินทาง",
    "สอบถามวิธีขอบัตรประจำตัวศิษย์เก่า",
)


def converse(people: Sequence[int], staff: dict[str, User], dice: Dice) -> None:
    """Conversations of the past year; half of them ask for a follow-up, of which most are done or still ahead."""
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    callers = [staff["records"], staff["events"], staff["communications"]]
    for person in Person.objects.filter(pk__in=_sample(people, CONVERSATIONS, dice)).order_by("pk"):
        _talk(person, now - timedelta(days=dice.between(1, 360), hours=dice.between(1, 8)), dice.pick(callers), dice)


def _talk(person: Person, at: datetime, caller: User, dice: Dice) -> None:
    due = (at + timedelta(days=dice.between(7, 90))).date() if dice.chance(0.5) else None
    entry = care.log_contact(
        person, at=at, channel=CHANNELS.spin(dice), summary=dice.pick(SUMMARIES), by=caller, follow_up_on=due
    )
    if _is_done(entry, dice):
        care.finish_follow_up(entry, by=caller)


def _is_done(entry: ContactLogEntry, dice: Dice) -> bool:
    past = entry.follow_up_on is not None and entry.follow_up_on < timezone.localdate()
    return past and dice.chance(0.75)


def hold_changes(people: Sequence[int], dice: Dice) -> None:
    """Changes that a less trusted source wants to make; each waits for a decision."""
    told = Contact.objects.filter(kind=Contact.Kind.MOBILE, source=Source.SELF).order_by("pk")
    for contact in told[:HELD_CONTACTS]:
        contacts.change(contact, {"value": f"+66679{dice.between(0, 999999):06}"}, source=Source.CHAPTER, by=None)
    sample = _sample(people, HELD_DEGREES, dice)
    for degree in Degree.objects.filter(person__in=sample, is_first=True).order_by("pk"):
        said = {"entry_year_be": (degree.entry_year_be or 2510) - 1}
        degrees.change(degree, said, source=Source.SELF, by=None)


def keep_lists(people: Sequence[int], staff: dict[str, User], dice: Dice) -> None:
    """Lists that the office keeps: three picked by hand, one search."""
    for name, owner, size, shared in (
        ("เชิญร่วมงานคืนสู่เหย้า", "events", 40, True),
        ("ส่งจดหมายขอบคุณ", "giving", 25, True),
        ("ตรวจสอบที่อยู่", "records", 30, False),
    ):
        saved = lists.create(name=name, owner=staff[owner], is_shared=shared)
        lists.add_people(saved, _sample(people, size, dice), by=staff[owner])
    lists.create(name="นามสกุลสุวรรณ", owner=staff["records"], is_shared=True, query="q=สุวรรณ")


def _sample(people: Sequence[int], size: int, dice: Dice) -> list[int]:
    return sorted({dice.pick(people) for _ in range(min(size, len(people)))})
