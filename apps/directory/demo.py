"""What the people of the demonstration have written to each other and told the office."""

from collections.abc import Callable

from django.db import transaction

from apps.accounts.models import User
from apps.core.registries import demo_steps, personas
from apps.directory.actions import abuse, letters, tips
from apps.directory.models import AbuseReport, Conversation, Letter, LostSuggestion
from apps.records.models import Person, Source

TALK = (
    "สวัสดีครับ เห็นชื่อในสมุดรายชื่อ เลยทักมา อยู่หอเดียวกันตอนปีหนึ่งหรือเปล่าครับ",
    "ใช่เลย ดีใจที่ทักมา ตอนนี้ย้ายมาทำงานที่หาดใหญ่แล้ว ว่างวันไหนไปกินข้าวกัน",
    "ไปสิครับ เสาร์หน้าว่าง เดี๋ยวชวนเพื่อนคนอื่นด้วย",
)
OFFER = "สนใจลงทุนคอนโดราคาพิเศษไหมคะ รายได้ดี ไม่มีความเสี่ยง ทักมาคุยกันได้เลย"


def register() -> None:
    demo_steps.add("directory", seed)


@transaction.atomic
def seed(*, graduates: int | None, seed: int, say: Callable[[str], None]) -> None:
    """Two conversations, one of which is reported, and word about somebody lost and somebody dead."""
    emails = [persona.email for persona in personas.entries() if persona.kind == "alumni"]
    people = list(Person.objects.filter(account__email__in=emails).select_related("account").order_by("pk"))
    if len(people) < 3 or Conversation.objects.exists():
        return
    one, two, three = people[:3]
    for number, text in enumerate(TALK):
        _write(*((one, two) if number % 2 == 0 else (two, one)), text)
    offer = _write(three, one, OFFER)
    reason = AbuseReport.Reason.SELLING
    abuse.report(one, person=three, letter=offer, reason=reason, note="ไม่รู้จักกัน อยู่ ๆ ก็ชวนลงทุน", by=_account(one))
    lost = {"name": "กมลชนก ตามหา", "year_be": 2545, "faculty_text": "", "note": "เคยทำงานที่เดียวกัน"}
    channel = LostSuggestion.Channel.EMAIL
    tips.suggest(two, by=_account(two), channel=channel, contact="kamonchanok@alumni.example", **lost)
    dead = {"name": "สมหมาย จากไปแล้ว", "year_be": 2530, "died_on": None}
    evidence = "เพื่อนในกลุ่มรุ่นไปร่วมงานศพเมื่อเดือนก่อน"
    tips.report_death(one, by=_account(one), person=None, source=Source.CHAPTER, evidence=evidence, **dead)
    say("Letters between alumni, and what they told the office")


def _write(writer: Person, recipient: Person, text: str) -> Letter:
    return letters.write(recipient, text=text, by=_account(writer))


def _account(person: Person) -> User:
    return User.objects.get(person=person)
